"""The palette under the names that the pictures use, and how axes are lettered and laid out."""

from lecturelib.palette import LETTERS, LIGHT, ON_WHITE

BLUE, VERMILLION, GREEN = LIGHT["pos"], LIGHT["neg"], LIGHT["green"]
PURPLE, ORANGE, SKY, GREY = LIGHT["purple"], LIGHT["orange"], LIGHT["sky"], LIGHT["grey"]
INK, PALE, DARK_PURPLE = ON_WHITE["ink"], ON_WHITE["pale"], LETTERS["purple"]

TRUE = {"marker": "o", "color": BLUE}
FALSE = {"marker": "s", "color": VERMILLION}


def axes(ax, title="", xlabel="", ylabel=""):
    """Plain axes: no frame at the top and right, lettering legible at the back of a room."""
    ax.set_title(title, fontsize=13, color=INK)
    ax.set_xlabel(xlabel, fontsize=13)
    ax.set_ylabel(ylabel, fontsize=13)
    ax.tick_params(labelsize=11, colors=INK)
    ax.spines[["top", "right"]].set_visible(False)
    return ax


def panels(picture, shown, **options):
    """Axes side by side, one for each of what is shown."""
    return picture.subplots(1, len(shown), squeeze=False, **options)[0]

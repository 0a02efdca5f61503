"""Colours and lettering of every picture; colours can be told apart by the colour-blind (Okabe & Ito 2008)."""

BLUE, VERMILLION, GREEN = "#0072B2", "#D55E00", "#009E73"
PURPLE, ORANGE, SKY = "#CC79A7", "#E69F00", "#56B4E9"
INK, GREY, PALE = "#222222", "#6b6b6b", "#d9d9d9"

TRUE = {"marker": "o", "color": BLUE}
FALSE = {"marker": "s", "color": VERMILLION}


def axes(ax, title="", xlabel="", ylabel=""):
    """Plain axes: no frame at the top and right, lettering that can be read at the back of a room."""
    ax.set_title(title, fontsize=13, color=INK)
    ax.set_xlabel(xlabel, fontsize=13)
    ax.set_ylabel(ylabel, fontsize=13)
    ax.tick_params(labelsize=11, colors=INK)
    ax.spines[["top", "right"]].set_visible(False)
    return ax

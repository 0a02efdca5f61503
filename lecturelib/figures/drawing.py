"""What drawings without axes share: an empty canvas, centred text, arrows."""

from lecturelib.figures import style

DOTS = "⋮"  # for what is left out


def canvas(picture, xlim, ylim):
    """Axes of equal scales that show nothing but what is drawn on them."""
    ax = picture.subplots()
    ax.set(xlim=xlim, ylim=ylim, aspect="equal")
    ax.axis("off")
    return ax


def write(ax, x, y, text, size=13, colour=style.INK, **more):
    """Text, centred at (x, y) unless `more` says otherwise."""
    ax.text(
        x, y, text, **{"fontsize": size, "color": colour, "ha": "center", "va": "center"} | more
    )


def dots(ax, x, y):
    """DOTS at (x, y), in the font that Matplotlib brings along: few others have them."""
    write(ax, x, y, DOTS, 18, family="DejaVu Sans")


def arrow(ax, start, end, colour, **look):
    """An arrow with a filled head. look: more of Matplotlib's arrowprops."""
    ax.annotate("", end, start, arrowprops={"arrowstyle": "-|>", "color": colour} | look)

"""The M-P neuron, drawn (section 3 of the lecture)."""

from matplotlib.patches import Circle, FancyArrowPatch, Rectangle

from lecturelib.figures import style
from lecturelib.figures.picture import Picture

_SIGNALS = [(3.3, "$x_1$", "$w_1$"), (2.2, "$x_2$", "$w_2$"), (0.5, "$x_k$", "$w_k$")]
_SUM, _STEP = (3.6, 1.9), (6.2, 1.9)


def mp_neuron():
    """Signals, weights, the sum with b, the indicator, the output; beneath, the parts of a cell."""
    pic = Picture(
        "An M-P neuron. Signals x1 to xk enter along arrows with weights w1 to wk (dendrites); a"
        " circle adds them and b (cell body); a step, 0 up to and at z = 0 and 1 above it, decides"
        " the output y (axon).",
        7.6,
        3.6,
    )
    ax = pic.subplots()
    ax.set(xlim=(-0.3, 8.9), ylim=(-0.75, 4.05), aspect="equal")
    ax.axis("off")
    for height, signal, weight in _SIGNALS:
        _disc(ax, (0.4, height), 0.36, signal, style.SKY)
        _arrow(ax, (0.78, height), _SUM, shrink=38)
        _write(ax, 1.9, height + (_SUM[1] - height) * 0.48 + 0.36, weight)
    _write(ax, 0.4, 1.38, "⋮", size=18)
    _write(ax, 3.6, 3.75, "$b$")
    _arrow(ax, (3.6, 3.5), _SUM, shrink=38)
    _disc(ax, _SUM, 0.66, "$\\Sigma$", "white", size=22)
    _arrow(ax, (4.27, 1.9), (5.5, 1.9))
    _write(ax, 4.87, 2.2, "$z$")
    _indicator(ax)
    _arrow(ax, (6.9, 1.9), (8.15, 1.9))
    _write(ax, 8.5, 1.9, "$y$", size=17)
    for x, name in ((1.4, "dendrites"), (3.6, "cell body"), (6.2, "fires or not"), (8.1, "axon")):
        _write(ax, x, -0.5, name, size=12, colour=style.GREY)
    return pic


def _write(ax, x, y, text, size=15, colour=style.INK):
    ax.text(x, y, text, fontsize=size, ha="center", va="center", color=colour)


def _disc(ax, centre, radius, text, colour, size=16):
    ax.add_patch(Circle(centre, radius, facecolor=colour, edgecolor=style.INK, linewidth=1.4))
    _write(ax, *centre, text, size)


def _arrow(ax, start, end, shrink=0):
    ax.add_patch(
        FancyArrowPatch(
            start,
            end,
            arrowstyle="-|>",
            mutation_scale=15,
            shrinkA=0,
            shrinkB=shrink,
            linewidth=1.4,
            color=style.INK,
        )
    )


def _indicator(ax):
    x, y = _STEP
    ax.add_patch(
        Rectangle(
            (x - 0.7, y - 0.7), 1.4, 1.4, facecolor="white", edgecolor=style.INK, linewidth=1.4
        )
    )
    ax.plot([x - 0.5, x + 0.5], [y - 0.38] * 2, color=style.PALE, linewidth=1)
    ax.plot([x - 0.5, x], [y - 0.38] * 2, color=style.BLUE, linewidth=2.6)
    ax.plot([x, x + 0.5], [y + 0.38] * 2, color=style.BLUE, linewidth=2.6)
    ax.plot(x, y + 0.38, "o", markersize=6, markerfacecolor="white", color=style.BLUE)
    ax.plot(x, y - 0.38, "o", markersize=6, color=style.BLUE)

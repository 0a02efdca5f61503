"""The M-P neuron, drawn (section 3 of the lecture)."""

from matplotlib.patches import Circle, FancyArrowPatch, Rectangle

from lecturelib import words
from lecturelib.figures import style
from lecturelib.figures.drawing import canvas, dots, write
from lecturelib.figures.picture import Picture

_SIGNALS = [(3.3, "$x_1$", "$w_1$"), (2.2, "$x_2$", "$w_2$"), (0.5, "$x_k$", "$w_k$")]
_SUM, _STEP = (3.6, 1.9), (6.2, 1.9)
_RIM = {"edgecolor": style.INK, "linewidth": 1.4}


def mp_neuron():
    """Signals, weights, the sum with b, the indicator, the output; beneath, the parts of a cell."""
    text = words.table("figures_neuron")["mp_neuron"]
    pic = Picture(text["alt"], 7.6, 3.6)
    ax = canvas(pic, (-0.3, 8.9), (-0.75, 4.05))
    for height, signal, weight in _SIGNALS:
        _disc(ax, (0.4, height), 0.36, signal, style.SKY)
        _arrow(ax, (0.78, height), _SUM, shrink=38)
        write(ax, 1.9, height + (_SUM[1] - height) * 0.48 + 0.36, weight, 15)
    dots(ax, 0.4, 1.38)
    write(ax, 3.6, 3.75, "$b$", 15)
    _arrow(ax, (3.6, 3.5), _SUM, shrink=38)
    _disc(ax, _SUM, 0.66, "$\\Sigma$", "white", size=22)
    _arrow(ax, (4.27, 1.9), (5.5, 1.9))
    write(ax, 4.87, 2.2, "$z$", 15)
    _indicator(ax)
    _arrow(ax, (6.9, 1.9), (8.15, 1.9))
    write(ax, 8.5, 1.9, "$y$", 17)
    for x, part in zip((1.4, 3.6, 6.2, 8.1), text["parts"], strict=True):
        write(ax, x, -0.5, part, 12, style.GREY)
    return pic


def _disc(ax, centre, radius, text, colour, size=16):
    ax.add_patch(Circle(centre, radius, facecolor=colour, **_RIM))
    write(ax, *centre, text, size)


def _arrow(ax, start, end, shrink=0):
    look = {"arrowstyle": "-|>", "mutation_scale": 15, "linewidth": 1.4, "color": style.INK}
    ax.add_patch(FancyArrowPatch(start, end, shrinkA=0, shrinkB=shrink, **look))


def _indicator(ax):
    x, y = _STEP
    ax.add_patch(Rectangle((x - 0.7, y - 0.7), 1.4, 1.4, facecolor="white", **_RIM))
    ax.plot([x - 0.5, x + 0.5], [y - 0.38] * 2, color=style.PALE, linewidth=1)
    ax.plot([x - 0.5, x], [y - 0.38] * 2, color=style.BLUE, linewidth=2.6)
    ax.plot([x, x + 0.5], [y + 0.38] * 2, color=style.BLUE, linewidth=2.6)
    ax.plot(x, y + 0.38, "o", markersize=6, markerfacecolor="white", color=style.BLUE)
    ax.plot(x, y - 0.38, "o", markersize=6, color=style.BLUE)

"""The pictures of section 2: a neuron with its parts, and the synapse between two neurons."""

from matplotlib.patches import Circle, Ellipse, PathPatch
from matplotlib.path import Path

from lecturelib import words
from lecturelib.figures import style
from lecturelib.figures.drawing import arrow, canvas, write
from lecturelib.figures.picture import Picture

# Each branch starts at the cell body's centre (0, 0): start, control point, end, line width.
_DENDRITES = [
    ((0, 0), (-0.9, 0.3), (-1.5, 1.0), 7),
    ((-1.5, 1.0), (-1.8, 1.3), (-2.4, 1.3), 4),
    ((-1.5, 1.0), (-1.6, 1.5), (-1.9, 1.8), 4),
    ((0, 0), (-1.0, -0.1), (-1.9, -0.1), 7),
    ((-1.9, -0.1), (-2.2, 0.1), (-2.7, 0.35), 4),
    ((-1.9, -0.1), (-2.3, -0.3), (-2.7, -0.3), 4),
    ((0, 0), (-0.8, -0.5), (-1.4, -1.1), 7),
    ((-1.4, -1.1), (-1.9, -1.2), (-2.4, -1.1), 4),
    ((-1.4, -1.1), (-1.6, -1.5), (-2.0, -1.8), 4),
]
_ENDINGS = [(0.8, 0.75), (1.0, 0.0), (0.8, -0.75)]
_DROPS = [
    (6.0, 0.6),
    (6.3, 0.25),
    (5.95, -0.1),
    (6.35, -0.3),
    (6.1, -0.6),
    (6.78, 0.5),
    (6.92, 0.05),
    (6.75, -0.35),
    (6.95, -0.65),
]

_LEADER = {"arrowstyle": "-", "lw": 0.9, "shrinkA": 2, "shrinkB": 0}
_LENS, _RADIUS = (6.75, 0.0), 2.15


def neuron():
    """One neuron, its four parts named, and the way the signals go."""
    text = words.table("figures_biology")["neuron"]
    picture = Picture(text["alt"], 9.2, 3.9)
    ax = canvas(picture, (-3.1, 8.3), (-2.8, 2.4))
    _neuron(ax, (0, 0), axon=5.4)
    _label(ax, text["dendrites"], (-2.7, 2.15), (-1.95, 1.78))
    _label(ax, text["body"], (0.6, 1.75), (0.2, 0.6))
    _label(ax, text["axon"], (3.1, 1.0), (3.1, 0.08))
    _label(ax, text["terminals"], (6.3, 1.75), (6.25, 0.9))
    arrow(ax, (-2.7, -2.6), (7.2, -2.6), style.VERMILLION, lw=1.8)
    for x, said in ((-1.9, text["in"]), (1.0, text["sum"]), (5.0, text["out"])):
        write(ax, x, -2.45, said, 12, style.VERMILLION, va="bottom")
    return picture


def synapse():
    """Left: neuron A's axon meets a dendrite of neuron B. Right: that place enlarged."""
    text = words.table("figures_biology")["synapse"]
    picture = Picture(text["alt"], 9.2, 3.9)
    ax = canvas(picture, (-2.0, 9.4), (-2.35, 2.5))
    _neuron(ax, (-0.75, 0.75), axon=1.75, size=0.42)
    _neuron(ax, (2.7, 0.75), axon=0.65, size=0.42)
    for x, name in ((-0.75, text["a"]), (2.7, text["b"])):
        write(ax, x, 1.75, name, va="baseline")
    rim = {"edgecolor": style.VERMILLION, "linewidth": 2}
    ax.add_patch(Circle((1.53, 0.75), 0.33, facecolor="none", **rim))
    for side in (1, -1):
        xs = [1.53, _LENS[0] - 0.35]
        ys = [0.75 + side * 0.33, _LENS[1] + side * 0.995 * _RADIUS]
        ax.plot(xs, ys, color=style.VERMILLION, linewidth=1)
    lens = ax.add_patch(Circle(_LENS, _RADIUS, facecolor="white", **rim))
    for patch in _enlarged(ax):
        patch.set_clip_path(lens)
    ax.add_patch(Circle(_LENS, _RADIUS, facecolor="none", **rim))
    write(ax, 5.75, 1.28, text["terminal"], 12)
    write(ax, 7.75, 1.28, text["dendrite"], 12)
    for name, at, place in (
        (text["transmitter"], (6.93, -0.72), (6.3, -1.55)),
        (text["receptors"], (7.3, -0.7), (7.6, -1.25)),
    ):
        _label(ax, name, place, at, size=12)
    write(ax, 6.85, 1.75, text["gap"], 12)
    ax.plot([6.85, 6.85], [1.58, 0.7], color=style.INK, linewidth=0.9)
    _label(ax, text["synapse"], (1.0, -1.3), (1.47, 0.41), style.VERMILLION)
    return picture


def _enlarged(ax):
    """The terminal of A, the dendrite of B, drops of transmitter and receptors between them."""
    return [
        _tube(ax, (4.3, 0), (6.0, 0), 24, style.GREY),
        ax.add_patch(Ellipse((6.1, 0), 1.0, 1.9, color=style.GREY, linewidth=0)),
        _tube(ax, (9.2, 0), (7.75, 0), 40, style.SKY),
        ax.add_patch(Ellipse((7.6, 0), 0.8, 1.9, color=style.SKY, linewidth=0)),
        *(
            ax.add_patch(
                Circle(drop, 0.1, facecolor=style.ORANGE, edgecolor="white", linewidth=0.8)
            )
            for drop in _DROPS
        ),
        *(
            ax.add_patch(Ellipse((7.24 + 0.1 * y * y, y), 0.16, 0.24, color=style.BLUE))
            for y in (-0.6, -0.2, 0.2, 0.6)
        ),
    ]


def _neuron(ax, centre, axon, size=1.0):
    """A neuron whose axon reaches `axon` beyond the cell body's centre before it branches."""
    x, y = centre
    for start, control, end, width in _DENDRITES:
        points = [(x + size * u, y + size * v) for u, v in (start, control, end)]
        _branch(ax, points, width * size**0.5, style.SKY)
    _tube(ax, centre, (x + axon, y), 4 * size**0.5, style.GREY)
    for u, v in _ENDINGS:
        end = x + axon + size * u, y + size * v
        points = [(x + axon, y), (x + axon + 0.5 * size * u, y), end]
        _branch(ax, points, 3 * size**0.5, style.GREY)
        ax.add_patch(Circle(end, 0.16 * size, color=style.GREY, linewidth=0))
    body = {"facecolor": style.SKY, "edgecolor": "none", "zorder": 2}
    ax.add_patch(Ellipse(centre, 1.55 * size, 1.4 * size, **body))
    nucleus = {"facecolor": style.BLUE, "edgecolor": style.PALE, "linewidth": 1, "zorder": 2}
    ax.add_patch(Circle(centre, 0.3 * size, **nucleus))


def _branch(ax, points, width, colour):
    path = Path(points, [Path.MOVETO, Path.CURVE3, Path.CURVE3])
    look = {"facecolor": "none", "edgecolor": colour, "linewidth": width, "capstyle": "round"}
    ax.add_patch(PathPatch(path, **look))


def _tube(ax, start, end, width, colour):
    look = {"color": colour, "linewidth": width, "solid_capstyle": "butt", "zorder": 1}
    return ax.plot(*zip(start, end, strict=True), **look)[0]


def _label(ax, text, place, at, colour=style.INK, size=14):
    """Text at a place, and a thin line from it to what it names."""
    leader = _LEADER | {"color": colour}
    look = {"fontsize": size, "color": colour, "ha": "center", "va": "center"}
    ax.annotate(text, at, place, arrowprops=leader, **look)

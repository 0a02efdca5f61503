"""The pictures of section 2: a neuron with its parts, and two neurons with the synapse between them."""

from matplotlib.patches import Circle, Ellipse, PathPatch
from matplotlib.path import Path

from lecturelib.figures.picture import Picture
from lecturelib.figures.style import BLUE, GREY, INK, ORANGE, PALE, SKY, VERMILLION

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


def neuron():
    """One neuron, its four parts named, and the way the signals go."""
    picture = Picture(
        "A neuron. Branching dendrites on the left take signals in; the round cell body in the middle "
        "sums them; one long axon leads to the right and ends in three axon terminals. Signals "
        "go from left to right.",
        9.2,
        3.9,
    )
    ax = _canvas(picture, (-3.1, 8.3), (-2.8, 2.4))
    _neuron(ax, (0, 0), axon=5.4)
    _label(ax, "dendrites", (-2.7, 2.15), (-1.95, 1.78))
    _label(ax, "cell body", (0.6, 1.75), (0.2, 0.6))
    _label(ax, "axon", (3.1, 1.0), (3.1, 0.08))
    _label(ax, "axon terminals", (6.3, 1.75), (6.25, 0.9))
    ax.annotate(
        "",
        (7.2, -2.6),
        (-2.7, -2.6),
        arrowprops={"arrowstyle": "-|>", "color": VERMILLION, "lw": 1.8},
    )
    for x, text in (
        (-1.9, "signals come in"),
        (1.0, "are summed"),
        (5.0, "and go out, if the sum is large enough"),
    ):
        ax.text(x, -2.45, text, ha="center", va="bottom", fontsize=12, color=VERMILLION)
    return picture


def synapse():
    """Left: neuron A's axon meets a dendrite of neuron B. Right: that place enlarged."""
    picture = Picture(
        "Two neurons, A and B. A's axon terminal meets a dendrite of B: the place is circled, and "
        "enlarged on the right. There the terminal of A, a narrow gap with drops of transmitter, and "
        "the dendrite of B with receptors together are the synapse.",
        9.2,
        3.9,
    )
    ax = _canvas(picture, (-2.0, 9.4), (-2.35, 2.5))
    _neuron(ax, (-0.75, 0.75), axon=1.75, size=0.42)
    _neuron(ax, (2.7, 0.75), axon=0.65, size=0.42)
    ax.text(-0.75, 1.75, "neuron A", ha="center", fontsize=13, color=INK)
    ax.text(2.7, 1.75, "neuron B", ha="center", fontsize=13, color=INK)
    ax.add_patch(Circle((1.53, 0.75), 0.33, facecolor="none", edgecolor=VERMILLION, linewidth=2))
    centre, radius = (6.75, 0.0), 2.15
    for side in (1, -1):
        ax.plot(
            [1.53, centre[0] - 0.35],
            [0.75 + side * 0.33, centre[1] + side * 0.995 * radius],
            color=VERMILLION,
            linewidth=1,
        )
    lens = Circle(centre, radius, facecolor="white", edgecolor=VERMILLION, linewidth=2)
    ax.add_patch(lens)
    inside = [
        _tube(ax, (4.3, 0), (6.0, 0), 24, GREY),
        ax.add_patch(Ellipse((6.1, 0), 1.0, 1.9, color=GREY, linewidth=0)),
        _tube(ax, (9.2, 0), (7.75, 0), 40, SKY),
        ax.add_patch(Ellipse((7.6, 0), 0.8, 1.9, color=SKY, linewidth=0)),
    ]
    drops = (
        (6.0, 0.6),
        (6.3, 0.25),
        (5.95, -0.1),
        (6.35, -0.3),
        (6.1, -0.6),
        (6.78, 0.5),
        (6.92, 0.05),
        (6.75, -0.35),
        (6.95, -0.65),
    )
    inside += [
        ax.add_patch(Circle(drop, 0.1, facecolor=ORANGE, edgecolor="white", linewidth=0.8))
        for drop in drops
    ]
    inside += [
        ax.add_patch(Ellipse((7.24 + 0.1 * y * y, y), 0.16, 0.24, color=BLUE))
        for y in (-0.6, -0.2, 0.2, 0.6)
    ]
    for patch in inside:
        patch.set_clip_path(lens)
    ax.add_patch(Circle(centre, radius, facecolor="none", edgecolor=VERMILLION, linewidth=2))
    ax.text(5.75, 1.28, "terminal\nof A", ha="center", va="center", fontsize=12, color=INK)
    ax.text(7.75, 1.28, "dendrite\nof B", ha="center", va="center", fontsize=12, color=INK)
    for text, at, place in (
        ("transmitter", (6.93, -0.72), (6.3, -1.55)),
        ("receptors", (7.3, -0.7), (7.6, -1.25)),
    ):
        ax.annotate(
            text, at, place, fontsize=12, ha="center", va="center", color=INK, arrowprops=_LEADER
        )
    ax.text(6.85, 1.75, "gap", ha="center", va="center", fontsize=12, color=INK)
    ax.plot([6.85, 6.85], [1.58, 0.7], color=INK, linewidth=0.9)
    _label(ax, "synapse", (1.0, -1.3), (1.47, 0.41), VERMILLION)
    return picture


_LEADER = {"arrowstyle": "-", "color": INK, "lw": 0.9, "shrinkA": 2, "shrinkB": 0}


def _canvas(picture, xlim, ylim):
    ax = picture.subplots()
    ax.set(xlim=xlim, ylim=ylim, aspect="equal")
    ax.axis("off")
    return ax


def _neuron(ax, centre, axon, size=1.0):
    """A neuron whose axon reaches `axon` beyond the cell body's centre before it branches."""
    x, y = centre
    for start, control, end, width in _DENDRITES:
        _branch(
            ax,
            [(x + size * u, y + size * v) for u, v in (start, control, end)],
            width * size**0.5,
            SKY,
        )
    _tube(ax, centre, (x + axon, y), 4 * size**0.5, GREY)
    for u, v in _ENDINGS:
        end = x + axon + size * u, y + size * v
        _branch(ax, [(x + axon, y), (x + axon + 0.5 * size * u, y), end], 3 * size**0.5, GREY)
        ax.add_patch(Circle(end, 0.16 * size, color=GREY, linewidth=0))
    ax.add_patch(
        Ellipse(centre, 1.55 * size, 1.4 * size, facecolor=SKY, edgecolor="none", zorder=2)
    )
    ax.add_patch(Circle(centre, 0.3 * size, facecolor=BLUE, edgecolor=PALE, linewidth=1, zorder=2))


def _branch(ax, points, width, colour):
    ax.add_patch(
        PathPatch(
            Path(points, [Path.MOVETO, Path.CURVE3, Path.CURVE3]),
            facecolor="none",
            edgecolor=colour,
            linewidth=width,
            capstyle="round",
        )
    )


def _tube(ax, start, end, width, colour):
    return ax.plot(
        *zip(start, end), color=colour, linewidth=width, solid_capstyle="butt", zorder=1
    )[0]


def _label(ax, text, place, at, colour=INK):
    ax.annotate(
        text,
        at,
        place,
        fontsize=14,
        ha="center",
        va="center",
        color=colour,
        arrowprops=_LEADER | {"color": colour},
    )

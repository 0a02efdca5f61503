"""The pictures of section 1: handwritten digits, a network as a curve with knobs, the course's map."""

import numpy as np
from matplotlib.patches import FancyBboxPatch

from lecturelib import checks
from lecturelib.figures import style
from lecturelib.figures.picture import Picture
from lecturelib.network import Network

_STEP = 10  # pixels from one image to the next
_LOOKS = (
    {"color": style.BLUE, "linestyle": "-"},
    {"color": style.VERMILLION, "linestyle": (0, (5, 3))},
    {"color": style.GREEN, "linestyle": ":"},
)
_MAP = (
    ("1 Basic\nconcepts", "2 Neuron"),
    ("3 Perceptron", "4 Network\nmodels", "5 Activation\nfunctions", "6 Universal\napproximator"),
    ("7 Loss\nfunctions", "8\nBack-propagation", "9 Mini-batch\ntraining", "10\nRegularization"),
)
_ROWS = ("What is it?", "What can it\ncompute?", "How does\nit learn?")


def digit_images(X, y, said=None):
    """Up to 20 images, ten in a row, with their labels beneath; with `said`, also what a network says of each.

    X: (N, 64) in 0..1; y, said: (N,) whole numbers.
    """
    X = checks.matrix("X", X, columns=64)
    if len(X) > 20:
        raise ValueError(f"X must have at most 20 rows, got {len(X)}")
    y = checks.vector("y", y, size=len(X)).astype(int)
    titles = [str(label) for label in y]
    alt = f"{len(X)} handwritten digits of 8 by 8 pixels; labels: {', '.join(titles)}."
    if said is not None:
        said = checks.vector("said", said, size=len(X)).astype(int)
        titles = [
            f"{label}, not {word}" if label != word else f"{label}" for label, word in zip(y, said)
        ]
        alt += f" The network says {', '.join(map(str, said))}."
    columns = min(10, len(X))
    rows = -(-len(X) // columns)
    pic = Picture(alt, 7.8, 8.6 / columns * rows)
    ax = pic.subplots()
    ax.axis("off")
    for k, (image, title) in enumerate(zip(X, titles)):
        left, top = _STEP * (k % columns) + 1, (_STEP + 1) * (k // columns)
        ax.imshow(
            image.reshape(8, 8),
            cmap="gray_r",
            vmin=0,
            vmax=1,
            extent=(left, left + 8, top + 8, top),
        )
        ax.text(left + 4, top + 8.4, title, fontsize=12, ha="center", va="top", color=style.INK)
    ax.set(xlim=(0, _STEP * columns), ylim=((_STEP + 1) * rows, 0))
    return pic


def curves(X, y, networks):
    """Points (X, y), X of shape (N, 1), and curves: networks is {name: Network of sizes (1, ..., 1)}, up to 3."""
    X = checks.matrix("X", X, columns=1)
    y = checks.vector("y", y, size=len(X))
    if not 1 <= len(networks) <= len(_LOOKS):
        raise ValueError(f"networks must hold 1 to {len(_LOOKS)} networks, got {len(networks)}")
    x = np.linspace(X.min(), X.max(), 301)
    reach = []
    pic = Picture("", 7.8, 3.2)
    ax = style.axes(pic.subplots(), "", "$x$", "$y$")
    ax.scatter(X[:, 0], y, s=32, color=style.GREY, label="data", zorder=3)
    for (name, network), look in zip(networks.items(), _LOOKS):
        curve = checks.instance("networks", network, Network).predict(x[:, None])
        ax.plot(x, curve, linewidth=2.8, label=name, **look)
        error = np.mean((y - network.predict(X)) ** 2)
        reach.append(
            f"{name} (from {curve.min():.2f} to {curve.max():.2f}, mean squared error {error:.3f})"
        )
    ax.legend(fontsize=12, frameon=False, loc="center left", bbox_to_anchor=(1, 0.5))
    pic.alt = f"{len(X)} noisy points, and the curve of {' and of '.join(reach)}."
    return pic


def course_map():
    """The ten sections in three rows: what a network is, what it can compute, how it learns."""
    rows = (f"{question} {', '.join(names)}." for question, names in zip(_ROWS, _MAP))
    pic = Picture("The map of the course. " + " ".join(rows), 8.6, 3.2)
    ax = pic.subplots()
    ax.set(xlim=(0, 10.9), ylim=(0, 3.3))
    ax.axis("off")
    for row, (question, names) in enumerate(zip(_ROWS, _MAP)):
        middle, colour = 2.75 - 1.1 * row, (style.SKY, style.ORANGE, style.GREEN)[row]
        ax.text(0, middle, question, fontsize=12, va="center", color=style.GREY)
        for k, name in enumerate(names):
            left = 1.85 + 2.27 * k
            ax.add_patch(
                FancyBboxPatch(
                    (left, middle - 0.3),
                    1.9,
                    0.6,
                    boxstyle="round,pad=0.08",
                    facecolor="white",
                    edgecolor=colour,
                    linewidth=2,
                )
            )
            ax.text(
                left + 0.95, middle, name, fontsize=11, ha="center", va="center", color=style.INK
            )
            if k:
                ax.annotate(
                    "",
                    (left - 0.08, middle),
                    (left - 0.28, middle),
                    arrowprops={
                        "arrowstyle": "-|>",
                        "color": style.GREY,
                        "shrinkA": 0,
                        "shrinkB": 0,
                    },
                )
    return pic

"""The pictures of section 1: handwritten digits, a network as a curve with knobs, the map."""

import numpy as np
from matplotlib.patches import FancyBboxPatch

from lecturelib import checks, words
from lecturelib.figures import style
from lecturelib.figures.drawing import arrow, write
from lecturelib.figures.picture import Picture
from lecturelib.network import sized

_STEP = 10  # pixels from one image to the next
_LOOKS = (
    {"color": style.BLUE, "linestyle": "-"},
    {"color": style.VERMILLION, "linestyle": (0, (5, 3))},
    {"color": style.GREEN, "linestyle": ":"},
)


def digit_images(X, y, said=None):
    """Up to 20 images, ten in a row, with their labels beneath, and what a network says of each.

    X: (N, 64) in 0..1; y, said: (N,) of 0 to 9.
    """
    text = words.table("figures_basics")["digit_images"]
    X = checks.matrix("X", X, columns=64)
    if len(X) > 20:
        raise ValueError(f"X must have at most 20 rows, got {len(X)}")
    y = checks.labels("y", y, range(10), size=len(X)).astype(int)
    titles = [str(label) for label in y]
    alt = text["alt"].format(N=len(X), labels=text["between"].join(titles))
    if said is not None:
        said = checks.labels("said", said, range(10), size=len(X)).astype(int)
        titles = [
            text["wrong"].format(label=label, said=other) if label != other else str(label)
            for label, other in zip(y, said, strict=True)
        ]
        alt += " " + text["alt_said"].format(said=text["between"].join(map(str, said)))
    columns = min(10, len(X))
    rows = -(-len(X) // columns)
    pic = Picture(alt, 7.8, 8.6 / columns * rows)
    ax = pic.subplots()
    ax.axis("off")
    for k, (image, title) in enumerate(zip(X, titles, strict=True)):
        left, top = _STEP * (k % columns) + 1, (_STEP + 1) * (k // columns)
        extent = (left, left + 8, top + 8, top)
        ax.imshow(image.reshape(8, 8), cmap="gray_r", vmin=0, vmax=1, extent=extent)
        write(ax, left + 4, top + 8.4, title, 12, va="top")
    ax.set(xlim=(0, _STEP * columns), ylim=((_STEP + 1) * rows, 0))
    return pic


def curves(X, y, networks):
    """Points (X, y), X of shape (N, 1), and the curves of up to three networks.

    networks: {name: Network of sizes (1, ..., 1)}.
    """
    text = words.table("figures_basics")["curves"]
    X = checks.matrix("X", X, columns=1)
    y = checks.vector("y", y, size=len(X))
    networks = checks.named("networks", networks, lambda *of: sized(*of, 1, 1), at_most=len(_LOOKS))
    x = np.linspace(X.min(), X.max(), 301)
    said = []
    pic = Picture("", 7.8, 3.2)
    ax = style.axes(pic.subplots(), "", "$x$", "$y$")
    ax.scatter(X[:, 0], y, s=32, color=style.GREY, label=text["data"], zorder=3)
    for (name, network), look in zip(networks.items(), _LOOKS, strict=False):
        curve = network.predict(x[:, None])
        ax.plot(x, curve, linewidth=2.8, label=name, **look)
        error = np.mean((y - network.predict(X)) ** 2)
        reach = {"low": curve.min(), "high": curve.max()}
        said.append(text["each"].format(name=name, error=error, **reach))
    ax.legend(fontsize=12, frameon=False, loc="center left", bbox_to_anchor=(1, 0.5))
    pic.alt = text["alt"].format(N=len(X), said=text["between"].join(said))
    return pic


def course_map():
    """The ten sections in three rows: what a network is, what it can compute, how it learns."""
    text = words.table("figures_basics")["course_map"]
    rows = list(zip(text["questions"], text["sections"], strict=True))
    said = [
        text["row"].format(question=question, sections=text["between"].join(names))
        for question, names in rows
    ]
    pic = Picture(text["alt"].format(rows=" ".join(said)), 8.6, 3.2)
    ax = pic.subplots()
    ax.set(xlim=(0, 10.9), ylim=(0, 3.3))
    ax.axis("off")
    colours = (style.SKY, style.ORANGE, style.GREEN)
    for row, ((question, names), colour) in enumerate(zip(rows, colours, strict=True)):
        middle = 2.75 - 1.1 * row
        write(ax, 0, middle, question, 12, style.GREY, ha="left")
        for k, name in enumerate(names):
            left = 1.85 + 2.27 * k
            look = {"boxstyle": "round,pad=0.08", "facecolor": "white", "linewidth": 2}
            box = FancyBboxPatch((left, middle - 0.3), 1.9, 0.6, edgecolor=colour, **look)
            ax.add_patch(box)
            write(ax, left + 0.95, middle, name, 11)
            if k:
                ends = (left - 0.28, middle), (left - 0.08, middle)
                arrow(ax, *ends, style.GREY, shrinkA=0, shrinkB=0)
    return pic

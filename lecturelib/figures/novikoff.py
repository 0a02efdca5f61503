"""Novikoff's bound (1962) beside the updates that the perceptron makes (lecture, section 3)."""

import numpy as np

from lecturelib import datasets
from lecturelib.figures import style
from lecturelib.figures.perceptron import GATES
from lecturelib.figures.picture import Picture
from lecturelib.neuron import LOGIC
from lecturelib.perceptron import Perceptron


def updates_against_bound():
    """60 made data sets of ever narrower margin, three gates, petals of irises in cm and mm."""
    made = [
        _updates_and_bound(*_with_margin(margin, seed))
        for seed, margin in enumerate(np.geomspace(0.4, 0.004, 60))
    ]
    gates = [
        _updates_and_bound(X, 2 * y - 1, GATES[name])
        for name, (X, y) in LOGIC.items()
        if name in GATES
    ]
    petals = [_updates_and_bound(*_petals(unit)) for unit in (1, 10)]
    everything = made + gates + petals
    highest = max(updates / bound for updates, bound in everything)
    pic = Picture(
        f"Updates of the perceptron against Novikoff's bound for {len(everything)} separable data"
        f" sets, both axes logarithmic. All lie below the line where the two are equal; the one"
        f" nearest to it makes {highest:.2f} times the bound.",
        7.0,
        4.4,
    )
    ax = style.axes(pic.subplots(), "", "bound $(R/\\gamma)^2$", "updates made")
    for pairs, marker, colour, name in (
        (made, "o", style.SKY, "made data"),
        (gates, "D", style.GREEN, "AND, OR, NAND"),
        (petals, "s", style.VERMILLION, "petals in cm, in mm"),
    ):
        updates, bounds = zip(*pairs)
        ax.scatter(
            bounds,
            updates,
            s=50,
            marker=marker,
            color=colour,
            edgecolors=style.INK,
            linewidths=0.6,
            label=name,
        )
    ends = np.array([3, 2e5])
    ax.plot(ends, ends, color=style.INK, linewidth=1.6)
    ax.text(700, 1800, "updates = bound", fontsize=12, color=style.INK, ha="right")
    ax.set(xscale="log", yscale="log")
    ax.legend(fontsize=11, frameon=False, loc="center left", bbox_to_anchor=(1, 0.5))
    return pic


def _updates_and_bound(X, y, line):
    """line: any separating row [w..., b]; the better it is, the closer the bound."""
    signed = y[:, None] * np.column_stack([X, np.ones(len(X))])
    R, gamma = np.linalg.norm(signed, axis=1).max(), (signed @ line).min() / np.linalg.norm(line)
    return Perceptron(max_epochs=5000).fit(X, y).n_updates_, (R / gamma) ** 2


def _with_margin(margin, seed):
    """Points in [-1, 1]^2 that keep `margin` from a random line, labelled by it, and the line."""
    rng = np.random.default_rng(seed)
    angle = rng.uniform(0, 2 * np.pi)
    line = np.array([np.cos(angle), np.sin(angle), rng.uniform(-0.3, 0.3)])
    X = rng.uniform(-1, 1, size=(400, 2))
    z = X @ line[:2] + line[2]
    kept = np.abs(z) >= margin
    return X[kept], np.sign(z[kept]), line


def _petals(unit):
    """Setosa (-1) and versicolor (1); the plane length + width = 3.2 cm, drawn by hand."""
    X, species = datasets.iris()
    two = species < 2
    return np.round(X[two, 2:] * unit, 1), np.where(species[two] == 0, -1, 1), (1, 1, -3.2 * unit)

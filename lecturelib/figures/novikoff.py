"""Novikoff's bound (1962) beside the updates that the perceptron makes (lecture, section 3)."""

import numpy as np

from lecturelib import datasets, words
from lecturelib.figures import style
from lecturelib.figures.perceptron import GATES
from lecturelib.figures.picture import Picture
from lecturelib.neuron import LOGIC
from lecturelib.perceptron import Perceptron


def updates_against_bound():
    """60 made data sets of ever narrower margin, three gates, petals of irises in cm and mm."""
    text = words.table("figures_novikoff")["updates_against_bound"]
    made = [
        _updates_and_bound(*_with_margin(margin, seed))
        for seed, margin in enumerate(np.geomspace(0.4, 0.004, 60))
    ]
    tables = [(*LOGIC[name], line) for name, line in GATES.items()]
    gates = [_updates_and_bound(X, 2 * y - 1, line) for X, y, line in tables]
    petals = [_updates_and_bound(*_petals(unit)) for unit in (1, 10)]
    everything = made + gates + petals
    highest = max(updates / bound for updates, bound in everything)
    alt = text["alt"].format(sets=len(everything), highest=highest)
    pic = Picture(alt, 7.0, 4.4)
    ax = style.axes(pic.subplots(), "", text["xlabel"], text["ylabel"])
    for pairs, marker, colour, name in (
        (made, "o", style.SKY, text["made"]),
        (gates, "D", style.GREEN, ", ".join(GATES)),
        (petals, "s", style.VERMILLION, text["petals"]),
    ):
        updates, bounds = zip(*pairs, strict=True)
        look = {"color": colour, "edgecolors": style.INK, "linewidths": 0.6}
        ax.scatter(bounds, updates, s=50, marker=marker, label=name, **look)
    ends = np.array([3, 2e5])
    ax.plot(ends, ends, color=style.INK, linewidth=1.6)
    ax.text(700, 1800, text["equal"], fontsize=12, color=style.INK, ha="right")
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

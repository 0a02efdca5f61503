"""A pairing of two spikes, repeated: what two rules make of it (section 2, beyond the lecture)."""

import numpy as np

from lecturelib import checks, words
from lecturelib.figures import style
from lecturelib.hebb import stdp

END = 40  # of the time line, in ms
MOST = 60  # pairings, as many as Bi & Poo (1998) gave
START = 0.5  # the strength before, where the largest is 1
RULE = {"a_plus": 0.005, "a_minus": 0.00525, "tau_plus": 20.0, "tau_minus": 20.0}
ETA = RULE["a_plus"]  # so that both rules have the same largest growth


def times(name, value):
    """The checked times of the two spikes, a tuple of floats in ms."""
    both = checks.vector(name, value, size=2).tolist()
    return tuple(
        checks.number(f"{name}[{k}]", t, at_least=0, at_most=END) for k, t in enumerate(both)
    )


def changes(delay, pairs):
    """How much the strength changes by each rule; delay in ms, a number or an array."""
    return {"hebb": pairs * ETA + 0 * delay, "timing": pairs * stdp(delay, **RULE)}


def draw(ax, delay, pairs, curves):
    """The changes at this delay, and with `curves` at all others."""
    text, ends = words.table("neuron_firing"), (-END, END)
    style.axes(ax, "", text["axis_delay"], text["axis_change"])
    ax.set(xlim=ends, ylim=(-0.36, 0.36))
    ax.axhline(0, color=style.GREY, linewidth=1)
    ax.axvline(0, color=style.GREY, linewidth=1)
    here, looks = changes(delay, pairs), {"hebb": (style.BLUE, "o"), "timing": (style.GREEN, "s")}
    for rule, (colour, mark) in looks.items():
        for side in ((-END, -1e-9), (1e-9, END)) if curves else ():
            x = np.linspace(*side, 81)
            ax.plot(x, changes(x, pairs)[rule], color=colour, linewidth=2)
        ax.plot(delay, here[rule], mark, color=colour, markersize=9, label=text[rule])
    ax.legend(frameon=False, loc="lower right")

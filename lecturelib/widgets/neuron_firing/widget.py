"""NeuronFiring: signals meet a threshold, spikes leave; Hebb's rule; spike timing (section 2)."""

from pathlib import Path

import numpy as np

from lecturelib import checks, words
from lecturelib.figures import style
from lecturelib.figures.picture import Picture
from lecturelib.hebb import fires, hebb
from lecturelib.widgets.base import Checked, Told, Widget
from lecturelib.widgets.code import Code, numbers
from lecturelib.widgets.neuron_firing import pairing

BEATS = 24
_CHANCE = np.random.default_rng(28).random((BEATS, 3))
_ONE, _TWO, _THREE, _BOTH, _NONE = [1, 0, 0], [0, 1, 0], [0, 0, 1], [1, 1, 0], [0, 0, 0]
_TRAINING = np.array(
    [_TWO, _THREE, _NONE, *[_BOTH, _THREE] * 8, _TWO, _THREE, _ONE, _TWO, _THREE], float
)
_MODES = {
    "signals": {"w": (0.6, 0.5, 0.3), "threshold": 1.0, "step": 6},
    "hebb": {"w": (1.1, 0.3, 0.3), "threshold": 1.0, "step": 0},
}
_MODES["pairing"] = _MODES["signals"]  # behind it the neuron stands as at first
_LIMITS = {"w": (-1, 2), "threshold": (0, 3), "rate": (0, 1), "eta": (0, 1)}
_COLOURS = (style.BLUE, style.GREEN, style.PURPLE)


def _limited(name, value, of):
    low, high = _LIMITS[of]
    return checks.number(name, value, at_least=low, at_most=high)


def _strengths(name, value):
    w = checks.vector(name, value, size=3).tolist()
    return tuple(_limited(f"{name}[{i}]", value, "w") for i, value in enumerate(w))


class NeuronFiring(Widget, folder=Path(__file__).parent):
    """A neuron with three dendrites during 24 beats; or one synapse, and a pairing to design.

    mode: "signals": at each beat each dendrite gets a signal with probability `rate`, the same
    chances each time; or "hebb": a fixed training, in which Hebb's rule changes the strengths; or
    "pairing": two spikes to place. A new mode starts with its own strengths. w: three strengths
    from -1 to 2; in mode "hebb", those before the training. threshold: 0 to 3. rate: 0 to 1. eta:
    Hebb's learning rate, above 0, at most 1. step: the beat that is shown, 0 to 24. In mode
    "pairing", times: when the sender A and the receiver B fire, two numbers from 0 to 40, in ms.
    pairs: how often, 1 to 60. all_delays: whether the changes are shown for every delay. All are
    traits that can be read and set. Raises ValueError or TypeError on bad input.
    """

    remembers = (
        *("mode", "w", "threshold", "rate", "eta", "step"),
        *("times", "pairs", "all_delays"),
    )

    mode = Checked(lambda name, value: checks.choice(name, value, _MODES), "signals")
    w = Checked(_strengths, (0.0, 0.0, 0.0))
    threshold = Checked(lambda name, value: _limited(name, value, name), 1.0)
    rate = Checked(lambda name, value: _limited(name, value, name), 0.5)
    eta = Checked(lambda name, value: checks.number(name, value, above=0, at_most=1), 0.1)
    step = Checked(lambda name, value: checks.whole(name, value, at_least=0, at_most=BEATS), 0)
    times = Checked(pairing.times, (10.0, 20.0))
    pairs = Checked(
        lambda name, value: checks.whole(name, value, at_least=1, at_most=pairing.MOST),
        pairing.MOST,
    )
    all_delays = Checked(checks.flag, False)
    # [lowest, highest] of what a hand can set.
    limits = Told(_LIMITS)
    inputs = Told({"chance": _CHANCE.tobytes(), "training": _TRAINING.tobytes()})
    rules = Told(pairing.RULE | {"eta": pairing.ETA, "start": pairing.START})
    run = Told({})  # {path: float64 rows of strengths, w, threshold, eta}

    def __init__(self, mode="signals"):
        super().__init__(mode=mode, **_MODES[checks.choice("mode", mode, _MODES)])
        self._learn()
        self.observe(self._new_mode, "mode")
        self.observe(self._learn, ["w", "threshold", "eta"])

    @property
    def X(self):
        """The signals, one row a beat, shape (24, 3) of 0 and 1."""
        return _TRAINING.copy() if self.mode == "hebb" else (self.rate > _CHANCE).astype(float)

    @property
    def path(self):
        """The strengths before the first beat and after each, shape (25, 3)."""
        return self._trained().path if self.mode == "hebb" else np.tile(self.w, (BEATS + 1, 1))

    @property
    def sums(self):
        """What the cell body sums at each beat, shape (24,)."""
        return (self.X * self.path[:-1]).sum(axis=1)

    @property
    def y(self):
        """1 at each beat at which the neuron fires, else 0, shape (24,)."""
        return self._trained().y if self.mode == "hebb" else fires(self.X, self.w, self.threshold)

    @property
    def delay(self):
        """How long after A does B fire, in ms; negative if it fires before."""
        return self.times[1] - self.times[0]

    @property
    def changes(self):
        """What all pairings together add to the strength: {"hebb": ..., "timing": ...}."""
        return {rule: float(x) for rule, x in pairing.changes(self.delay, self.pairs).items()}

    def code(self):
        """The lines that make what is shown, as a Code: the spikes, the strengths by Hebb, or the
        change by spike timing.
        """
        if self.mode == "pairing":
            return Code(
                "from lecturelib.hebb import stdp\n\n"
                f"print({self.pairs} * stdp({numbers(self.delay)}))"
            )
        X = f"X = np.array({numbers(self.X)})\n"
        given = f"X, {numbers(self.w)}, {numbers(self.threshold)}"
        if self.mode == "signals":
            return Code(
                f"import numpy as np\n\nfrom lecturelib.hebb import fires\n\n{X}"
                f"y = fires({given})\nprint(y[:{self.step}])"
            )
        return Code(
            f"import numpy as np\n\nfrom lecturelib.hebb import hebb\n\n{X}"
            f"run = hebb({given}, learning_rate={numbers(self.eta)})\n"
            f"print(run.path[{self.step}], run.y[:{self.step}])"
        )

    def seen(self):
        texts, now = words.table(self.table), self.path[self.step]
        return texts[f"seen_{self.mode}"].format(
            w=", ".join(f"{w:.2f}" for w in now),
            threshold=f"{self.threshold:.2f}",
            rate=f"{self.rate:.2f}",
            step=self.step,
            all=BEATS,
            fired=self.y.sum(),
            eta=f"{self.eta:.2f}",
            so_far=self.y[: self.step].sum(),
            times=", ".join(f"{t:g}" for t in self.times),
            pairs=self.pairs,
            **{rule: f"{change:+.3f}" for rule, change in self.changes.items()},
        )

    def picture(self):
        text = words.table(self.table)
        if self.mode == "pairing":
            picture = Picture(text["alt_pairing"].format(seen=self.seen()), width=4.4, height=2.6)
            pairing.draw(picture.subplots(), self.delay, self.pairs, self.all_delays)
            return picture
        picture = Picture(text["alt"].format(seen=self.seen()), width=7, height=2.8)
        learns = self.mode == "hebb"
        upright = text["axis_strength" if learns else "axis_sum"]
        ax = style.axes(picture.subplots(), "", text["axis_beat"], upright)
        low, high = 1.1 * self.sums.min(), 1.1 * self.sums.max()
        ax.set(xlim=(0, BEATS + 1), ylim=(min(-0.2, low), max(3, high)))
        beats = np.arange(1, BEATS + 1)
        if learns:
            times = [*range(self.step + 1), self.step + 0.5]
            for i, (colour, w) in enumerate(zip(_COLOURS, self.path.T, strict=True), start=1):
                w = [*w[: self.step + 1], w[self.step]]
                ax.step(times, w, where="post", color=colour, linewidth=3)
                side, end = "top" if i == 3 else "bottom", (times[-1] + 0.15, w[-1])
                ax.text(*end, f"$w_{i}$", color=colour, fontsize=13, va=side)
        else:
            ax.bar(beats, self.sums, color=np.where(self.y, style.BLUE, style.GREY))
        ax.axhline(self.threshold, color=style.VERMILLION, linestyle="--", linewidth=2)
        look = {"color": style.VERMILLION, "fontsize": 12, "va": "center"}
        ax.text(BEATS + 1.2, self.threshold, text["name_threshold"], **look)
        fired = beats[self.y.astype(bool) & (beats <= (self.step if learns else BEATS))]
        high = np.full(len(fired), 0.93 * ax.get_ylim()[1])
        ax.plot(fired, high, "o", color=style.ORANGE, markersize=7)
        return picture

    def _trained(self):
        return hebb(_TRAINING, self.w, self.threshold, self.eta)

    def _learn(self, change=None):
        path = self._trained().path.tobytes()
        settings = {"w": list(self.w), "threshold": self.threshold, "eta": self.eta}
        self.set_trait("run", {"path": path} | settings)

    def _new_mode(self, change):
        with self.hold_trait_notifications():
            for name, value in _MODES[self.mode].items():
                setattr(self, name, value)

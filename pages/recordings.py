"""What Python answers a widget, recorded, so that a page without Python can play it.

An Answer is a function of some traits that Python computes. ANSWERS says of each widget which there
are, and for which values they are recorded: as the widget stands on the page, its presets, and ten
further starts where it draws them. Whatever else is asked for needs Python, and the page says so.
"""

import json
from base64 import b64encode
from collections.abc import Callable
from dataclasses import dataclass
from functools import reduce

_STARTS = 11  # with the present one
_UPDATES = 20
# Traits of Jupyter's, and those that a page has from elsewhere.
_ELSEWHERE = {"layout", "tabbable", "tooltip", "words", "asked"}


@dataclass(frozen=True)
class Answer:
    """gives: the traits that Python sets. of: the traits that they depend on. ask: what the page
    asks for. on: the traits whose change Python answers unasked. cases(widget): the values, dicts
    of traits, for which it is recorded, beside those that the widget has.
    """

    gives: tuple
    of: tuple
    cases: Callable
    ask: str = ""
    on: tuple = ()


def told(widget):
    """What a page has to know of a widget, ready for JSON: table, start, state, and hand: which
    traits a hand sets.
    """
    names = [trait for trait in widget.keys if trait[0] != "_" and trait not in _ELSEWHERE]
    state = {trait: getattr(widget, trait) for trait in names}
    return {
        "table": widget.table,
        "start": _plain(widget.start_values),
        "state": _plain(state),
        "hand": [name for name in widget.remembers if not getattr(type(widget), name).read_only],
    }


def record(widget, found):
    """Adds the answers to all cases of a widget to `found`: name -> traits, ready for JSON.

    The widget is as before when it is done.
    """
    here = {trait: getattr(widget, trait) for trait in widget.remembers}
    for answer in ANSWERS.get(widget.table, ()):
        _record(answer, widget, {}, found)
        widget.restore(here)
        for case in answer.cases(widget):
            _record(answer, widget, case, found)
        widget.restore(here)


def _record(answer, widget, case, found):
    for trait, value in case.items():
        widget.set_trait(trait, value)
    asked = name(answer, [getattr(widget, trait) for trait in answer.of])
    if case and asked in found:  # by another widget of this kind
        return
    if answer.ask:
        getattr(widget, f"do_{answer.ask}")()
    found[asked] = _plain({trait: getattr(widget, trait) for trait in answer.gives})


def name(answer, values):
    """A short name for the answer to these values, which JavaScript can compute, too."""
    text = json.dumps([answer.gives, _shortest(values)], separators=(",", ":"), ensure_ascii=False)
    # FNV-1a of 32 bits from two starts.
    return "".join(
        f"{reduce(lambda h, c: (h ^ c) * 16777619 % 2**32, text.encode(), start):08x}"
        for start in (2166136261, 84696351)
    )


def _shortest(value):
    """The same as JavaScript writes it: 1 for 1.0."""
    if isinstance(value, (list, tuple)):
        return [_shortest(each) for each in value]
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _plain(value):
    """The same with bytes as {"bytes": base64}."""
    match value:
        case bytes():
            return {"bytes": b64encode(value).decode()}
        case dict():
            return {key: _plain(each) for key, each in value.items()}
        case list() | tuple():
            return [_plain(each) for each in value]
    return value


def _here(widget):
    return []


def _seeds(widget):
    return [{"seed": widget.seed + k} for k in range(_STARTS)]


def _planes(widget):
    """On every data set the rule from here, and from where "Another start" leads."""
    sets = dict.fromkeys([*widget.sets, widget.data])
    starts = [{"w": widget.w, "b": widget.b, "eta": widget.eta}]
    widget.reset()
    for _ in range(_STARTS - 1):
        widget.do_another()
        starts.append({"w": widget.w, "b": widget.b})
    return [{"data": data} | start for data in sets for start in starts]


def _starts(widget):
    return [{"starts": k} for k in range(_STARTS - 1)]


def _networks(widget):
    """With every f: weights by hand, all zero, learned, and the random starts."""
    seeds = [case["seed"] for case in _seeds(widget)]
    cases = []
    for f, rule in widget.rules.items():
        by_hand = [{"activation": f, "theta": theta} for theta in (rule["gates"], (0.0,) * 9)]
        cases += by_hand
        for seed in seeds:
            widget.activation, widget.seed = f, seed
            widget.do_draw()
            cases.append({"activation": f, "theta": widget.theta})
    return cases


def _draws(widget):
    return [{"activation": f} | seed for f in widget.rules for seed in _seeds(widget)]


def _activations(widget):
    return [{"activation": f} for f in widget.rules if f != "step"]


def _dropouts(widget):
    return [{"dropout": k / 20} for k in range(19)] + _seeds(widget)


def _penalties(widget):
    notches = [float(f"{10 ** (k / 10 - 4):.2g}") for k in range(35)]  # of the slider
    return [{"lambda_": s} for s in (0, *notches)] + _seeds(widget)


def _patiences(widget):
    return [{"patience": k} for k in range(1, 101)] + _seeds(widget)


def _targets(widget):
    return [{"target": target} for target in ("hills", "roof", "wave")]


def _counts(widget):
    return [target | {"n": n} for target in _targets(widget) for n in range(1, 25)]


def _lessons(widget):
    return [target | {"n": n} for target in _targets(widget) for n in (1, 2, 3, 4, 6, 8, 12, 24)]


def _modes(widget):
    return [{"mode": mode} for mode in ("hebb", "signals", "pairing")]


def _noises(widget):
    return [target | {"noise": k / 20} for target in _targets(widget) for k in range(11)]


def _updates(widget):
    """So many single updates from here; each case begins where the one before has ended."""
    for _ in range(_UPDATES):
        yield {}


_RACE = ("B", "s", "start", "seed")
_STEPPED = ("shape", "w", "b", "x", "y", "s")
ANSWERS = {
    "perceptron_plane": [
        Answer(("run", "step"), ("data", "w", "b", "eta"), _planes, ask="learn"),
        Answer(("starts", "w", "b"), ("starts",), _starts, ask="another"),
    ],
    "xor_network": [
        Answer(("run", "theta", "step"), ("activation", "theta"), _networks, ask="learn"),
        Answer(("run", "theta", "step"), ("activation", "seed"), _draws, ask="draw"),
        Answer(("seed", "run", "theta", "step"), ("activation", "seed"), _draws, ask="another"),
        Answer(("seed", "run", "theta", "step"), ("activation",), _activations, ask="learned"),
    ],
    "descent_paths": [
        Answer(
            ("run",), ("B", "s", "start", "seed"), _seeds, ask="run", on=("B", "s", "start", "seed")
        ),
    ],
    "regularization_timeline": [
        Answer((run,), of, cases, ask="run", on=of)
        for run, of, cases in (
            ("none", ("seed", "training"), _seeds),
            ("early", ("seed", "patience", "training"), _patiences),
            ("dropped", ("seed", "dropout", "training"), _dropouts),
            ("shrunk", ("seed", "lambda_", "training"), _penalties),
        )
    ],
    "universal_approximator": [
        Answer(("heights", "bumps"), ("target", "n"), _counts, on=("target",)),
        Answer(("bumps",), ("heights", "n"), _counts, ask="build", on=("n",)),
        Answer(("sample", "tried"), ("heights", "noise"), _noises, on=("heights", "noise")),
        Answer(("run", "frame"), ("heights", "n", "noise"), _lessons, ask="train"),
    ],
    "backprop_stepper": [
        Answer(("run", "updates"), _STEPPED, _here, ask="fifty"),
        Answer(("run", "w", "b", "updates"), _STEPPED, _updates, ask="update"),
    ],
    "neuron_firing": [
        Answer(("w", "threshold", "rate", "eta", "step", "run"), ("mode",), _modes, on=("mode",)),
    ],
}

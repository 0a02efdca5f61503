"""BackpropStepper from Python: the lecture's numbers, updates, traits, picture, bad input."""

import numpy as np
import pytest

from lecturelib import words
from lecturelib.backpropagation import finite_differences
from lecturelib.widgets import BackpropStepper
from tests.unit.helpers import ask

START = (0.5, 1.5, 2.3, 3, 1, 1)


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def by_hand(w, x, y):
    """The prediction and the six slopes, written out as in the lecture."""
    z1, z2 = w[0] * x[0] + w[1] * x[1], w[2] * x[0] + w[3] * x[1]
    a1, a2 = sigmoid(z1), sigmoid(z2)
    y_hat = w[4] * a1 + w[5] * a2
    delta = -2 * (y - y_hat)
    d1, d2 = delta * w[4] * a1 * (1 - a1), delta * w[5] * a2 * (1 - a2)
    return y_hat, [d1 * x[0], d1 * x[1], d2 * x[0], d2 * x[1], delta * a1, delta * a2]


def test_it_starts_with_the_lecture():
    widget = BackpropStepper()
    assert (widget.w, widget.x, widget.y, widget.s, widget.step) == (START, (1, 0.5), 4, 0.1, 6)
    assert widget.losses == [pytest.approx(5.04, abs=0.005)]
    assert widget.gradient[[0, 4, 5]] == pytest.approx([-0.777, -3.489, -4.391], abs=5e-4)
    seen = words.table("backprop_stepper")["seen"].format(
        x="1, 0.5",
        y="4",
        w="0.5, 1.5, 2.3, 3, 1, 1",
        y_hat="1.755",
        L="5.038",
        gradient="-0.777, -0.389, -0.096, -0.048, -3.489, -4.391",
    )
    assert repr(widget) == f"BackpropStepper: {seen}"


def test_slopes_stand_in_the_lectures_order():
    w, x, y = (0.3, -1.2, 0.7, 2.0, -0.4, 1.1), (0.8, -1.5), 2.5
    widget = BackpropStepper(w=w, x=x, y=y)
    y_hat, slopes = by_hand(w, x, y)
    assert widget.gradient == pytest.approx(slopes, abs=1e-12)
    assert widget.network.predict([x])[0] == pytest.approx(y_hat, abs=1e-12)
    assert finite_differences(widget.network, [x], [y])[[0, 2, 1, 3, 4, 5]] == pytest.approx(
        slopes, abs=1e-7
    )


def test_one_update_is_the_lectures():
    widget = BackpropStepper()
    widget.update()
    assert (widget.w[0], widget.w[4], widget.w[5]) == pytest.approx((0.578, 1.349, 1.439), abs=5e-4)
    assert widget.updates == 1 and widget.losses[1] < widget.losses[0]


def test_updates_follow_the_slopes():
    widget, w = BackpropStepper(s=0.3), np.array(START)
    for _ in range(7):
        w = w - 0.3 * np.array(by_hand(w, (1, 0.5), 4)[1])
    widget.update(3)
    widget.update(4)
    assert widget.w == pytest.approx(w, abs=1e-12) and widget.updates == 7
    assert widget.losses == pytest.approx(
        [(4 - by_hand(row, (1, 0.5), 4)[0]) ** 2 for row in path_of(widget)]
    )


def path_of(widget):
    return np.frombuffer(widget.run["path"]).reshape(-1, 6)


def test_updates_can_be_taken_back_and_taken_again_elsewhere():
    widget = BackpropStepper()
    widget.update(5)
    widget.updates = 2
    assert widget.w == tuple(path_of(widget)[2]) and len(widget.losses) == 3
    widget.s = 0.5
    widget.update()
    assert widget.updates == 3 and len(path_of(widget)) == 4
    widget.updates = 99
    assert widget.updates == 3


@pytest.mark.parametrize("change", [{"w": (0,) * 6}, {"x": (2, 2)}, {"y": 1}])
def test_a_change_by_hand_ends_the_run(change):
    widget = BackpropStepper()
    widget.update(3)
    ((name, value),) = change.items()
    setattr(widget, name, value)
    assert (widget.run, widget.updates, len(widget.losses)) == ({}, 0, 1) and getattr(
        widget, name
    ) == value


def test_the_buttons():
    widget = BackpropStepper()
    ask(widget, "update", y=3.0)
    assert widget.updates == 1 and widget.y == 3
    ask(widget, "fifty")
    assert widget.updates == 1 and len(path_of(widget)) == 52, "the browser plays the fifty"
    ask(widget, "update")
    assert widget.updates == 2 and len(path_of(widget)) == 3, (
        "from what is shown, not from where the fifty end"
    )
    ask(widget, "reset")
    assert repr(widget) == repr(BackpropStepper()) and widget.updates == 0 and widget.run == {}


def test_a_run_is_light_and_bounded():
    widget = BackpropStepper()
    widget.update(1000)
    assert len(widget.run["path"]) == 1001 * 48 < 100_000
    widget.update(30)
    assert widget.updates == 30, "without room for more a new run begins"


def test_a_rate_that_diverges_ends_in_bounds():
    widget = BackpropStepper(x=(0, 0), y=1000, s=10)
    widget.update(100)
    assert widget.updates < 100
    assert np.abs(widget.w).max() <= 1e6 and np.isfinite(widget.losses).all()
    assert "nan" not in repr(widget) and "inf" not in repr(widget)


def test_the_lines_shown_compute_what_is_shown():
    w, x, y, s = (0.3, -1.2, 0.7, 2.0, -0.4, 1.1), (0.8, -1.5), 2.5, 0.2
    names = {
        "x": np.array(x),
        "y": y,
        "s": s,
        "f": sigmoid,
        "df": lambda z: sigmoid(z) * sigmoid(-z),
        "outer": np.outer,
        "W1": np.array([[w[0], w[2]], [w[1], w[3]]]),
        "W2": np.array(w[4:]),
    }
    widget = BackpropStepper(w=w, x=x, y=y, s=s)
    exec("\n".join(widget.lines), names)
    assert names["L"] == pytest.approx(widget.losses[0], abs=1e-12)
    assert [*names["dW1"].T.ravel(), *names["dW2"]] == pytest.approx(
        widget.gradient.tolist(), abs=1e-12
    )
    widget.update()
    assert [*names["W1"].T.ravel(), *names["W2"]] == pytest.approx(widget.w, abs=1e-12)


def test_the_picture_goes_with_the_step():
    text = words.table("figures_backpropagation")["example"]
    assert BackpropStepper().picture().alt == text["forward"].format(
        z="1.250, 3.800", a="0.777, 0.978", y_hat=1.755, loss=5.038
    )
    assert BackpropStepper(step=7).picture().alt == text["backward"].format(
        delta="-0.777, -0.096",
        output=-4.489,
        gradients="-0.777, -0.389, -0.096, -0.048, -3.489, -4.391",
    )


@pytest.mark.parametrize(
    "values, error, message",
    [
        ({"w": (1, 2, 3)}, ValueError, r"w must have shape \(6,\), got \(3,\)"),
        ({"w": (1, 2, 3, 4, 5, float("nan"))}, ValueError, "w must not hold NaN"),
        (
            {"x": (1e7, 0)},
            ValueError,
            r"x\[0\] must be a finite number of at least -1e\+06 and of at most 1e\+06, got 1e\+07",
        ),
        ({"x": "ab"}, TypeError, "x must hold real numbers, got the text 'ab'"),
        ({"y": "much"}, TypeError, "y must be a number, got the text 'much'"),
        ({"s": 0}, ValueError, "s must be a finite number above 0 and of at most 1000, got 0"),
        (
            {"step": 17},
            ValueError,
            "step must be a whole number of at least 0 and of at most 16, got 17",
        ),
    ],
)
def test_bad_input(values, error, message):
    with pytest.raises(error, match=message):
        BackpropStepper(**values)


def test_a_refused_value_changes_nothing():
    widget = BackpropStepper()
    widget.update(2)
    for name, bad in (
        ("w", (1,)),
        ("x", (1, np.inf)),
        ("y", "much"),
        ("s", -1),
        ("step", 2.5),
        ("updates", -1),
    ):
        before = repr(widget), widget.updates, getattr(widget, name)
        with pytest.raises((ValueError, TypeError)):
            setattr(widget, name, bad)
        assert (repr(widget), widget.updates, getattr(widget, name)) == before
    with pytest.raises(
        ValueError, match="times must be a whole number of at least 1 and of at most 1000, got 0"
    ):
        widget.update(0)

"""Section 3: the perceptron against the textbook's loop, Novikoff's bound and the definitions."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lecturelib.neuron import LOGIC
from lecturelib.perceptron import Perceptron
from tests.unit.reference import GARBAGE, NOT_NUMBERS

pytestmark = pytest.mark.filterwarnings("error")


def textbook(X, y, rate, w, b, epochs):
    """The textbook's loop. Returns the path, the mistakes of each epoch, and who caused them."""
    w, path, mistakes, visited = list(w), [[*w, b]], [], []
    for _ in range(epochs):
        mistakes.append(0)
        for n in range(len(X)):
            net_input = 0.0
            for i in range(len(w)):
                net_input += w[i] * X[n][i]
            if not y[n] * (net_input + b) > 0:
                for i in range(len(w)):
                    w[i] += rate * y[n] * X[n][i]
                b += rate * y[n]
                mistakes[-1] += 1
                visited.append(n)
                path.append([*w, b])
        if mistakes[-1] == 0:
            break
    return np.array(path), mistakes, visited


def assert_same_run(fitted, X, y, rate, w, b, epochs):
    w, b = [float(v) for v in w], float(b)
    path, mistakes, visited = textbook(X.tolist(), y.tolist(), rate, w, b, epochs)
    np.testing.assert_array_equal(fitted.path_, path)
    assert list(fitted.mistakes_) == mistakes
    assert fitted.visited_.tolist() == visited
    assert fitted.n_updates_ == len(visited)
    assert fitted.converged_ is (mistakes[-1] == 0)
    np.testing.assert_array_equal(fitted.w_, path[-1, :-1])
    assert fitted.b_ == path[-1, -1]


@pytest.mark.parametrize("name", ["AND", "OR", "NAND", "XOR"])
@pytest.mark.parametrize("start", [None, (3, -2, 1), (-0.5, 0.25, -4)])
@pytest.mark.parametrize("rate", [1.0, 0.25])
def test_gates_follow_the_textbook(name, start, rate):
    X, y = LOGIC[name]
    y = 2 * y - 1
    w, b = ((0, 0), 0) if start is None else (start[:2], start[2])
    perceptron = Perceptron(rate, 60, None if start is None else w, b).fit(X, y)
    assert_same_run(perceptron, X, y, rate, w, b, 60)
    if name == "XOR":
        assert not perceptron.converged_ and len(perceptron.mistakes_) == 60
        right = (np.sign(perceptron.path_ @ np.column_stack([X, np.ones(4)]).T) == y).sum(axis=1)
        assert right.max() <= 3
    else:
        assert perceptron.converged_
        np.testing.assert_array_equal(perceptron.predict(X), y)
        assert perceptron.loss(X, y) == 0


@pytest.mark.parametrize("N", [1, 2, 31, 32, 33, 95, 96, 97, 500])
@pytest.mark.parametrize("k", [1, 2, 10])
@pytest.mark.parametrize("separable", [True, False])
def test_any_data_follow_the_textbook(N, k, separable):
    rng = np.random.default_rng([N, k, separable])
    X = rng.normal(size=(N, k))
    y = np.where(X.sum(axis=1) > 0.2, 1, -1) if separable else rng.choice([-1, 1], N)
    w, b = rng.normal(size=k), rng.normal()
    perceptron = Perceptron(0.1, 12, w, b).fit(X, y)
    assert_same_run(perceptron, X, y, 0.1, w, b, 12)


@pytest.mark.parametrize("rate", [1.0, 0.1, 5e-324, 1e-300, 1e150])
@pytest.mark.parametrize("k", [1, 2, 3, 7, 20])
def test_data_at_the_threshold_follow_the_textbook(k, rate):
    """Tenths whose sums are 0 in one order of adding and 1e-17 in another."""
    rng = np.random.default_rng(k)
    for N in (3, 40, 200):
        X = rng.integers(-3, 4, (N, k)) / 10
        y = rng.choice([-1, 1], N)
        w, b = rng.integers(-3, 4, k) / 10, rng.integers(-3, 4) / 10
        assert_same_run(Perceptron(rate, 8, w, b).fit(X, y), X, y, rate, w, b, 8)


@pytest.mark.parametrize("scale", [5e-324, 1e-310, 1e-300, 1e-162, 1e-155, 1e100, 1e145, 1e152])
def test_tiny_and_huge_data_follow_the_textbook(scale):
    rng = np.random.default_rng(1)
    for N in (5, 120):
        X = rng.integers(-9, 10, (N, 3)) * scale
        y = rng.choice([-1, 1], N)
        for rate in (1.0, 1e-3, min(scale, 1.0)):  # else the textbook's sums overflow
            for w in (np.zeros(3), rng.normal(size=3), rng.normal(size=3) * scale):
                assert_same_run(Perceptron(rate, 6, w, 0.0).fit(X, y), X, y, rate, w, 0.0, 6)


def test_mixed_sizes_follow_the_textbook():
    rng = np.random.default_rng(2)
    for N in (10, 100):
        X = rng.normal(size=(N, 4)) * 10.0 ** rng.integers(-320, 150, (N, 4))
        y = rng.choice([-1, 1], N)
        assert_same_run(Perceptron(1.0, 6).fit(X, y), X, y, 1.0, np.zeros(4), 0.0, 6)


@pytest.mark.parametrize(
    ("rate", "X", "y"),
    [
        (1e308, [[1e10, 1.0], [-1e10, 2.0]], [1, -1]),
        (1.0, [[1.7e308, 0.0], [1.6e308, 1.0]], [1, -1]),
        (1e200, [[1e200, -1e200], [1.0, 1.0], [1.0, 2.0]], [1, -1, 1]),
        (1.7e308, [[1.0], [1.0]], [1, -1]),
        (1.7e308, [[0.25], [3.0], [0.5]], [1, -1, -1]),
    ],
)
def test_overflow_is_not_convergence(rate, X, y):
    with np.errstate(all="raise"):
        perceptron = Perceptron(rate, 50).fit(X, y)
    separates = (perceptron.predict(X) == y).all() and perceptron.loss(X, y) == 0
    assert perceptron.converged_ <= separates
    assert np.isfinite(perceptron.path_).all() and np.isfinite(perceptron.w_).all()
    assert perceptron.n_updates_ == len(perceptron.visited_) == sum(perceptron.mistakes_)
    assert len(perceptron.path_) == perceptron.n_updates_ + 1


def test_an_update_that_overflows_ends_the_run():
    """w.x = 1e616 - 1.7e616 < 0, but w_1 + x_1 = 2e308 is beyond floats."""
    perceptron = Perceptron(initial_weights=[1e308, -1.7e308]).fit([[1e308, 1e308]], [1])
    assert perceptron.path_.tolist() == [[1e308, -1.7e308, 0]]
    assert perceptron.mistakes_ == [0] and not perceptron.converged_
    assert perceptron.predict([[1e308, 1e308], [1e308, 0]]).tolist() == [-1, 1]


def test_what_converged_predicts_right():
    """Whatever rows stand beside, a row's sum is the same in fit, in predict and in loss."""
    rng = np.random.default_rng(4)
    for seed in range(30):
        X = rng.integers(-5, 6, (60, 9)) / 10
        y = np.where(X.dot(rng.normal(size=9)) > 0, 1, -1)
        perceptron = Perceptron(0.1, 500).fit(X, y)
        if perceptron.converged_:
            np.testing.assert_array_equal(perceptron.predict(X), y)
            assert [perceptron.predict(x[None])[0] for x in X] == y.tolist()
            assert str(perceptron.loss(X, y)) == "0.0", seed


def test_a_first_mistake_far_down_is_found():
    X = np.ones((1000, 1))
    for n in (0, 31, 32, 63, 95, 96, 700, 999):
        y = np.ones(1000)
        y[n] = -1
        assert Perceptron(1, 1, [0.5], 0.25).fit(X, y).visited_[0] == n


def test_by_hand():
    """x = 2, y = 1: 0 <= 0, so w = 2, b = 1. x = -1, y = 1: -1 <= 0, so w = 1, b = 2.
    x = -3, y = -1: -(-3 + 2) > 0, right. Second pass: 4, 1 and 1, all right."""
    X, y = np.array([[2.0], [-1.0], [-3.0]]), np.array([1, 1, -1])
    perceptron = Perceptron().fit(X, y)
    np.testing.assert_array_equal(perceptron.path_, [[0, 0], [2, 1], [1, 2]])
    assert perceptron.mistakes_ == [2, 0] and perceptron.n_updates_ == 2 and perceptron.converged_


def test_converged_needs_a_whole_pass_without_mistake():
    X, y = np.array([[2.0], [-1.0], [-3.0]]), np.array([1, 1, -1])
    perceptron = Perceptron(max_epochs=1).fit(X, y)
    assert perceptron.mistakes_ == [2] and not perceptron.converged_
    assert Perceptron(max_epochs=1, initial_weights=[1], initial_bias=2).fit(X, y).converged_


@given(
    seed=st.integers(0, 10**6),
    k=st.integers(1, 4),
    N=st.integers(1, 60),
    margin=st.floats(0.1, 1.0),
    rate=st.sampled_from([0.01, 1.0, 30.0]),
)
def test_novikoffs_bound_is_never_exceeded(seed, k, N, margin, rate):
    rng = np.random.default_rng(seed)
    u = rng.normal(size=k + 1)
    u /= np.linalg.norm(u)
    X = rng.uniform(-2, 2, size=(N, k))
    distance = X @ u[:-1] + u[-1]
    X = X[np.abs(distance) >= margin]
    y = np.where(distance[np.abs(distance) >= margin] > 0, 1, -1)
    if not len(X):
        return
    extended = np.column_stack([X, np.ones(len(X))])
    gamma = (y * (extended @ u)).min()
    bound = (np.linalg.norm(extended, axis=1).max() / gamma) ** 2
    perceptron = Perceptron(rate, max_epochs=int(bound) + 2).fit(X, y)
    assert perceptron.converged_
    assert perceptron.n_updates_ <= bound * (1 + 1e-9)
    np.testing.assert_array_equal(perceptron.predict(X), y)


def test_every_step_is_the_rule():
    rng = np.random.default_rng(1)
    X, y = rng.normal(size=(80, 3)), rng.choice([-1, 1], 80)
    fitted = Perceptron(0.5, 4).fit(X, y)
    signed = y[:, None] * np.column_stack([X, np.ones(80)])
    steps = np.diff(fitted.path_, axis=0)
    np.testing.assert_allclose(steps, 0.5 * signed[fitted.visited_], atol=1e-13)
    assert ((fitted.path_[:-1] * signed[fitted.visited_]).sum(axis=1) <= 1e-13).all()


def test_sign_of_zero_is_one():
    perceptron = Perceptron().fit([[1.0], [-1.0]], [1, -1])
    assert (perceptron.w_.tolist(), perceptron.b_) == ([2], 0)
    np.testing.assert_array_equal(perceptron.predict([[0.0], [5e-324], [-1.0]]), [1, 1, -1])


def test_loss_is_minus_the_sum_over_the_misclassified():
    perceptron = Perceptron(max_epochs=1, initial_weights=[1.0], initial_bias=0.0).fit([[9.0]], [1])
    X, y = [[2.0], [-3.0], [4.0], [0.0]], [1, 1, -1, -1]  # y (w x + b) = 2, -3, -4, 0
    assert perceptron.loss(X, y) == 7
    assert perceptron.loss([[2.0]], [1]) == 0


def test_another_start_gives_another_plane():
    X, y = LOGIC["AND"]
    fits = [Perceptron(initial_weights=w).fit(X, 2 * y - 1) for w in ([0, 0], [0, 7], [3, 3])]
    ends = {tuple(fit.w_ / fit.b_) for fit in fits}
    assert len(ends) == 3


def test_fit_starts_anew_and_keeps_its_hands_off_the_arguments():
    X, y = np.array([[0.0, 1.0], [2.0, 0.0], [1.0, 1.0]]), np.array([-1.0, 1.0, 1.0])
    start = np.array([0.5, -0.5])
    perceptron = Perceptron(initial_weights=start)
    first = perceptron.fit(X, y).path_.copy()
    np.testing.assert_array_equal(perceptron.fit(X, y).path_, first)
    assert perceptron.fit(X, y) is perceptron
    assert X.tolist() == [[0, 1], [2, 0], [1, 1]] and y.tolist() == [-1, 1, 1]
    start[:] = 100
    np.testing.assert_array_equal(perceptron.fit(X, y).path_, first)
    perceptron.w_ += 1
    np.testing.assert_array_equal(perceptron.path_[-1], first[-1])


def test_a_failed_fit_changes_nothing():
    perceptron = Perceptron().fit([[1.0, 2.0]], [1])
    before = {key: np.array(value) for key, value in vars(perceptron).items() if value is not None}
    x = [[1.0, 2.0]]
    for X, y in [(x, [0]), ([[1.0, np.nan]], [1]), (x, [1, 1]), ("X", [1]), (x, None)]:
        with pytest.raises((TypeError, ValueError)):
            perceptron.fit(X, y)
    for key, value in before.items():
        np.testing.assert_array_equal(getattr(perceptron, key), value)


@pytest.mark.parametrize("bad", GARBAGE)
def test_garbage_is_refused(bad):
    fitted = Perceptron().fit([[1.0]], [1])
    for call in (
        lambda: Perceptron().fit(GARBAGE[bad], [1]),
        lambda: fitted.predict(GARBAGE[bad]),
        lambda: fitted.loss(GARBAGE[bad], [1]),
    ):
        with pytest.raises((TypeError, ValueError), match="^X must"):
            call()
    for call in (
        lambda: Perceptron().fit([[1.0]], GARBAGE[bad]),
        lambda: fitted.loss([[1.0]], GARBAGE[bad]),
    ):
        with pytest.raises((TypeError, ValueError), match="^y must"):
            call()
    if bad != "None":
        with pytest.raises((TypeError, ValueError), match="^initial_weights must"):
            Perceptron(initial_weights=GARBAGE[bad])


@pytest.mark.parametrize("bad", NOT_NUMBERS)
def test_numbers_are_wanted(bad):
    for name in ("learning_rate", "initial_bias"):
        with pytest.raises(TypeError, match=f"^{name} must be a number, got "):
            Perceptron(**{name: NOT_NUMBERS[bad]})
    with pytest.raises(TypeError, match="^max_epochs must be a whole number, got "):
        Perceptron(max_epochs=NOT_NUMBERS[bad])


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (
            lambda: Perceptron(learning_rate=0),
            ValueError,
            "learning_rate must be a finite number above 0, got 0",
        ),
        (
            lambda: Perceptron(learning_rate=np.inf),
            ValueError,
            "learning_rate must be a finite number above 0, got inf",
        ),
        (
            lambda: Perceptron(max_epochs=0),
            ValueError,
            "max_epochs must be a whole number of at least 1, got 0",
        ),
        (
            lambda: Perceptron(max_epochs=10.0),
            TypeError,
            "max_epochs must be a whole number, got float",
        ),
        (
            lambda: Perceptron(initial_weights=[1, 2, 3]).fit([[1, 2]], [1]),
            ValueError,
            "initial_weights must have shape (2,), got (3,)",
        ),
        (lambda: Perceptron().fit([[1, 2]], [0]), ValueError, "y must hold only -1, 1, got 0"),
        (
            lambda: Perceptron().fit([[1, 2]], [1, 1]),
            ValueError,
            "y must have shape (1,), got (2,)",
        ),
        (
            lambda: Perceptron().fit([[1, 2]], [[1]]),
            ValueError,
            "y must have shape (1,), got (1, 1)",
        ),
        (
            lambda: Perceptron().fit([1, 2], [1, 1]),
            ValueError,
            "X must have shape (N, p), got (2,)",
        ),
        (
            lambda: Perceptron().fit(np.empty((0, 2)), []),
            ValueError,
            "X must not be empty, got shape (0, 2)",
        ),
        (
            lambda: Perceptron().fit([[1, 2]], [1]).predict([[1]]),
            ValueError,
            "X must have shape (N, 2), got (1, 1)",
        ),
        (
            lambda: Perceptron().predict([[1]]),
            ValueError,
            "Perceptron has no weights yet: call fit(X, y) first",
        ),
    ],
)
def test_messages(call, error, message):
    with pytest.raises(error) as raised:
        call()
    assert str(raised.value) == message


def test_numbers_beyond_floats_are_refused():
    with pytest.raises(ValueError, match="^learning_rate must be"):
        Perceptron(learning_rate=10**400)


def test_a_label_that_is_nearly_one_is_shown_in_full():
    with pytest.raises(ValueError, match="^y must hold only -1, 1, got 1.0000001"):
        Perceptron().fit([[1.0]], [1.0000001])

"""Every checker of section 9 against right, wrong, missing and hostile answers."""

import numpy as np
import pytest

from lecturelib.exercises import check, hint, solution


def update(W, gradients, s):
    total = np.zeros(len(W))
    for gradient in gradients:
        total += gradient
    return W - s * total / len(gradients)


def batches(N, B, rng):
    order = list(range(N))
    rng.shuffle(order)
    while order:
        yield order[:B]
        order = order[B:]


def in_order(N, B, rng):
    return [np.arange(N)[i:i + B] for i in range(0, N, B)]


def dropped(N, B, rng):
    order = rng.permutation(N)
    return [order[i * B:(i + 1) * B] for i in range(N // B)]


def with_replacement(N, B, rng):
    return [rng.integers(0, N, min(B, N - i)) for i in range(0, N, B)]


def fresh_for_each(N, B, rng):
    return [rng.permutation(N)[:min(B, N - i)] for i in range(0, N, B)]


def short_first(N, B, rng):
    order = rng.permutation(N)
    first = N % B or B
    return [order[:first], *(order[i:i + B] for i in range(first, N, B))]


def own_chance(N, B, rng):
    order = np.random.default_rng(0).permutation(N)
    return [order[i:i + B] for i in range(0, N, B)]


def raises(*arguments):
    raise IndexError("out of range")


def raises_late(N, B, rng):
    yield np.arange(B)
    raise IndexError("too late")


def loops(*arguments):
    while True:
        pass


def never_ends(N, B, rng):
    while True:
        yield np.arange(B)


def changes_its_input(W, gradients, s):
    W -= s * gradients.mean(axis=0)
    return W


def prints(W, gradients, s):
    print("noise")
    return update(W, gradients, s)


def unfinished(*arguments):
    ...


@pytest.mark.parametrize(("key", "answer"), [
    ("9.1", 16), ("9.1", 16.0), ("9.2", 4690), ("9.3", 4), ("9.4", update), ("9.4", prints), ("9.5", batches),
    ("9.5", lambda N, B, rng: list(batches(N, B, rng))),
])
def test_right(key, answer, capsys):
    assert check(key, answer).state == "right"
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(("key", "answer", "reason"), [
    ("9.1", 15, "the other 40"), ("9.1", 15.625, "no part of an update"), ("9.1", 64, "Not yet: this is 64"),
    ("9.1", "many", "A single number"), ("9.1", [16], "A single number"),
    ("9.2", 469, "one epoch"), ("9.2", 4680, "not full"), ("9.2", 4687.5, "not full"), ("9.2", 7, "Not yet"),
    ("9.3", 16, "square root"), ("9.3", 0.25, "By which factor"), ("9.3", 2, "Not yet"),
    ("9.4", lambda W, g, s: W + s * g.mean(axis=0), "uphill"), ("9.4", lambda W, g, s: W - s * g.sum(axis=0), "add the gradients up"),
    ("9.4", lambda W, g, s: W - g.mean(axis=0), "learning rate s is missing"),
    ("9.4", lambda W, g, s: W - s * g[0], "first observation only"),
    ("9.4", lambda W, g, s: W - s * g.mean(), "Not yet"), ("9.4", lambda W, g, s: W - s * g, "The shape should be"),
    ("9.4", lambda W, g, s: "down", "Numbers are wanted"), ("9.4", changes_its_input, "changes its input"),
    ("9.4", raises, "IndexError: out of range"), ("9.4", loops, "within 2 seconds"), ("9.4", 3, "A function is wanted"),
    ("9.5", in_order, "Shuffle first"), ("9.5", dropped, "too few for a full batch"), ("9.5", with_replacement, "some observations come twice"),
    ("9.5", fresh_for_each, "some observations come twice"), ("9.5", short_first, "sizes [2, 4, 4]"),
    ("9.5", own_chance, "from rng alone"), ("9.5", lambda N, B, rng: [b + 1 for b in map(np.array, batches(N, B, rng))], "run from 0 to 11"),
    ("9.5", lambda N, B, rng: [rng.permutation(N)[:N - 1]], "1 observations never come"),
    ("9.5", lambda N, B, rng: rng.permutation(N), "one-dimensional"), ("9.5", lambda N, B, rng: [["a"]], "one-dimensional"),
    ("9.5", lambda N, B, rng: 3, "TypeError"), ("9.5", raises, "IndexError: out of range"), ("9.5", raises_late, "IndexError: too late"),
    ("9.5", never_ends, "some observations come twice"), ("9.5", loops, "within 2 seconds"), ("9.5", 3, "A function is wanted"),
])
def test_wrong_with_its_reason(key, answer, reason):
    result = check(key, answer)
    assert result.state == "wrong"
    assert reason in result.text


@pytest.mark.parametrize("key", ["9.1", "9.2", "9.3", "9.4", "9.5"])
@pytest.mark.parametrize("answer", [..., None, "", unfinished])
def test_not_yet_attempted(key, answer):
    if key in ("9.1", "9.2", "9.3") and answer is unfinished:
        assert check(key, answer).state == "wrong"
    else:
        assert check(key, answer).state == "open"


@pytest.mark.parametrize("key", ["9.1", "9.2", "9.3", "9.4", "9.5"])
def test_three_hints_and_a_solution(key):
    assert [hint(key).text[:11] for _ in range(3)] == ["Hint 1 of 3", "Hint 2 of 3", "Hint 3 of 3"]
    assert "last hint" in hint(key).text
    assert solution(key).text


@pytest.mark.parametrize("key", ["9.4", "9.5"])
def test_the_solution_shown_is_right(key):
    code = solution(key).text.split("```python\n")[1].removesuffix("```")
    names = {"np": np}
    exec(code, names)
    assert check(key, names["update" if key == "9.4" else "batches"]).state == "right"

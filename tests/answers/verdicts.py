"""What the exercises' tests ask of `check`."""

from lecturelib.exercises import EXERCISES, check


def assert_right(key, answer):
    result = check(key, answer)
    assert result.state == "right", result
    assert result.text == EXERCISES[key].words["right"]


def assert_wrong(key, answer, reason, *shown):
    """reason: its key in the words; shown: what must stand in the text, or all that fills it."""
    result = check(key, answer)
    assert (result.state, result.reason) == ("wrong", reason), result
    for part in shown:
        if isinstance(part, dict):
            assert result.text == EXERCISES[key].words["wrong"][reason].format(**part)
        else:
            assert part in result.text

"""Judges answers in a process of their own: `python -m grading.judge`.

Reads {key: code} as JSON from its input and writes a line of JSON for each before the next begins.
The code of a stranger runs in here, with all that a process may do.
"""

import json
import os
import sys
import traceback

import lecturelib.exercises as exercises
from lecturelib import words
from lecturelib.exercises import EXERCISES

STARTED = {"state": "started"}


def judged(key, code):
    """{"state", "reason", "text"} of the last check of this exercise in the code."""
    checked = []

    def check(asked, answer):
        result = EXERCISES[key].check(answer) if str(asked) == key else real(asked, answer)
        if str(asked) == key:
            checked.append(result)
        return result

    real, exercises.check = exercises.check, check
    try:
        exec(compile(code, f"exercise {key}", "exec"), {"__name__": "__main__"})
    except BaseException as error:  # whatever it is, the next answer is judged, too
        text = traceback.format_exception_only(error)[-1].strip()
        return {"state": "wrong", "reason": "cell", "text": text[:500]}
    finally:
        exercises.check = real
    if not checked:
        return {"state": "wrong", "reason": "unchecked", "text": ""}
    last = checked[-1]
    return {"state": last.state, "reason": last.reason, "text": last.text}


def main():
    # What an answer prints goes nowhere; the verdicts go where no print does.
    out = os.fdopen(os.dup(1), "w", encoding="utf-8")
    nowhere = os.open(os.devnull, os.O_RDWR)
    asked = json.load(sys.stdin)
    for stream in (0, 1, 2):
        os.dup2(nowhere, stream)
    words.table("exercises")
    for key, code in asked.items():
        for line in (STARTED, judged(key, code)):
            out.write(json.dumps({"key": key} | line) + "\n")
            out.flush()
    out.flush()
    os._exit(0)  # threads that an answer has left do not hold it up


if __name__ == "__main__":
    main()

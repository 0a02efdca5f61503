"""A question that is drawn anew for each seed, and judged as the exercises are."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from lecturelib import words
from lecturelib.exercises.checking import judged


@dataclass(frozen=True)
class Practice:
    """key: the subsection, under which its words stand in the table practice_<NN>.

    notebook, cell: the file's name and the cell's id that explain. draw(rng): the dict of what the
    words fill in, and the judge of the answer, a Value.
    """

    key: str
    notebook: str
    cell: str
    draw: Callable

    @property
    def words(self):
        """The words of the practice in the language that is in use."""
        return words.table(f"practice_{self.key.partition('.')[0]:0>2}")[self.key]

    def question(self, seed):
        """(the question as Markdown, the judge of its answer)."""
        shown, judge = self.draw(np.random.default_rng([seed, *map(int, self.key.split("."))]))
        asked = words.table("practice")["question"]
        return asked.format(key=self.key, seed=seed, ask=self.words["ask"].format(**shown)), judge

    def judged(self, seed, given):
        """A Result; the question stands in it until the answer is right."""
        common, (question, judge) = words.table("practice"), self.question(seed)
        right = common["right"].format(why=self.words["why"])
        result = judged(judge, given, self.words | {"right": right}, self.key)
        if result.state == "wrong":
            link = f"{self.notebook}#cell-id={self.cell}"
            see = common["see"].format(key=self.key, link=link)
            return replace(
                result, text=f"{result.text}{words.table('kit')['gap']}{see}\n\n{question}"
            )
        return replace(result, text=f"{question}\n\n{common['open']}")

"""The problems found so far, and what a misspelt word may have meant."""

from collections.abc import Iterable
from itertools import islice

from planner.domain.plan import Problem
from planner.domain.vocabulary import Severity
from planner.workbook.grid import Cell
from planner.workbook.kinds import nearest, text_of

MAX_SUGGESTIONS = 60
"""Searching thousands of words for the nearest takes long; whoever has more misspellings sees how it is meant."""

MAX_WORDS = 3_000
SHOWN = 80
"""Characters of a value that a problem quotes."""


class Findings:
    """Collects every problem of one import; nothing stops at the first."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self._suggestions_left = MAX_SUGGESTIONS

    def add(
        self, severity: Severity, sheet: str, cell: str, sentence: str, cure: str = "", *, value: Cell = None
    ) -> None:
        self.problems.append(Problem(severity, sheet, cell, text_of(value)[:SHOWN], sentence, cure))

    def error(self, sheet: str, cell: str, sentence: str, cure: str, *, value: Cell = None) -> None:
        self.add(Severity.ERROR, sheet, cell, sentence, cure, value=value)

    def warning(self, sheet: str, cell: str, sentence: str, cure: str = "", *, value: Cell = None) -> None:
        self.add(Severity.WARNING, sheet, cell, sentence, cure, value=value)

    def notice(self, sheet: str, cell: str, sentence: str, cure: str = "", *, value: Cell = None) -> None:
        self.add(Severity.NOTICE, sheet, cell, sentence, cure, value=value)

    @property
    def failed(self) -> bool:
        return any(problem.severity == Severity.ERROR for problem in self.problems)

    def suggestion(self, word: str, words: Iterable[str]) -> str:
        """`Did you mean VN? ` or nothing. The words are not even listed when the budget is spent."""
        if self._suggestions_left == 0:
            return ""
        self._suggestions_left -= 1
        near = nearest(word, list(islice(words, MAX_WORDS)))
        return f"Did you mean {near}? " if near else ""

"""The problems found so far, and what a misspelt word may have meant."""

from collections.abc import Iterable

from planner.domain.plan import Problem
from planner.domain.vocabulary import Severity
from planner.workbook.grid import Cell
from planner.workbook.kinds import nearest, text_of

MAX_SUGGESTIONS = 200
"""Searching for the nearest word costs milliseconds; whoever has more misspellings has another problem."""

SHOWN = 80
"""Characters of a value that a problem quotes."""


class Findings:
    """Collects every problem of one import; nothing stops at the first."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self._suggested: dict[tuple[str, int], str] = {}

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
        """`Did you mean VN? ` or nothing."""
        known = list(words)
        asked = (word, hash(tuple(known)))
        if asked not in self._suggested:
            within_budget = len(self._suggested) < MAX_SUGGESTIONS
            self._suggested[asked] = nearest(word, known) if within_budget else ""
        near = self._suggested[asked]
        return f"Did you mean {near}? " if near else ""

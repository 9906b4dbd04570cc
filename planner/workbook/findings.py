"""The problems found so far, and what a misspelt word may have meant."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import islice

from planner.domain.plan import Problem
from planner.domain.vocabulary import Severity
from planner.workbook.grid import Cell
from planner.workbook.kinds.single import nearest, text_of

MAX_SUGGESTIONS = 60
"""Searching thousands of words for the nearest takes long; whoever has more misspellings sees how it is meant."""

MAX_WORDS = 3_000
MAX_NAMED = 40
"""Unknown names that one notice lists."""

SHOWN = 80
"""Characters of a value that a problem quotes."""


MAX_LISTED = 5_000
"""Of each severity: nobody reads more, and a hostile file could have millions."""


class TooManyErrors(Exception):
    """The file has more errors than are worth listing."""


class Findings:
    """Collects every problem of one import; nothing stops at the first."""

    def __init__(self, suggestions_left: int = MAX_SUGGESTIONS) -> None:
        self.problems: list[Problem] = []
        self.unlisted = 0
        self._left = dict.fromkeys(Severity, MAX_LISTED)
        self.suggestions_left = suggestions_left

    def add(
        self, severity: Severity, sheet: str, cell: str, sentence: str, cure: str = "", *, value: Cell = None
    ) -> None:
        """Note a problem; `value` is what the cell holds, of which the beginning is kept."""
        self.take(Problem(severity, sheet, cell, text_of(value)[:SHOWN], sentence, cure))

    def take(self, problem: Problem) -> None:
        """Lists a problem while there is room for its severity; the errors beyond it end the reading."""
        self._left[problem.severity] -= 1
        if self._left[problem.severity] >= 0:
            self.problems.append(problem)
        elif problem.severity == Severity.ERROR:
            raise TooManyErrors
        else:
            self.unlisted += 1

    def error(self, sheet: str, cell: str, sentence: str, cure: str, *, value: Cell = None) -> None:
        """Note what keeps the workbook from being imported."""
        self.add(Severity.ERROR, sheet, cell, sentence, cure, value=value)

    def warning(self, sheet: str, cell: str, sentence: str, cure: str = "", *, value: Cell = None) -> None:
        """Note what is imported and probably not meant."""
        self.add(Severity.WARNING, sheet, cell, sentence, cure, value=value)

    def notice(self, sheet: str, cell: str, sentence: str, cure: str = "", *, value: Cell = None) -> None:
        """Note what is told alone."""
        self.add(Severity.NOTICE, sheet, cell, sentence, cure, value=value)

    @property
    def failed(self) -> bool:
        """Whether there is an error."""
        return any(problem.severity == Severity.ERROR for problem in self.problems)

    def suggestion(self, word: str, words: Iterable[str]) -> str:
        """`Did you mean VN? ` or nothing. The words are not even listed when the budget is spent."""
        if self.suggestions_left == 0:
            return ""
        self.suggestions_left -= 1
        near = nearest(word, list(islice(words, MAX_WORDS)))
        return f"Did you mean {near}? " if near else ""

    def mention_unknown(self, sheet: str, what: str, places: Mapping[str, str], known: Sequence[str]) -> None:
        """Says that names are kept though unknown: one notice for all, but a warning for each that looks misspelt."""
        plainly = []
        for name, place in places.items():
            hint = self.suggestion(name, known)
            if hint:
                self.warning(sheet, place, _kept(what, [name]), hint.strip(), value=name)
            else:
                plainly.append(name)
        if plainly:
            self.notice(sheet, places[plainly[0]], _kept(what, plainly), value="; ".join(plainly))


def _kept(what: str, names: Sequence[str]) -> str:
    shown = ", ".join(repr(name[:60]) for name in names[:MAX_NAMED])
    if len(names) == 1:
        return f"The {what} {shown} is not known; it is kept and carried through."
    rest = f" and {len(names) - MAX_NAMED:,} more" if len(names) > MAX_NAMED else ""
    return f"The {what}s {shown}{rest} are not known; they are kept and carried through."

"""How a cell is understood and written: text, codes, words from a list, numbers, yes/no, and lists of these."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from difflib import get_close_matches
from typing import Protocol
from zoneinfo import ZoneInfo

from planner.domain.vocabulary import Severity
from planner.workbook.grid import Cell, ErrorValue, plain, same
from planner.workbook.kinds.written import Order

_SCIENTIFIC = re.compile(r"[+-]?\d+(?:\.\d+)?[eE][+-]?\d{1,3}")
_LONGEST_NUMBER = 30

DAY_MINUTES = 1440

MOST = 1_000_000_000
"""Beyond every number that an event can need."""

BLANKS = " \u00a0"
"""Spaces that nobody sees at the ends of a name; control characters are kept, they are text."""

YES, NO = ("yes", "true", "1", "x"), ("no", "false", "0")


class Misread(Exception):
    """A cell that does not hold what its column asks for; `told` is whether one sentence said so for all its column."""

    def __init__(self, sentence: str, cure: str, *, told: bool = False) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.cure = cure
        self.told = told


@dataclass(frozen=True, slots=True)
class Margin:
    """What reading a cell needs to know and where it notes what it took for granted.

    `order` is that of the dates in the cell's column.
    """

    zone: ZoneInfo
    note: Callable[[Severity, str, str], None]
    order: Order = Order.DAY_FIRST


class Kind(Protocol):
    """`look` names the cell format, `choices` feed the drop-down, `says` describes the kind in the reference."""

    @property
    def look(self) -> str:
        """The name of the cell format."""
        ...

    @property
    def choices(self) -> tuple[str, ...]:
        """What the drop-down offers; empty where anything may be written."""
        ...

    @property
    def says(self) -> str:
        """What a cell may hold, as the reference says it."""
        ...

    def read(self, cell: Cell, margin: Margin) -> object:
        """The value; `Misread` if the cell holds something else, None if it holds nothing after all."""
        ...

    def write(self, value: object, zone: ZoneInfo) -> Cell:
        """The cell for a value that is neither None nor empty."""
        ...


def text_of(cell: Cell) -> str:
    """A cell as its user sees it."""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        return f"{cell:.15g}"
    if isinstance(cell, datetime):
        return cell.isoformat(sep=" ").removesuffix(":00")
    if isinstance(cell, time):
        return cell.isoformat().removesuffix(":00")
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, timedelta):
        minutes, seconds = divmod(cell.days * 86_400 + cell.seconds, 60)
        return f"{minutes // 60}:{minutes % 60:02}" + (f":{seconds:02}" if seconds else "")
    return cell.code if isinstance(cell, ErrorValue) else "" if cell is None else str(cell)


def nearest(word: str, words: list[str]) -> str:
    """The word of the list that is spelt most like `word`; empty where none is close. Long words are not searched."""
    if len(word) > 40:
        return ""
    spelt = {plain(one): one for one in words}
    matches = get_close_matches(plain(word), spelt, n=1, cutoff=0.6)
    return spelt[matches[0]] if matches else ""


@dataclass(frozen=True, slots=True)
class FreeText:
    """Text kept to the letter."""

    says: str = "text"
    look: str = "text"
    choices: tuple[str, ...] = ()

    def read(self, cell: Cell, margin: Margin) -> object:
        return text_of(cell) or None

    def write(self, value: object, zone: ZoneInfo) -> Cell:
        return str(value)


@dataclass(frozen=True, slots=True)
class Label:
    """A name or title; spaces at its ends are dropped, because nobody sees them and every match would fail."""

    says: str = "text"
    look: str = "text"
    choices: tuple[str, ...] = ()

    def read(self, cell: Cell, margin: Margin) -> object:
        return text_of(cell).strip(BLANKS) or None

    def write(self, value: object, zone: ZoneInfo) -> Cell:
        return str(value)


@dataclass(frozen=True, slots=True)
class Code:
    """A code or id, of a record or of one that it refers to."""

    says: str = "code"
    look: str = "text"
    choices: tuple[str, ...] = ()

    def read(self, cell: Cell, margin: Margin) -> object:
        code = text_of(cell).strip()
        if ";" in code:
            raise Misread(
                f"{code!r} contains a semicolon, which separates the parts of lists.", "Use a code without `;`."
            )
        return code or None

    def write(self, value: object, zone: ZoneInfo) -> Cell:
        return str(value)


@dataclass(frozen=True, slots=True)
class Choice:
    """One word of a closed list, made into a member of `make`."""

    choices: tuple[str, ...]
    make: Callable[[str], object] = str
    look: str = "text"

    @property
    def says(self) -> str:
        return "one of " + ", ".join(f"`{choice}`" for choice in self.choices)

    def read(self, cell: Cell, margin: Margin) -> object:
        word = text_of(cell).strip()
        if not word:
            return None
        for choice in self.choices:
            if plain(choice) == plain(word):
                return self.make(choice)
        near = nearest(word, list(self.choices))
        hint = f"Did you mean {near}? " if near else ""
        raise Misread(f"{word[:60]!r} is not one of the allowed words.", f"{hint}Allowed: {', '.join(self.choices)}.")

    def write(self, value: object, zone: ZoneInfo) -> Cell:
        return str(value)


_WHOLE = re.compile(r"([+-]?\d{1,3}(?: \d{3})+|[+-]?\d+)(?:[.,]0{1,2})?")
"""Digits, parted by thousands with spaces or not at all, and a fraction of nothing with a point or a comma."""

_LASTING = re.compile(r"(\d{1,4}):(\d{2})(?::00)?")


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole number between two bounds; numbers stored as text are taken.

    Where it is a length in minutes (`lasting`), a time such as 0:20 is too, as spreadsheets show lengths.
    """

    least: int = 0
    most: int = MOST
    look: str = "whole"
    choices: tuple[str, ...] = ()
    lasting: bool = False

    @property
    def says(self) -> str:
        return f"whole number {self.bounds}"

    @property
    def bounds(self) -> str:
        """`1 to 100`, or `from 0` where only absurd numbers are too high."""
        return f"from {self.least}" if self.most == MOST else f"{self.least:,} to {self.most:,}"

    def read(self, cell: Cell, margin: Margin) -> object:
        shown = text_of(cell).strip()
        if not shown:
            return None
        cure = f"Write a whole number {self.bounds}."
        number = None if isinstance(cell, bool) else self._number(shown)
        if number is None:
            raise Misread(f"{shown[:60]!r} is not a whole number.", cure)
        if not self.least <= number <= self.most:
            raise Misread(f"{number} is out of bounds.", cure)
        return number

    def _number(self, shown: str) -> int | None:
        lasting = _LASTING.fullmatch(shown) if self.lasting else None
        if lasting is not None:
            return int(lasting[1]) * 60 + int(lasting[2])
        raised = any(letter.isdigit() and not letter.isdecimal() for letter in shown)  # 4² is neither 4 nor 42
        plainly = _WHOLE.fullmatch(same(shown)) if len(shown) <= _LONGEST_NUMBER and not raised else None
        if plainly is not None:
            number = int(plainly[1].replace(" ", ""))
            return number if abs(number) <= MOST else None
        # 1.000 and 1,000 are one or a thousand, by country; a number as spreadsheets write large ones is clear.
        scientific = float(shown) if _SCIENTIFIC.fullmatch(shown) else float("nan")
        return int(scientific) if abs(scientific) <= MOST and scientific == int(scientific) else None

    def write(self, value: object, zone: ZoneInfo) -> Cell:
        assert isinstance(value, int)
        return value


def minutes(least: int = 0) -> Whole:
    """A length in minutes, at most a day."""
    return Whole(least, DAY_MINUTES, lasting=True)


@dataclass(frozen=True, slots=True)
class YesNo:
    """One of the words `yes` and `no`."""

    says: str = "yes or no"
    look: str = "text"
    choices: tuple[str, ...] = ("yes", "no")

    def read(self, cell: Cell, margin: Margin) -> object:
        word = plain(text_of(cell))
        if not word:
            return None
        if word in YES or word in NO:
            return word in YES
        raise Misread(f"{text_of(cell)[:60]!r} is neither yes nor no.", "Write yes or no.")

    def write(self, value: object, zone: ZoneInfo) -> Cell:
        return "yes" if value else "no"

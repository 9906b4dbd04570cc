"""How a cell is understood and written: text, codes, words from a list, numbers, yes/no, and lists of these."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from difflib import get_close_matches
from typing import Protocol
from zoneinfo import ZoneInfo

from planner.domain.vocabulary import Severity
from planner.workbook.grid import Cell, ErrorValue, plain
from planner.workbook.kinds.written import Order

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
    def look(self) -> str: ...

    @property
    def choices(self) -> tuple[str, ...]: ...

    @property
    def says(self) -> str: ...

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
    return cell.code if isinstance(cell, ErrorValue) else "" if cell is None else str(cell)


def nearest(word: str, words: list[str]) -> str:
    """The word of the list that is spelt most like `word`; empty where none is close. Long words are not searched."""
    if len(word) > 40:
        return ""
    spelt = {plain(one): one for one in words}
    found = get_close_matches(plain(word), spelt, n=1, cutoff=0.6)
    return spelt[found[0]] if found else ""


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


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole number between two bounds; numbers stored as text are taken."""

    least: int = 0
    most: int = MOST
    look: str = "whole"
    choices: tuple[str, ...] = ()

    @property
    def says(self) -> str:
        return f"whole number {self.bounds}"

    @property
    def bounds(self) -> str:
        return f"from {self.least}" if self.most == MOST else f"{self.least} to {self.most}"

    def read(self, cell: Cell, margin: Margin) -> object:
        shown = text_of(cell).strip()
        if not shown:
            return None
        cure = f"Write a whole number {self.bounds}."
        try:
            number = float("nan") if isinstance(cell, bool) or "_" in shown else float(shown)
        except ValueError:
            number = float("nan")
        if not abs(number) <= MOST or number != int(number):
            raise Misread(f"{shown[:60]!r} is not a whole number.", cure)
        if not self.least <= number <= self.most:
            raise Misread(f"{int(number)} is out of bounds.", cure)
        return int(number)

    def write(self, value: object, zone: ZoneInfo) -> Cell:
        assert isinstance(value, int)
        return value


@dataclass(frozen=True, slots=True)
class YesNo:
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

"""How a cell is understood and written: text, codes, words from a list, numbers, yes/no, and lists of these."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from difflib import get_close_matches
from typing import Protocol
from zoneinfo import ZoneInfo

from planner.domain.vocabulary import Severity
from planner.workbook.grid import Cell, ErrorValue, plain

MOST = 1_000_000_000
"""Beyond every number that an event can need."""

BLANKS = " \u00a0"
"""Spaces that nobody sees at the ends of a name; control characters are kept, they are text."""

YES, NO = ("yes", "true", "1", "x"), ("no", "false", "0")


class Misread(Exception):
    """A cell that does not hold what its column asks for."""

    def __init__(self, sentence: str, cure: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.cure = cure


@dataclass(frozen=True, slots=True)
class Margin:
    """What reading a cell needs to know and where it notes what it took for granted."""

    zone: ZoneInfo
    note: Callable[[Severity, str, str], None]


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


@dataclass(frozen=True, slots=True)
class ListOf:
    """A `;` list. A comma list is taken, with a warning, where its parts make sense and the whole does not."""

    of: Kind
    look: str = "text"
    choices: tuple[str, ...] = ()
    count: int | None = None

    @property
    def says(self) -> str:
        return f"`;` list, each {self.of.says}"

    def read(self, cell: Cell, margin: Margin) -> object:
        if not isinstance(cell, str):
            part = self.of.read(cell, margin)
            return self._counted(() if part is None else (part,))
        try:
            return self._counted(self._parts(cell, ";", margin))
        except Misread:
            if ";" in cell or "," not in cell:
                raise
            return self._of_commas(cell, margin)

    def _of_commas(self, cell: str, margin: Margin) -> tuple[object, ...]:
        parts = self._counted(self._parts(cell, ",", margin))
        margin.note(Severity.WARNING, f"{cell[:60]!r} is separated by commas.", "Separate the parts by `;`.")
        return parts

    def _parts(self, text: str, separator: str, margin: Margin) -> tuple[object, ...]:
        parts = (self.of.read(part.strip(BLANKS), margin) for part in text.split(separator))
        return tuple(part for part in parts if part is not None)

    def _counted(self, parts: tuple[object, ...]) -> tuple[object, ...]:
        if self.count is not None and len(parts) != self.count:
            raise Misread(f"The list has {len(parts)} parts.", f"Write {self.count} parts separated by `;`.")
        return parts

    def write(self, value: object, zone: ZoneInfo) -> Cell:
        assert isinstance(value, tuple)
        return "; ".join(text_of(self.of.write(part, zone)) for part in value)


@dataclass(frozen=True, slots=True)
class Language:
    """A language by its ISO 639 code, in small letters."""

    says: str = "ISO 639 language code such as `fr`"
    look: str = "text"
    choices: tuple[str, ...] = ()

    def read(self, cell: Cell, margin: Margin) -> object:
        word = text_of(cell).strip().lower()
        if word and not (word.isascii() and word.isalpha() and len(word) in (2, 3)):
            raise Misread(f"{word[:60]!r} is not a language code.", "Write the ISO 639-1 code, such as en, fr or vi.")
        return word or None

    def write(self, value: object, zone: ZoneInfo) -> Cell:
        return str(value)


@dataclass(frozen=True, slots=True)
class LanguagePair:
    """Two languages between which somebody interprets, both ways."""

    says: str = "pair of language codes such as `en-vi`"
    look: str = "text"
    choices: tuple[str, ...] = ()

    def read(self, cell: Cell, margin: Margin) -> object:
        words = text_of(cell).strip().split("-")
        if words == [""]:
            return None
        if len(words) != 2 or not all(word.strip() for word in words) or words[0].strip() == words[1].strip():
            raise Misread(f"{text_of(cell)[:60]!r} is not a pair of languages.", "Write two codes, such as en-vi.")
        return tuple(Language().read(word, margin) for word in words)

    def write(self, value: object, zone: ZoneInfo) -> Cell:
        assert isinstance(value, tuple)
        return "-".join(value)


@dataclass(frozen=True, slots=True)
class RoomWish:
    """A room code, with `!` in front if no other room will do: the code and whether it must be."""

    says: str = "room code, a wish; `!CODE` = must"
    look: str = "text"
    choices: tuple[str, ...] = ()

    def read(self, cell: Cell, margin: Margin) -> object:
        word = text_of(cell).strip()
        code = Code().read(word.removeprefix("!"), margin)
        if word.startswith("!") and code is None:
            raise Misread("The `!` has no room code behind it.", "Write `!` and the code of the room.")
        return None if code is None else (code, word.startswith("!"))

    def write(self, value: object, zone: ZoneInfo) -> Cell:
        assert isinstance(value, tuple)
        code, must = value
        return f"!{code}" if must and code else str(code)

"""Sheets as they stand in the file: cells by row and column, before anybody has asked what they mean."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import lru_cache

_DASHES = re.compile("[\u2010-\u2015\u2212]")
_SEPARATORS = re.compile(r"[\s_-]+")


@dataclass(frozen=True, slots=True)
class ErrorValue:
    """What a spreadsheet shows where a formula failed, such as `#REF!`."""

    code: str


Cell = str | int | float | bool | datetime | date | time | timedelta | ErrorValue | None


@dataclass(frozen=True, slots=True)
class Grid:
    """One sheet. Rows and columns count from 1, and only cells that hold something are listed.

    `formulas` and `uncomputed` are addresses: cells with a formula, and those of them without a computed value.
    `hidden_rows` are those that hold something.
    """

    name: str
    rows: Mapping[int, Mapping[int, Cell]]
    hidden: bool = False
    merged: tuple[str, ...] = ()
    formulas: tuple[str, ...] = ()
    uncomputed: tuple[str, ...] = ()
    hidden_rows: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Remark:
    """Something noticed about the file as a whole that does not keep it from being read: a warning or a notice."""

    sentence: str
    cure: str = ""
    notice: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    """The sheets of one file or folder, and the fingerprint of its bytes; an .xlsx says when it was made and saved.

    `data` are the bytes of an .xlsx, of which the sheets `for_reading` were left aside. `Source` of sheets that were
    changed since has none.
    """

    grids: tuple[Grid, ...]
    sha256: str
    warnings: tuple[Remark, ...] = field(default=())
    made: datetime | None = None
    saved: datetime | None = None
    data: bytes | None = field(default=None, repr=False, compare=False)
    for_reading: tuple[str, ...] = ()


class Unreadable(Exception):
    """A file that cannot be opened as an event workbook, with the reason and the cure."""

    def __init__(self, sentence: str, cure: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.cure = cure


@lru_cache(maxsize=20_000)
def letters(column: int) -> str:
    """The name of a column: 1 is A, 27 is AA."""
    name = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


@lru_cache(maxsize=20_000)
def column_number(name: str) -> int:
    """The number of a column: A is 1, AA is 27."""
    number = 0
    for letter in name:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def address(row: int, column: int) -> str:
    """`F17` for row 17 and column 6."""
    return f"{letters(column)}{row}"


@lru_cache(maxsize=20_000)
def same(text: str) -> str:
    """A text with what looks the same written the same: accents, full-width letters, dashes, spaces nobody sees."""
    if text.isascii():
        return text
    whole = unicodedata.normalize("NFKC", text)
    kept = "".join(one for one in whole if unicodedata.category(one) != "Cf")
    return _DASHES.sub("-", kept)


@lru_cache(maxsize=2_000)
def plain(header: str) -> str:
    """A name as it is compared: without case, spaces, `_` and `-`."""
    return _SEPARATORS.sub("", same(header)).casefold()


def fold(code: str) -> str:
    """A code or id as it is compared: without case and outer spaces, and as it looks."""
    return same(code).strip().casefold()

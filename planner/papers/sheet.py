"""A sheet of paper before it is set: headings, sections, tables of cells. All of it is data, nothing is markup."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, fields, is_dataclass
from functools import lru_cache
from typing import Any, Literal

from planner.papers.words import word

Style = Literal["text", "strong", "small", "time", "tag", "box", "large"]
Run = tuple[Style, str]
Line = tuple[Run, ...]
Cell = tuple[Line, ...]
"""Lines of runs; a run is a stretch of text in one style. A `tag` is framed, a `box` is to be ticked by hand."""

BLANK: Cell = ()

BETWEEN = " – "
"""Between the two parties of a meeting."""

LONGEST, MAY_BREAK = 24, "\u200b"
"""Letters of a word that fit into any column; and the sign, which takes no room, that a line may end here."""

_LONG_WORD = re.compile(r"[^\s\u2e80-\uffff]{25,}")

FIRST_STRONG, FROM_LEFT, POP = "\u2068", "\u2066", "\u2069"
"""Around text with letters that run from right to left: it keeps its own order and leaves that of its neighbours; and
within it around groups of digits, which are read from the left.
"""

_TELEPHONE = re.compile(r"\+?\d[\d()./ -]{4,}\d")


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its head in one or two languages; its width in millimetres, 0 = a share of what is left."""

    head: str
    second: str = ""
    width: float = 0
    share: float = 1


@dataclass(frozen=True, slots=True)
class Section:
    """A table under a heading. `note` stands between them; `empty` instead of a table without rows."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    second: str = ""
    note: str = ""
    empty: str = "Nothing."


@dataclass(frozen=True, slots=True)
class Bar:
    """A stretch of a room's day on a grid, in minutes from midnight; of several labels each is short."""

    start: float
    end: float
    kind: str
    labels: tuple[str, ...] = ()


Lane = tuple[str, str, tuple[Bar, ...]]
"""A room, its zone, and what stands in it."""


@dataclass(frozen=True, slots=True)
class Grid:
    """A day by room: a lane for each, with its bars, over whole hours. `note` stands below."""

    first_hour: int
    last_hour: int
    lanes: tuple[Lane, ...]
    legend: tuple[tuple[str, str], ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is printed as one: a delegation's programme, a door's card. `key` names it among those of its kind."""

    key: str
    title: str
    audience: str
    second_title: str = ""
    subtitle: str = ""
    second_subtitle: str = ""
    lead: tuple[Line, ...] = ()
    sections: tuple[Section, ...] = ()
    grid: Grid | None = None
    drawing: Literal["", "facing", "round", "armchairs"] = ""
    """The table of a room that is drawn above its meetings."""
    second: str = ""
    """The language of what is `second`."""

    def as_dict(self) -> dict[str, Any]:
        """For the template, with every text cleaned."""
        return _record(self)


@dataclass(frozen=True, slots=True)
class Form:
    """How sheets of a kind look: the template, and whether the paper lies on its long side."""

    template: Literal["report", "door", "card", "plate"] = "report"
    landscape: bool = False
    size: float = 9.0
    """Of the text, in points."""


REPORT, WIDE = Form(), Form(landscape=True, size=8.0)
DOOR = Form("door", landscape=True)
CARD = Form("card", size=7.5)
PLATE = Form("plate")


# --- building cells --------------------------------------------------------------------------------------------------


def cell(*lines: Line | None) -> Cell:
    """The lines that there are."""
    return tuple(line for line in lines if line)


def line(*runs: Run | None) -> Line:
    """The runs that there are and that say something."""
    return tuple(run for run in runs if run is not None and (run[1] or run[0] == "box"))


def text(said: str) -> Cell:
    """A cell of plain words."""
    return cell(line(("text", said)))


def strong(said: str) -> Cell:
    """A cell of words that stand out."""
    return cell(line(("strong", said)))


def clock_cell(said: str, below: str = "") -> Cell:
    """A cell of a time of day, with small words below it."""
    return cell(line(("time", said)), line(("small", below)))


def heads(second: str, *columns: tuple[str, float]) -> tuple[Column, ...]:
    """Columns headed by words of the table, in the event's language and the second; widths as in `Column`."""
    return tuple(Column(word(key), word(key, second), width) for key, width in columns)


def plain_heads(*columns: tuple[str, float]) -> tuple[Column, ...]:
    """Columns for the organiser's eyes, in the language of the event alone."""
    return tuple(Column(head, "", width) for head, width in columns)


# --- text ------------------------------------------------------------------------------------------------------------


def _record(record: Any) -> dict[str, Any]:
    """As `asdict`, which copies every value first and takes four times as long."""
    return {one.name: _plain(getattr(record, one.name)) for one in fields(record)}


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    return _record(value) if is_dataclass(value) else value


@lru_cache(maxsize=50_000)
def clean(said: str) -> str:
    """A text as it can be printed: no control characters, and whatever runs from right to left kept together."""
    if said.isascii() and said.isprintable():
        return _LONG_WORD.sub(_breakable, said)
    plain = _LONG_WORD.sub(_breakable, "".join(_printable(letter) for letter in said))
    if not _from_the_right(plain):
        return plain
    # The two names of a meeting keep their places, whichever of them runs from right to left.
    parts = plain.split(BETWEEN)
    if all(_from_the_right(part) for part in parts):
        return _kept(plain)
    return BETWEEN.join(_kept(part) for part in parts)


def _kept(said: str) -> str:
    """The text in an order of its own; the space around it belongs to its neighbours."""
    core = said.strip()
    before, after = said.split(core, 1)
    return before + FIRST_STRONG + _TELEPHONE.sub(FROM_LEFT + r"\g<0>" + POP, core) + POP + after


def _breakable(word: re.Match[str]) -> str:
    """A word that may be broken at the end of a line, as nobody hyphenates what is longer than any word."""
    letters = word.group()
    return MAY_BREAK.join(letters[at : at + LONGEST] for at in range(0, len(letters), LONGEST))


def _from_the_right(said: str) -> bool:
    return any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in said)


def _printable(letter: str) -> str:
    kind = unicodedata.category(letter)
    if kind == "Cs":
        return "\ufffd"
    return (
        " " if kind in ("Cc", "Zl", "Zp") else "" if kind in ("Cf", "Co", "Cn") and letter not in _JOINERS else letter
    )


_JOINERS = "\u200c\u200d"
"""Persian and Indic spelling needs them; other invisible characters could turn the order of a line around."""


def joined(parts: Iterable[str], between: str = ", ") -> str:
    """The parts that say something."""
    return between.join(part for part in parts if part)

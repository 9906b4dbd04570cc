"""Where rows go when some are added, removed or exchanged, and what that makes of everything that points to them."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from planner.workbook.grid import column_number, letters

_LOST = "#REF!"
_AREA = re.compile(r"(\$?[A-Z]{1,3})(\$?)([0-9]{1,7})(?::(\$?[A-Z]{1,3})(\$?)([0-9]{1,7}))?")
_SHEET = r"(?:'(?:[^']|'')+'|[^\W\d][\w.]*)"
_TOKEN = re.compile(
    r'"[^"]*"'  # a text
    rf"|(?P<book>\[[^\]]*\])?(?P<sheet>{_SHEET}(?::{_SHEET})?!)?"
    r"(?P<area>\$?[A-Za-z]{1,3}\$?[0-9]{1,7}(?::\$?[A-Za-z]{1,3}\$?[0-9]{1,7})?|\$?[0-9]{1,7}:\$?[0-9]{1,7})"
    r"(?![\w.(!])"
    rf"|(?P<whole>{_SHEET}!)(?=\S)"
    r"|\[[^\]]*\]|'(?:[^']|'')*'|[\w.$]+"
)
_ROWS = re.compile(r"(\$?)([0-9]{1,7}):(\$?)([0-9]{1,7})")
FAR = 1_000_000
"""Rows beyond stay where they are, as nothing may be pushed over the end of a sheet at 1,048,576."""


@dataclass(frozen=True, slots=True)
class RowMap:
    """Old rows to new ones. `gone` rows and the rows `after` which new ones are put are sorted; `moved` are rows that
    change places among each other. An area that begins with the `first` record or ends with the `last` one still does
    so afterwards, when these stand in the rows `ends`.
    """

    gone: tuple[int, ...] = ()
    after: tuple[int, ...] = ()
    moved: Mapping[int, int] = field(default_factory=dict)
    first: int = 0
    last: int = 0
    ends: tuple[int, int] = (0, 0)

    @property
    def keeps_rows(self) -> bool:
        """Whether every row stays where it is."""
        return not (self.gone or self.after or self.moved)

    @property
    def changes_nothing(self) -> bool:
        """Whether areas stay as they are, too."""
        return self.keeps_rows and self.ends == (self.first, self.last)

    def row(self, row: int) -> int | None:
        """Where a row is now; None where it is gone."""
        at = bisect_left(self.gone, row)
        if at < len(self.gone) and self.gone[at] == row:
            return None
        return self.settled(self.moved.get(row, row))

    def settled(self, row: int) -> int:
        """Where the place of a row is now, whoever stands in it."""
        if row > FAR:
            return row
        return row - bisect_right(self.gone, row) + bisect_left(self.after, row)

    @property
    def touched(self) -> int:
        """The last row that is gone, changes places or has a new one behind it."""
        return max((*self.gone, *self.after, *self.moved, *self.moved.values()), default=0)

    def span(self, top: int, bottom: int) -> tuple[int, int] | None:
        """Where an area of several rows is now; None where nothing of it is left."""
        start = top if top > FAR else top - bisect_left(self.gone, top) + bisect_left(self.after, top)
        end = self.settled(bottom)
        if top == self.first:
            start = self.ends[0]
        if bottom == self.last:
            end = self.ends[1]
        return (start, end) if start <= end else None


STAYS = RowMap()


@dataclass(frozen=True, slots=True)
class References:
    """How the rows of each sheet move, by the sheet's name without case, and which sheets are no more."""

    maps: Mapping[str, RowMap] = field(default_factory=dict)
    removed: Collection[str] = ()

    @property
    def change_nothing(self) -> bool:
        """Whether every cell stays where it is."""
        return not self.removed and all(rows.changes_nothing for rows in self.maps.values())

    def formula(self, text: str, home: str) -> str:
        """A formula of the sheet `home`, pointing to the same cells as before."""
        return _TOKEN.sub(lambda found: self._token(found, home), text)

    def _token(self, found: re.Match[str], home: str) -> str:
        if found["book"]:
            return found[0]
        if found["whole"]:
            return _LOST if _sheet_of(found["whole"]) in self.removed else found[0]
        if not found["area"]:
            return found[0]
        sheet = _sheet_of(found["sheet"]) if found["sheet"] else home.casefold()
        if sheet in self.removed:
            return _LOST
        rows = self.maps.get(sheet, STAYS)
        if rows.changes_nothing:
            return found[0]
        area = moved_area(found["area"], rows)
        return f"{found['sheet'] or ''}{_LOST if area is None else area}"


def _sheet_of(prefix: str) -> str:
    return prefix.removesuffix("!").strip("'").replace("''", "'").casefold()


def moved_area(area: str, rows: RowMap) -> str | None:
    """A cell, an area of cells or of rows after the move; None where it is gone."""
    whole = _ROWS.fullmatch(area)
    if whole is not None:
        span = _span(int(whole[2]), int(whole[4]), rows)
        return None if span is None else f"{whole[1]}{span[0]}:{whole[3]}{span[1]}"
    match = _AREA.fullmatch(area.upper())
    if match is None:
        return area
    if match[6] is None:
        row = rows.row(int(match[3]))
        return None if row is None else f"{match[1]}{match[2]}{row}"
    span = _span(int(match[3]), int(match[6]), rows)
    return None if span is None else f"{match[1]}{match[2]}{span[0]}:{match[4]}{match[5]}{span[1]}"


def _span(top: int, bottom: int, rows: RowMap) -> tuple[int, int] | None:
    if top == bottom:
        row = rows.row(top)
        return None if row is None else (row, row)
    return rows.span(top, bottom)


def moved_areas(areas: str, rows: RowMap) -> str:
    """A list of areas after the move; empty where none is left."""
    moved = (moved_area(area, rows) for area in areas.split())
    return " ".join(area for area in moved if area is not None)


def copied(formula: str, down: int, right: int) -> str:
    """A formula as it reads in a cell so many rows below and columns to the right: its relative references go along."""
    return _TOKEN.sub(lambda found: _copied(found, down, right), formula)


def _copied(found: re.Match[str], down: int, right: int) -> str:
    if not found["area"]:
        return found[0]
    before = f"{found['book'] or ''}{found['sheet'] or ''}"
    if _ROWS.fullmatch(found["area"]):
        parts = [part if part.startswith("$") else str(int(part) + down) for part in found["area"].split(":")]
    else:
        parts = [_cell_copied(part, down, right) for part in found["area"].upper().split(":")]
    return before + (_LOST if _LOST in parts else ":".join(parts))


def _cell_copied(cell: str, down: int, right: int) -> str:
    match = _AREA.fullmatch(cell)
    assert match is not None, "the areas of a formula are cells"
    column, row = match[1], int(match[3])
    if not column.startswith("$"):
        number = column_number(column) + right
        column = letters(number) if number > 0 else ""
    row += 0 if match[2] else down
    return f"{column}{match[2]}{row}" if column and row > 0 else _LOST

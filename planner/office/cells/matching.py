"""Which row of a sheet that comes in is which row of the sheet that went out, and which of its cells say the same."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from functools import cached_property
from typing import TypeVar
from zoneinfo import ZoneInfo

from planner.workbook.format.event import EVENT, POLICY, RULES, SETTINGS
from planner.workbook.format.sheets import sheet_named
from planner.workbook.format.table import Column, Sheet
from planner.workbook.grid import Cell, fold, plain
from planner.workbook.kinds.single import Margin, Misread, text_of

Before = TypeVar("Before")
After = TypeVar("After")

_ENOUGH = 0.5
"""The share of cells by which a row without a key, or with another key, is taken for the same row."""

_MOST_COMPARED = 100_000
"""Pairs of rows that are looked at cell by cell; beyond that another sheet altogether has come in."""


@dataclass(frozen=True)  # not slotted: what is known of it is worked out once and kept
class Meaning:
    """What the cells of one sheet mean, so that a spreadsheet program may write them in another form.

    Columns are named by their plain headers.
    """

    sheet: str
    zone: ZoneInfo
    _said: dict[tuple[str, str, type, Cell], object] = field(default_factory=dict, repr=False, compare=False)
    """What was understood already: the same values stand in all states of a sheet."""

    def said(self, column: str, cell: Cell, key: str = "") -> object:
        """What a cell says: its value where the column is known and the cell can be read, else its text."""
        if cell is None or cell == "":
            return ""
        asked = (column, key if self._by_key else "", type(cell), cell)
        if asked not in self._said:
            self._said[asked] = self._understood(column, cell, key)
        return self._said[asked]

    def _understood(self, column: str, cell: Cell, key: str) -> object:
        known = self._known(column, key)
        if known is not None:
            try:
                value = known.kind.read(cell, Margin(self.zone, lambda *_: None))
            except Misread:
                return _shown(cell)
            return "" if value in (None, ()) else value
        return _shown(cell)

    @cached_property
    def _format(self) -> Sheet | None:
        return sheet_named(self.sheet)

    @cached_property
    def _by_key(self) -> bool:
        """Whether what a column holds depends on the row."""
        return self._format in (EVENT, POLICY)

    def key(self, cells: Mapping[str, Cell]) -> str:
        """The key by which a row is known, as it is compared; empty where it has none."""
        sheet = self._format
        if sheet is None:
            return ""
        headers = ("line", "delegation") if sheet.line_kind is not None else (sheet.key,)
        parts = [fold(text_of(cells.get(plain(one)))) for one in headers if one]
        return "/".join(parts) if parts and parts[-1] else ""

    def is_own(self, column: str) -> bool:
        """Whether a column is the user's own, which the format does not know."""
        sheet = self._format
        return sheet is None or sheet.column(column) is None

    def _known(self, column: str, key: str) -> Column | None:
        sheet = self._format
        if sheet in (EVENT, POLICY) and column in ("value", "weight"):
            named = SETTINGS if sheet is EVENT else RULES
            return next((one for one in named if plain(one.header) == plain(key)), None)
        return None if sheet is None else sheet.column(column)


def _shown(cell: Cell) -> object:
    """A cell without what programs change on their own: the form of whole days and of times, line ends, spaces."""
    if isinstance(cell, datetime) and cell.time() == time(0):
        return cell.date().isoformat()
    if isinstance(cell, timedelta) and timedelta(0) <= cell < timedelta(days=1):
        return (datetime.min + cell).time().isoformat()  # noqa: DTZ901 -- a length has no zone
    if isinstance(cell, time):
        return cell.isoformat()
    return text_of(cell).replace("\r\n", "\n").strip()


def pairs(
    before: Mapping[Before, Mapping[str, object]],
    after: Mapping[After, Mapping[str, object]],
    keys_before: Mapping[Before, str],
    keys_after: Mapping[After, str],
) -> dict[After, Before]:
    """Rows that are the same: by a key that is there once, then by all that they say, then by most of it."""
    found = _by(keys_before, keys_after, once=True)
    for same_before, same_after in (
        ({row: _all(cells) for row, cells in before.items()}, {row: _all(cells) for row, cells in after.items()}),
        (keys_before, keys_after),
    ):
        taken = set(found.values())
        left = {row: said for row, said in same_before.items() if row not in taken}
        found |= _by(left, {row: said for row, said in same_after.items() if row not in found}, once=False)
    taken = set(found.values())
    loose = [row for row in before if row not in taken]
    new = [row for row in after if row not in found]
    for row in new if len(new) * len(loose) <= _MOST_COMPARED else ():
        if loose:
            best = max(loose, key=lambda one: _share(before[one], after[row]))
            if _share(before[best], after[row]) >= _ENOUGH:
                found[row] = best
                loose.remove(best)
    return found


def _by(before: Mapping[Before, object], after: Mapping[After, object], *, once: bool) -> dict[After, Before]:
    """Rows that have something in common, in their order; only what each side has `once` where that is asked."""
    counts = (Counter(before.values()), Counter(after.values()))
    waiting: dict[object, list[Before]] = {}
    for earlier, said in before.items():
        waiting.setdefault(said, []).append(earlier)
    paired: dict[After, Before] = {}
    for row, said in after.items():
        single = all(count[said] == 1 for count in counts)
        if said and waiting.get(said) and (single or not once):
            paired[row] = waiting[said].pop(0)
    return paired


def _all(cells: Mapping[str, object]) -> tuple[tuple[str, object], ...]:
    return tuple(sorted((column, said) for column, said in cells.items() if said != ""))


def _share(one: Mapping[str, object], other: Mapping[str, object]) -> float:
    """The share of the cells filled in on either side that say the same."""
    filled = [at for at in {*one, *other} if one.get(at, "") != "" or other.get(at, "") != ""]
    return sum(one.get(at, "") == other.get(at, "") for at in filled) / max(len(filled), 1)

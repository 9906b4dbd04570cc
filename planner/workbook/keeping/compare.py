"""What was changed of a workbook since it was read, as edits of the sheets of its file."""

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from planner.rules.terms import weighted
from planner.workbook.format.event import EVENT, POLICY
from planner.workbook.format.sheets import sheet_named
from planner.workbook.format.table import HEADER_ROW, Column, Sheet, plain_header
from planner.workbook.grid import Cell, plain
from planner.workbook.keeping.edit import Cells, SheetEdit
from planner.workbook.keeping.placing import placed_rows
from planner.workbook.keeping.references import FAR
from planner.workbook.workbook import ExtraSheet, Origin, SheetAsRead, Workbook
from planner.workbook.writing.layout import Layout, lay_out
from planner.workbook.writing.xlsx_out import DEFINING, area_of_codes

_UTC = ZoneInfo("UTC")
_LOOKED_AT = 50
"""Rows at the end of a sheet by which new ones are dressed: one that somebody has marked is no model."""


@dataclass(frozen=True, slots=True)
class Changes:
    """Edits by the name of the sheet in the file, sheets that go, and sheets that the file does not have, with the
    areas in which it holds the codes that these refer to.
    """

    edits: Mapping[str, SheetEdit]
    removed: tuple[str, ...]
    layouts: tuple[Layout, ...]
    extras: tuple[ExtraSheet, ...]
    codes: Mapping[str, str]

    @property
    def say_anything(self) -> bool:
        """Whether anything is different from the file."""
        return bool(self.edits or self.removed or self.layouts or self.extras)


def changes_of(workbook: Workbook, origin: Origin, in_file: frozenset[str]) -> Changes:
    """All that is to be written. `in_file` are the plain names of the sheets that the file has."""
    before, after = ({one.name: one for one in lay_out(book)} for book in (origin.workbook, workbook))
    edits: dict[str, SheetEdit] = {}
    made: list[Layout] = []
    for name, layout in after.items():
        as_read = origin.sheets.get(plain(name)) if plain(name) in in_file else None
        if plain(name) not in in_file or (as_read is None and layout != before.get(name)):
            made.append(layout)
        elif as_read is not None and (layout != before.get(name) or name == POLICY.name):
            edit = _Comparison(origin, as_read, before.get(name), layout).edit()
            edits |= {} if edit.changes_nothing else {as_read.name: edit}
    gone = [origin.sheets[plain(name)].name for name in before.keys() - after.keys() if plain(name) in origin.sheets]
    extra_edits, extra_gone, extra_new = _extra_changes(workbook, origin)
    removed = (*sorted(gone), *extra_gone, *origin.for_reading)
    return Changes(edits | extra_edits, removed, tuple(made), extra_new, dict(_codes(origin, in_file)))


def _codes(origin: Origin, in_file: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Where the file has the codes of its records: its columns stand in any order."""
    for sheet in DEFINING:
        as_read = origin.sheets.get(plain(sheet.name))
        if as_read is not None and plain(sheet.name) in in_file:
            columns = (at for at, cell in as_read.header.items() if plain_header(cell) == plain(sheet.key))
            yield from ((sheet.defines, area_of_codes(as_read.name, column)) for column in columns)


def _extra_changes(
    workbook: Workbook, origin: Origin
) -> tuple[dict[str, SheetEdit], tuple[str, ...], tuple[ExtraSheet, ...]]:
    before = {sheet.name: sheet for sheet in origin.workbook.extras.sheets}
    after = {sheet.name: sheet for sheet in workbook.extras.sheets}
    edits = {
        name: SheetEdit(_scattered(before[name], sheet))
        for name, sheet in after.items()
        if name in before and sheet != before[name]
    }
    gone = tuple(name for name in before if name not in after)
    return edits, gone, tuple(sheet for name, sheet in after.items() if name not in before)


def _scattered(before: ExtraSheet, after: ExtraSheet) -> dict[int, Cells]:
    """The cells of an unknown sheet that are others now, where they stand."""
    rows: dict[int, dict[int, Cell]] = {}
    for row, column in sorted(before.cells.keys() | after.cells.keys()):
        cell = after.cells.get((row, column))
        if not same(cell, before.cells.get((row, column))):
            rows.setdefault(row, {})[column] = cell
    return dict(rows)


def same(one: Cell, other: Cell) -> bool:
    """Whether two cells hold the same; yes is not 1."""
    return one == other and isinstance(one, bool) == isinstance(other, bool)


@dataclass(slots=True)
class _Comparison:
    """One sheet as it was read and as it is to be."""

    origin: Origin
    as_read: SheetAsRead
    before: Layout | None
    after: Layout
    _columns: dict[str, int] = field(default_factory=dict)
    _header: dict[int, Cell] = field(default_factory=dict)

    def edit(self) -> SheetEdit:
        self._columns = {plain_header(cell): at for at, cell in self.as_read.header.items()}
        stood = self._rows_before()
        matched = self._matched(stood)
        kept = [row for row in matched if row]
        gone = tuple(sorted({row for row, _ in stood} - set(kept)))
        cells: dict[int, Cells] = {}
        waiting: list[tuple[int, Cells]] = []
        previous = HEADER_ROW
        lines = dict(stood)
        slots = self._slots(kept)
        is_policy = self.after.name == POLICY.name
        for row, key, line in zip(matched, self.after.keys, self.after.rows, strict=True):
            if row:
                changed = self._changed(line, lines[row])
                cells |= {row: changed} if changed else {}
                previous = slots[row]
            elif not self._is_implied(key, line):
                waiting.append((self._place_of_rule(key, slots) if is_policy else previous, self._new(line)))
        moved = {row: slot for row, slot in slots.items() if row != slot}
        waiting.sort(key=lambda one: one[0])
        placed = placed_rows(waiting, gone, moved, stood, self.as_read.filled)
        cells |= placed.cells
        if self._header:
            cells[HEADER_ROW] = self._header
        return SheetEdit(cells, placed.fresh, placed.rows, tuple(row for row, _ in stood[-_LOOKED_AT:]))

    def _rows_before(self) -> list[tuple[int, Sequence[Cell]]]:
        """The rows of the file that hold records, each with its cells as they were understood, in order."""
        if self.before is None:
            return []
        places = self.origin.workbook.places
        name = plain(self.before.name)
        rows = (
            (places[name, key].row, self._as_said(key, line))
            for key, line in zip(self.before.keys, self.before.rows, strict=True)
            if (name, key) in places
        )
        return sorted(rows, key=lambda one: one[0])

    def _as_said(self, key: str, line: Sequence[Cell]) -> Sequence[Cell]:
        """The cells of a row without the defaults of a rule that the file leaves blank: the policy is to be told."""
        if self.after.name != POLICY.name:
            return line
        headers = zip(POLICY.columns, line, strict=False)
        cells = [None if (key, column.header) in self.origin.unsaid else cell for column, cell in headers]
        return (*cells, *line[len(cells) :])

    def _place_of_rule(self, rule: str, slots: Mapping[int, int]) -> int:
        """The row behind which a rule goes that the file does not list: below all others, but a secondary term goes in
        front of those that are less important, as their order on the sheet says so.
        """
        keys, places = self.after.keys, self.origin.workbook.places
        terms = weighted()
        lesser = [key for key in keys[keys.index(rule) + 1 :] if key in terms] if rule in terms else []
        rows = (
            slots.get(places[plain(POLICY.name), key].row, 0) for key in lesser if (plain(POLICY.name), key) in places
        )
        return next((row - 1 for row in rows if row), FAR)

    def _slots(self, kept: Sequence[int]) -> dict[int, int]:
        """The places that rows of the file exchange among each other: those in which they stand, unless their order is
        another one now. Settings need not stand in the order in which they are laid out.
        """
        places = self.origin.workbook.places
        name = plain(self.after.name)
        keys = () if self.before is None else self.before.keys
        stays = set(kept)
        order = [places[name, key].row for key in keys if (name, key) in places and places[name, key].row in stays]
        return dict(zip(kept, kept if order == list(kept) else sorted(kept), strict=True))

    def _matched(self, stood: Sequence[tuple[int, Sequence[Cell]]]) -> list[int]:
        """For each row that is to be, the row of the file in which its record stood; 0 where it is new."""
        sheet = _sheet(self.after.name)
        if sheet.key or sheet.line_kind is not None:
            places = self.origin.workbook.places
            rows = {key: place.row for (name, key), place in places.items() if name == plain(self.after.name)}
            there = {row for row, _ in stood}
            return [row if (row := rows.get(key, 0)) in there else 0 for key in self.after.keys]
        return _matched_by_cells(stood, [self._as_before(line) for line in self.after.rows])

    def _as_before(self, line: Sequence[Cell]) -> tuple[Cell, ...]:
        """The cells of a new row in the order of the old ones."""
        headers = () if self.before is None else self.before.headers
        at = {header: number for number, header in enumerate(self.after.headers)}
        return tuple(line[at[header]] if header in at else None for header in headers)

    def _changed(self, line: Sequence[Cell], old: Sequence[Cell]) -> dict[int, Cell]:
        assert self.before is not None, "a row that stood in the file was read from it"
        was = dict(zip(self.before.headers, old, strict=False))
        changed = {
            header: cell
            for header, cell in zip(self.after.headers, line, strict=False)
            if not same(cell, was.get(header))
        }
        changed |= {header: None for header in was.keys() - set(self.after.headers) if was[header] is not None}
        return {self._column(header): cell for header, cell in changed.items()}

    def _new(self, line: Sequence[Cell]) -> dict[int, Cell]:
        """The cells of a new row; what is a default anyway needs no column of its own."""
        sheet = _sheet(self.after.name)
        named = zip(self.after.headers, line, strict=False)
        wanted = {header: cell for header, cell in named if cell is not None}
        return {
            self._column(header): cell
            for header, cell in wanted.items()
            if plain(header) in self._columns or not _is_default(sheet, header, cell)
        }

    def _is_implied(self, key: str, line: Sequence[Cell]) -> bool:
        """Whether the row is a setting that the file leaves at its default, as it still is."""
        if self.before is None or self.after.name != EVENT.name or key not in self.before.keys:
            return False
        return all(map(same, self.before.rows[self.before.keys.index(key)], line))

    def _column(self, header: str) -> int:
        """The column of a header, which is added behind the others where the sheet lacks it."""
        if plain(header) not in self._columns:
            column = max(self.as_read.right, *self._columns.values(), 0) + 1
            self._columns[plain(header)] = column
            self._header[column] = header
        return self._columns[plain(header)]


def _sheet(name: str) -> Sheet:
    sheet = sheet_named(name)
    assert sheet is not None, "layouts are made of known sheets"
    return sheet


def _is_default(sheet: Sheet, header: str, cell: Cell) -> bool:
    column: Column | None = sheet.column(header)
    default = None if column is None else sheet.default(column)
    if column is None or default in (None, "", ()) or len(column.fields) > 1:
        return False
    return same(column.kind.write(default, _UTC), cell)


def _matched_by_cells(stood: Sequence[tuple[int, Sequence[Cell]]], lines: Sequence[tuple[Cell, ...]]) -> list[int]:
    """As `_matched`, for records without a key: equal ones are the same, others are where one in the same place was."""
    by_cells: dict[tuple[Cell, ...], deque[int]] = {}
    for row, line in stood:
        by_cells.setdefault(tuple(line), deque()).append(row)
    matched = [rows.popleft() if (rows := by_cells.get(line)) else 0 for line in lines]
    taken = set(matched)
    for at, (row, _) in enumerate(stood[: len(matched)]):
        if matched[at] == 0 and row not in taken:
            matched[at] = row
    return matched

"""What was done to an event, in words, and which rows a step concerns."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from planner.diff import PlanDiff, diff
from planner.domain.plan import Plan
from planner.domain.records import Delegation
from planner.office.cells.operations import AddColumn, AddRow, AddSheet, DeleteRow, Operation, PutSheet, SetCell
from planner.office.cells.refusals import key_of, shown, where
from planner.office.cells.replacing import between
from planner.office.cells.sheet import Cells, RowId, Sheet, Sheets
from planner.office.office import Office, Opened
from planner.workbook.format.items import PLAN
from planner.workbook.grid import fold, plain
from planner.workbook.proof import PROOF

_TOLD = 4
"""Cells by which a row that came or went is told."""


def told(one: Operation, *states: Sheets) -> str:
    """What was done to a cell, row or sheet, old and new, by where it stands in the first of the states that has it."""
    sheets = [sheets[one.sheet] for sheets in states if one.sheet in sheets]
    sheet = next((sheet for sheet in sheets if one.place[1] in sheet.rows), sheets[0] if sheets else None)
    cells = one.cells if isinstance(one, AddRow) else one.seen if isinstance(one, DeleteRow) else None
    place = f"The sheet {one.sheet}" if sheet is None else where(sheet, one.place, cells)
    match one:
        case SetCell():
            return f"{place}: {shown(one.seen)} → {shown(one.value)}"
        case AddRow():
            return f"{place} was added: {_row(one.cells)}"
        case DeleteRow():
            return f"{place} was deleted: {_row(one.seen)}"
        case AddColumn():
            return f"{place}: the column {shown(one.header)} was added"
        case AddSheet():
            return f"{place} was added"
        case PutSheet():
            return f"{place} was {'taken away' if one.put is None else 'put in place as a whole'}"


def _row(cells: Cells) -> str:
    return ", ".join(shown(cells[column]) for column in sorted(cells)[:_TOLD])


# --- which rows a step concerns --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Rows:
    """The codes by which rows are and were known, so that a step is found by the item that it touched."""

    _sheets: Sheets
    _codes: dict[RowId, set[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, sheets: Sheets, steps: Iterable[Sequence[Operation]]) -> "Rows":
        """Of an event as it stands, and of what was done to it."""
        rows = cls(sheets)
        for sheet in sheets.values():
            rows._know(sheet, sheet.rows)
        for operations in steps:
            for one in operations:
                rows._learn(one)
        return rows

    def touch(self, operations: Iterable[Operation], code: str) -> bool:
        """Whether one of the operations touched a row of this code."""
        wanted = fold(code)
        return any(wanted in self._codes.get(row, ()) for one in operations for row in _rows_of(one))

    def _learn(self, one: Operation) -> None:
        sheet = self._sheets.get(one.sheet)
        if isinstance(one, PutSheet) and one.put is not None:
            self._know(one.put, one.put.rows)
        elif isinstance(one, AddSheet):
            self._know(one.added, one.added.rows)
        elif sheet is None:
            return
        elif isinstance(one, AddRow):
            self._know(sheet, {one.row: one.cells})
        elif isinstance(one, DeleteRow):
            self._know(sheet, {one.row: one.seen})
        elif isinstance(one, SetCell):
            self._know(sheet, {one.row: {one.column: one.seen}})
            self._know(sheet, {one.row: {one.column: one.value}})

    def _know(self, sheet: Sheet, rows: Mapping[RowId, Cells]) -> None:
        for row, cells in rows.items():
            code = fold(key_of(sheet, cells))
            if code:
                self._codes.setdefault(row, set()).add(code)


def _rows_of(one: Operation) -> Iterator[RowId]:
    if isinstance(one, PutSheet):
        yield from () if one.put is None else one.put.rows
    elif isinstance(one, AddSheet):
        yield from one.added.rows
    elif not isinstance(one, AddColumn):
        yield one.row


# --- two states ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class StatesCompared:
    """What differs between two states of an event: the plan by item and by delegation, all else by cell, in words.

    `names` are those of the delegations, and `faulty` the numbers of states with errors, of which no plan can be read.
    """

    plan: PlanDiff | None
    cells: Mapping[str, tuple[str, ...]]
    names: Mapping[str, str]
    faulty: tuple[int, ...] = ()


def compare_states(office: Office, event: str, earlier: int, later: int) -> StatesCompared:
    """How the state after one step differs from that after another."""
    before, after = office.at(event, earlier), office.at(event, later)
    cells: dict[str, list[str]] = {}
    for one in between(before.sheets, after.sheets):
        if plain(one.sheet) not in (plain(PLAN.name), plain(PROOF)):
            cells.setdefault(one.sheet, []).append(told(one, after.sheets, before.sheets))
    faulty = tuple(one.number for one in (before, after) if one.revision.workbook is None)
    lines = {sheet: tuple(lines) for sheet, lines in cells.items()}
    names = {one.code: one.label for state in (before, after) for one in _delegations(state)}
    return StatesCompared(None if faulty else _plans(before, after), lines, names, faulty)


def _delegations(opened: Opened) -> Sequence[Delegation]:
    workbook = opened.revision.workbook
    return () if workbook is None else workbook.event.delegations


def _plans(before: Opened, after: Opened) -> PlanDiff:
    then, now = before.revision.workbook, after.revision.workbook
    assert then is not None, "only plans of states without errors are compared"
    assert now is not None, "only plans of states without errors are compared"
    return diff(then.plan or Plan(()), now.plan or Plan(()), now.event, then.event)

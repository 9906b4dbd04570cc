"""What becomes of a refused step once its author has chosen between what stands and what they meant."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from planner.office.cells.operations import AddColumn, AddRow, AddSheet, DeleteRow, Operation, PutSheet, SetCell
from planner.office.cells.refusals import Clash, Gone, Refusal, header_of
from planner.office.cells.sheet import HEADER, RowId, Sheet, Sheets
from planner.workbook.grid import plain

Takes = Callable[[Clash | Gone], bool]
"""Whether the author takes what they did all the same; else it is left as it stands."""


def settled(operations: Sequence[Operation], refusal: Refusal, takes: Takes, sheets: Sheets) -> tuple[Operation, ...]:
    """The step with its clashes settled against the sheets that the refusal speaks of."""
    columns = _columns(refusal, takes, sheets)
    back: set[tuple[str, RowId | None]] = set()
    made: list[Operation] = []
    for one in operations:
        reason = next((reason for reason in refusal.reasons if reason.operation == one), None)
        if isinstance(one, AddColumn) and reason is not None:
            made.extend(_header(one, columns[one.sheet, one.column], sheets[one.sheet]))
        elif reason is None:
            made.extend(_moved(one, columns))
        elif takes(reason):
            made.extend(_put_back(reason, back) if isinstance(reason, Gone) else _all_the_same(reason))
    return tuple(made)


def _all_the_same(reason: Clash) -> Iterator[Operation]:
    """What the author does now that they have seen what stands."""
    one, theirs = reason.operation, reason.theirs
    if isinstance(theirs, Sheet):
        put = one.added if isinstance(one, AddSheet) else one.put if isinstance(one, PutSheet) else None
        yield PutSheet(one.sheet, theirs.digest, put)
    elif isinstance(theirs, Mapping):
        assert isinstance(one, AddRow | DeleteRow), "only rows clash with rows"
        if isinstance(one, DeleteRow):
            yield replace(one, seen=theirs)
        else:
            for column in sorted(theirs.keys() | one.cells.keys()):
                yield SetCell(one.sheet, one.row, column, theirs.get(column), one.cells.get(column))
    elif isinstance(one, SetCell):
        yield replace(one, seen=theirs)


def _put_back(reason: Gone, back: set[tuple[str, RowId | None]]) -> Iterator[Operation]:
    """The row or sheet that is gone, once, and what was written into it."""
    one, was = reason.operation, reason.was
    if isinstance(was, Sheet) and (one.sheet, None) not in back:
        back.add((one.sheet, None))
        yield AddSheet(one.sheet, was)
    if isinstance(one, PutSheet):
        if one.put is not None:
            yield PutSheet(one.sheet, was.digest, one.put) if isinstance(was, Sheet) else AddSheet(one.sheet, one.put)
    elif isinstance(one, SetCell) and not isinstance(was, Sheet):
        if (one.sheet, one.row) not in back:
            back.add((one.sheet, one.row))
            yield AddRow(one.sheet, one.row, was or {})
        yield replace(one, seen=(was or {}).get(one.column))
    else:
        yield one


def _columns(refusal: Refusal, takes: Takes, sheets: Sheets) -> Mapping[tuple[str, int], int | None]:
    """Where columns go of which the place is taken: to the one of that name, else to the first free one; None where
    the author leaves it.
    """
    columns: dict[tuple[str, int], int | None] = {}
    for reason in refusal.reasons:
        one = reason.operation
        if isinstance(one, AddColumn) and isinstance(reason, Clash):
            columns[one.sheet, one.column] = _place_for(one, sheets[one.sheet], columns) if takes(reason) else None
    return columns


def _place_for(column: AddColumn, sheet: Sheet, given: Mapping[tuple[str, int], int | None]) -> int:
    named = (at for at in sheet.rows.get(HEADER, {}) if plain(header_of(sheet, at)) == plain(column.header))
    used = {at for cells in sheet.rows.values() for at in cells}
    used |= {at for (name, _), at in given.items() if name == sheet.name and at is not None}
    return next(named, max(used, default=0) + 1)


def _header(column: AddColumn, at: int | None, sheet: Sheet) -> Iterator[Operation]:
    if at is not None and plain(header_of(sheet, at)) != plain(column.header):
        yield replace(column, column=at)


def _moved(one: Operation, columns: Mapping[tuple[str, int], int | None]) -> Iterator[Operation]:
    """An operation in the column to which its own has been moved; nothing where that was left."""
    if isinstance(one, SetCell) and (one.sheet, one.column) in columns:
        at = columns[one.sheet, one.column]
        if at is not None:
            yield replace(one, column=at)
    elif isinstance(one, AddRow):
        cells = {columns.get((one.sheet, at), at): cell for at, cell in one.cells.items()}
        yield replace(one, cells={at: cell for at, cell in cells.items() if at is not None})
    else:
        yield one

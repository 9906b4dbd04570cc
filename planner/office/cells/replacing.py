"""From sheets that were changed as wholes, by a solve, a form or a file, to operations on cells and rows."""

from collections.abc import Iterable, Iterator, Mapping

from planner.office.cells.applying import Taken, apply
from planner.office.cells.operations import AddSheet, Operation, PutSheet, difference
from planner.office.cells.refusals import key_of
from planner.office.cells.sheet import HEADER, RowId, Sheet, Sheets, sheet_of
from planner.workbook.grid import Grid, plain


def between(before: Sheets, after: Sheets) -> Iterator[Operation]:
    """The operations that make the sheets into others of which the rows have the same ids."""
    for name, sheet in after.items():
        if name not in before:
            yield AddSheet(name, sheet)
        elif before[name] is not sheet:
            yield from _one_sheet(before[name], sheet)
    for name in before.keys() - after.keys():
        yield PutSheet(name, before[name].digest, None)


def _one_sheet(before: Sheet, after: Sheet) -> Iterable[Operation]:
    """Row by row, which hinders nobody on other rows; as a whole where rows have changed their order."""
    rows = tuple(difference(before, after))
    made = apply({before.name: before}, rows)
    if isinstance(made, Taken) and made.sheets[before.name].digest == after.digest:
        return rows
    return (PutSheet(before.name, before.digest, after),)


def replaced(before: Sheets, grids: Iterable[Grid]) -> Sheets:
    """Sheets that say what the grids say; rows that are the same keep their ids, and sheets as they were written."""
    named = {plain(name): name for name in before}
    made: dict[str, Sheet] = {}
    for grid in grids:
        name = named.get(plain(grid.name), grid.name)
        made.setdefault(name, _named_rows(before.get(name), grid, name))
    return made


def _named_rows(before: Sheet | None, grid: Grid, name: str) -> Sheet:
    if before is None:
        return sheet_of(grid)
    if before.grid is grid or before.grid == grid:
        return before
    fresh = sheet_of(grid)
    same = _same_rows(before, fresh)
    ids = {row: same.get(row, row) for row in fresh.rows}
    rows = {ids[row]: cells for row, cells in fresh.rows.items()}
    return Sheet(
        name,
        {row: before.rows[row] if before.rows.get(row) == cells else cells for row, cells in rows.items()},
        fresh.hidden,
        frozenset((ids[row], column) for row, column in fresh.formulas),
        frozenset((ids[row], column) for row, column in fresh.uncomputed),
        frozenset(ids[row] for row in fresh.hidden_rows),
        tuple((ids[row], left, down, right) for row, left, down, right in fresh.merged),
    )


def _same_rows(before: Sheet, after: Sheet) -> Mapping[RowId, RowId]:
    """Of rows that come anew, which they were: by the key that people know them by, else by where they stand."""
    same: dict[RowId, RowId] = {HEADER: HEADER}
    known = _by_key(before)
    for key, row in _by_key(after).items():
        if key in known:
            same[row] = known[key]
    taken = set(same.values())
    at = {number: row for row, number in before.numbers.items()}
    keyed = set(known.values())
    for row, number in after.numbers.items():
        stood = at.get(number)
        if row in same or stood is None or stood in taken:
            continue
        if stood not in keyed or not key_of(after, after.rows[row]):
            same[row] = stood
            taken.add(stood)
    return same


def _by_key(sheet: Sheet) -> dict[str, RowId]:
    """The rows of which the key is there once."""
    rows: dict[str, list[RowId]] = {}
    for row, cells in sheet.rows.items():
        if row != HEADER and (key := key_of(sheet, cells)):
            rows.setdefault(key, []).append(row)
    return {key: found[0] for key, found in rows.items() if len(found) == 1}

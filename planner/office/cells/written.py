"""Sheets and operations as text that the store keeps: rows are lines of JSON, what a step did is one JSON value."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from math import isfinite
from typing import Any

from planner.office.cells.operations import AddColumn, AddRow, AddSheet, DeleteRow, Operation, PutSheet, SetCell
from planner.office.cells.sheet import Cells, RowId, Sheet
from planner.workbook.grid import Cell, ErrorValue

Said = Any
"""A value of JSON."""


def row_written(cells: Cells) -> str:
    """The cells of a row as one line."""
    return json.dumps(_cells(cells), ensure_ascii=False, separators=(",", ":"))


def row_read(line: str) -> Cells:
    """A row as it was written to be kept."""
    return _cells_of(json.loads(line))


def about_written(sheet: Sheet) -> str:
    """What is said of a sheet besides its rows, as one line."""
    return json.dumps(_about(sheet), separators=(",", ":"))


def sheet_read(name: str, about: str, rows: Iterable[tuple[RowId, Cells]]) -> Sheet:
    """A sheet from what is said of it and its rows."""
    return _sheet_of(name, json.loads(about), dict(rows))


def operations_written(operations: Iterable[Operation]) -> list[Said]:
    """What a step did."""
    return [_operation(one) for one in operations]


def operations_read(said: Sequence[Said]) -> tuple[Operation, ...]:
    """Operations as they were written to be kept."""
    return tuple(_operation_of(one) for one in said)


def _operation(one: Operation) -> list[Said]:
    match one:
        case SetCell():
            return ["set", one.sheet, one.row, one.column, _cell(one.seen), _cell(one.value)]
        case AddRow():
            return ["add", one.sheet, one.row, _cells(one.cells), one.after, one.hidden]
        case DeleteRow():
            return ["delete", one.sheet, one.row, _cells(one.seen)]
        case AddColumn():
            return ["column", one.sheet, one.column, one.header]
        case AddSheet():
            return ["new", one.sheet, _whole(one.added)]
        case PutSheet():
            return ["put", one.sheet, one.seen, None if one.put is None else _whole(one.put)]


def _operation_of(said: Sequence[Said]) -> Operation:
    match said:
        case ["set", sheet, row, column, seen, value]:
            return SetCell(sheet, row, column, _cell_of(seen), _cell_of(value))
        case ["add", sheet, row, cells, after, hidden]:
            return AddRow(sheet, row, _cells_of(cells), after, hidden)
        case ["delete", sheet, row, seen]:
            return DeleteRow(sheet, row, _cells_of(seen))
        case ["column", sheet, column, header]:
            return AddColumn(sheet, column, header)
        case ["new", sheet, added]:
            return AddSheet(sheet, _whole_of(sheet, added))
        case ["put", sheet, seen, put]:
            return PutSheet(sheet, seen, None if put is None else _whole_of(sheet, put))
    raise ValueError(f"{said!r} is no operation")


def _whole(sheet: Sheet) -> Said:
    return [_about(sheet), [[row, _cells(cells)] for row, cells in sheet.rows.items()]]


def _whole_of(name: str, said: Said) -> Sheet:
    about, rows = said
    return _sheet_of(name, about, {row: _cells_of(cells) for row, cells in rows})


def _about(sheet: Sheet) -> dict[str, Said]:
    about = {
        "hidden": sheet.hidden,
        "formulas": sorted(sheet.formulas),
        "uncomputed": sorted(sheet.uncomputed),
        "hidden_rows": sorted(sheet.hidden_rows),
        "merged": sheet.merged,
    }
    return {name: value for name, value in about.items() if value}


def _sheet_of(name: str, about: Mapping[str, Said], rows: Mapping[RowId, Cells]) -> Sheet:
    formulas, uncomputed = (
        frozenset((row, at) for row, at in about.get(one, ())) for one in ("formulas", "uncomputed")
    )
    merged = tuple((row, left, down, right) for row, left, down, right in about.get("merged", ()))
    hidden_rows = frozenset(about.get("hidden_rows", ()))
    return Sheet(name, rows, about.get("hidden", False), formulas, uncomputed, hidden_rows, merged)


def _cells(cells: Cells) -> dict[str, Said]:
    return {str(column): _cell(cell) for column, cell in sorted(cells.items())}


def _cells_of(said: Mapping[str, Said]) -> Cells:
    return {int(column): _cell_of(cell) for column, cell in said.items()}


_KINDS: tuple[tuple[str, type], ...] = (("at", datetime), ("day", date), ("time", time))


def _cell(cell: Cell) -> Said:
    """Text, numbers and yes or no as they are; what JSON has no word for with its kind."""
    if isinstance(cell, timedelta):
        return {"lasting": [cell.days, cell.seconds, cell.microseconds]}
    if isinstance(cell, ErrorValue):
        return {"error": cell.code}
    if isinstance(cell, float) and not isfinite(cell):
        return {"number": repr(cell)}
    kind = next((name for name, kind in _KINDS if isinstance(cell, kind)), "")
    return {kind: cell.isoformat()} if kind and isinstance(cell, date | time) else cell


def _cell_of(said: Said) -> Cell:
    if not isinstance(said, dict):
        cell: Cell = said
        return cell
    ((kind, value),) = said.items()
    match kind:
        case "lasting":
            return timedelta(*value)
        case "error":
            return ErrorValue(value)
        case "number":
            return float(value)
        case "at":
            return datetime.fromisoformat(value)
        case "day":
            return date.fromisoformat(value)
    return time.fromisoformat(value)

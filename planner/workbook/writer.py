"""Writes workbooks to files: each whole or not at all, and none in place of another unless told to."""

import csv
import io
from collections.abc import Collection, Sequence
from datetime import datetime
from pathlib import Path

from planner.workbook.files.csv_tables import shield
from planner.workbook.files.whole import refuse_to_replace, write_file, write_set, write_whole
from planner.workbook.format.for_reading import ReadingSheet
from planner.workbook.format.sheets import SHEETS
from planner.workbook.grid import Cell
from planner.workbook.keeping.patch import patched_file
from planner.workbook.kinds.single import text_of
from planner.workbook.workbook import ExtraSheet, Workbook
from planner.workbook.writing.layout import Layout, lay_out
from planner.workbook.writing.template import template_layouts
from planner.workbook.writing.xlsx_cells import encodable, sheet_name
from planner.workbook.writing.xlsx_out import xlsx_bytes


def write(
    workbook: Workbook, path: Path, *, force: bool = False, as_old: bool = False, like: Path | None = None
) -> None:
    """Writes the workbook as .xlsx; `FileExistsError` if the file is there and `force` is not given. A new file may be
    read by no more people than the one that it is `like`.

    `as_old` is for a plan in which nothing is new: the file says that it was made when the one before it was.
    """
    write_file(path, workbook_bytes(workbook, made=workbook.made if as_old else None), force=force, like=like)


def workbook_bytes(workbook: Workbook, *, made: datetime | None = None) -> bytes:
    """The workbook as .xlsx: the file that it came from with what was changed since, or a new one. `made` is the time
    to be told in place of now.
    """
    if workbook.origin is not None:
        return patched_file(workbook, workbook.origin, made)
    return xlsx_bytes(lay_out(workbook), workbook.extras.sheets, made=made)


def bytes_for_reading(workbook: Workbook, sheets: Sequence[ReadingSheet]) -> bytes:
    """The workbook as .xlsx with sheets for reading. It says that it is as old as the one that the workbook was read
    from, as nothing in it is newer.
    """
    return xlsx_bytes(lay_out(workbook), workbook.extras.sheets, reading=sheets, made=workbook.made)


def write_for_reading(workbook: Workbook, sheets: Sequence[ReadingSheet], path: Path, *, force: bool = False) -> None:
    """As `write`, with sheets for reading."""
    write_file(path, bytes_for_reading(workbook, sheets), force=force)


def csv_of(sheet: ReadingSheet) -> bytes:
    """A sheet for reading as CSV: its heads and rows, without what stands above them."""
    rows = [["" if cell is None else _field(cell.value) for cell in row] for row in sheet.rows]
    return _csv_bytes([[_field(head.text) for head in sheet.heads], *rows])


def write_template(path: Path, *, force: bool = False) -> None:
    """Writes a blank event workbook with every sheet and column and an example row on each."""
    refuse_to_replace(path, force=force)
    write_whole(path, xlsx_bytes(template_layouts(), examples=True))


def csv_files(workbook: Workbook) -> dict[str, bytes]:
    """Every sheet as a CSV file, by its name; a folder or zip of them reads back as the workbook."""
    files = {f"{layout.name}.csv": _table(layout) for layout in lay_out(workbook)}
    taken = {sheet.name.casefold() for sheet in SHEETS}
    for extra in workbook.extras.sheets:
        files[f"{sheet_name(extra.name, taken)}.csv"] = _scattered(extra)
    return {name: _csv_bytes(rows) for name, rows in files.items()}


def write_csv(workbook: Workbook, folder: Path, *, force: bool = False) -> None:
    """Writes one CSV file for each sheet; with `force`, files of an earlier export are replaced or removed."""
    files = csv_files(workbook)
    stale = csv_not_made(files)
    for name in (*files, *stale):
        refuse_to_replace(folder / name, force=force)
    write_set(folder, files, gone=stale)


def csv_not_made(files: Collection[str]) -> tuple[str, ...]:
    """The files of sheets that an earlier export may have made and this one does not."""
    return tuple(name for sheet in SHEETS if (name := f"{sheet.name}.csv") not in files)


def _table(layout: Layout) -> list[list[str]]:
    return [[_field(header) for header in layout.headers], *([_field(cell) for cell in row] for row in layout.rows)]


def _scattered(extra: ExtraSheet) -> list[list[str]]:
    """The rows of an unknown sheet, each as long as its last cell."""
    rows: list[list[str]] = []
    for (row, column), cell in sorted(extra.cells.items()):
        rows.extend([] for _ in range(row - len(rows)))
        fields = rows[row - 1]
        fields.extend("" for _ in range(column - len(fields)))
        fields[column - 1] = _field(cell)
    return rows


def _field(cell: Cell) -> str:
    return shield(encodable(cell)) if isinstance(cell, str) else text_of(cell)


def _csv_bytes(rows: list[list[str]]) -> bytes:
    """UTF-8 with a byte order mark, by which spreadsheet programs know it."""
    buffer = io.StringIO(newline="")
    csv.writer(buffer).writerows(rows)
    return b"\xef\xbb\xbf" + buffer.getvalue().encode()

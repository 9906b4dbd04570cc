"""Files that a hostile or a clumsy sender may hand in, built from the small workbook."""

import os
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from tests.scenes.workbook_samples import Sheets, changed, repacked, save_xlsx

SHEET = "xl/worksheets/sheet6.xml"
ENTITIES = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><worksheet>&b;</worksheet>'
OUTSIDE = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><worksheet>&a;</worksheet>'

Save = Callable[[Path], Path]


def unplanned(changes: Mapping[str, object]) -> Sheets:
    """The small workbook with changes and without its plan, which breaks rules."""
    return changed({"Plan": None, **changes})


def spoilt(sheet: str, spoil: Callable[[Worksheet], object]) -> Save:
    """The small workbook after `spoil` was called with one of its sheets."""

    def save(path: Path) -> Path:
        with xlsxwriter.Workbook(path) as book:
            for name, rows in unplanned({}).items():
                worksheet = book.add_worksheet(name)
                for number, row in enumerate(rows):
                    worksheet.write_row(number, 0, row)
                if name == sheet:
                    spoil(worksheet)
        return path

    return save


save_far_corner = spoilt("Rooms", lambda rooms: rooms.write(1_048_575, 16_383, "x"))
"""A cell in the last row and column that the format has."""


def save_formatted_rows(path: Path) -> Path:
    """100,000 rows of Rooms with a format and nothing in them."""
    rows = (b'<row r="%d" s="%d">' % (row, row % 7) + b"<c/>" * 14 + b"</row>" for row in range(10, 100_010))
    return _put_in(path, b"</sheetData>", b"".join(rows) + b"</sheetData>")


def save_merged(path: Path, areas: int) -> Path:
    """Rooms with merged cells far below the table."""
    merged = b"".join(b'<mergeCell ref="A%d:B%d"/>' % (row, row) for row in range(10, 10 + areas))
    return _put_in(path, b"</sheetData>", b"</sheetData><mergeCells>" + merged + b"</mergeCells>")


def _put_in(path: Path, mark: bytes, instead: bytes) -> Path:
    save_xlsx(unplanned({}), path)
    with zipfile.ZipFile(path) as archive:
        sheet = archive.read(SHEET)
    return repacked(path, {SHEET: sheet.replace(mark, instead)})


def cells(changes: Mapping[str, object]) -> Save:
    """The small workbook with other values in some cells."""
    return lambda path: save_xlsx(unplanned(changes), path)


def part(name: str, content: bytes) -> Save:
    """The small workbook with one part of its zip replaced or added."""
    return lambda path: repacked(save_xlsx(unplanned({}), path), {name: content})


def content(whole: bytes) -> Save:
    """A file of these bytes."""

    def save(path: Path) -> Path:
        path.write_bytes(whole)
        return path

    return save


def save_truncated(path: Path) -> Path:
    """The small workbook without its last bytes."""
    return content(save_xlsx(unplanned({}), path).read_bytes()[:-900])(path)


def save_large(path: Path) -> Path:
    """More than may be unpacked, yet no bomb by its ratio."""
    noise = os.urandom(12_000).hex().encode()
    return repacked(save_xlsx(unplanned({}), path), {"xl/media/a.xml": noise * 2_900})


def bilaterals(**given: object) -> Save:
    """Nearly as many bilaterals as a sheet may have rows, each with these cells."""
    row = ["FRA", "JPN", *given.values()]
    rows = [["id", "requester", "counterpart", *given], *([f"X{number}", *row] for number in range(19_000))]
    return lambda path: save_xlsx({**unplanned({}), "Bilaterals": rows}, path)

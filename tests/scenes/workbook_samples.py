"""A small workbook as bare cells, files made of it, and what the reader says of them."""

import csv
import io
import zipfile
from collections.abc import Mapping
from copy import deepcopy
from pathlib import Path

import xlsxwriter

from planner.workbook import Reading, read
from planner.workbook.grid import column_number

Sheets = dict[str, list[list[object]]]

SMALL: Sheets = {
    "Event": [
        ["setting", "value"],
        ["name", "Small event"],
        ["timezone", "Asia/Ho_Chi_Minh"],
        ["start_date", "2025-10-25"],
        ["end_date", "2025-10-26"],
        ["host", "VNM"],
    ],
    "Policy": [["rule", "value", "weight"], ["bilateral_start_grid", 10, None], ["side_event", None, 3]],
    "Delegations": [
        ["code", "name", "arrives", "departs", "languages"],
        ["VNM", "Viet Nam", None, None, "vi; en"],
        ["FRA", "France", "2025-10-25 08:00", "2025-10-26 18:00", None],
        ["JPN", "Japan", None, None, None],
    ],
    "People": [
        ["id", "delegation", "name", "rank", "departs"],
        ["VNM-1", "VNM", "Lan", "head_of_state", None],
        ["FRA-1", "FRA", "Anne", "minister", None],
        ["FRA-2", "FRA", "Louis", "ambassador", None],
    ],
    "Absences": [["who", "from", "to"], ["FRA-1", "2025-10-25 12:00", "2025-10-25 13:00"]],
    "Rooms": [
        ["code", "name", "zone", "capacity", "uses", "opens", "closes"],
        ["RED", "Red Room", "North", 20, "bilateral", "09:00", "18:00"],
        ["HALL", "Hall", "South", 200, "signing; side_event", None, None],
    ],
    "Walking": [["from", "to", "minutes"], ["North", "South", 8]],
    "Programme": [
        ["id", "title", "start", "end", "room", "who"],
        ["OPEN", "Opening", "2025-10-25 09:00", "2025-10-25 10:00", "HALL", "heads"],
    ],
    "Lines": [
        ["id", "kind", "room", "start", "end", "seconds_each"],
        ["SIGN", "signing", "HALL", "2025-10-25 10:30", "2025-10-25 12:00", 60],
    ],
    "Signings": [["line", "delegation", "person", "position"], ["SIGN", "FRA", "FRA-1", 1], [None, "JPN", None, None]],
    "Bilaterals": [
        ["id", "requester", "counterpart", "requester_person", "also", "minutes", "priority", "not_before", "room"],
        ["B1", "FRA", "JPN", "FRA-1; FRA-2", "VNM", 20, 3, "2025-10-25 14:00", "!RED"],
        ["B2", "FRA", "VNM", "any", None, None, None, None, None],
    ],
    "SideEvents": [["id", "title", "organiser", "attendance", "speakers"], ["S1", "Talk", "JPN", 50, "JPN"]],
    "Interpreters": [["id", "name", "languages"], ["I1", "Mai", "en-vi; fr-vi"]],
    "KeepApart": [["a", "b", "rule"], ["VNM", "JPN", "adjacent_in_line"]],
    "Uncertainty": [
        ["what", "of", "chance", "usual", "worst", "usual_seconds"],
        ["late_arrival", "FRA; VNM-1", 20, 5, 15, None],
        ["cadence", "signing", 50, None, None, 20],
    ],
    "Plan": [["item", "start", "end", "people"], ["B2", "2025-10-25 15:00", "2025-10-25 15:20", "FRA-1; VNM-1"]],
}


def changed(changes: Mapping[str, object]) -> Sheets:
    """The small workbook with other values in some cells (`Bilaterals!B2`); None for a sheet's name removes it."""
    sheets = deepcopy(SMALL)
    for place, value in changes.items():
        name, _, cell = place.partition("!")
        if not cell:
            del sheets[name]
            continue
        letters = cell.rstrip("0123456789")
        row, column = int(cell[len(letters) :]), column_number(letters)
        rows = sheets.setdefault(name, [])
        rows.extend([] for _ in range(row - len(rows)))
        rows[row - 1].extend([None] * (column - len(rows[row - 1])))
        rows[row - 1][column - 1] = value
    return sheets


def save_xlsx(sheets: Sheets, path: Path) -> Path:
    """The sheets as .xlsx, without any formatting."""
    with xlsxwriter.Workbook(path, {"strings_to_formulas": False}) as book:
        for name, rows in sheets.items():
            worksheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                worksheet.write_row(number, 0, row)
    return path


def csv_files(sheets: Sheets, *, delimiter: str = ",", encoding: str = "utf-8") -> dict[str, bytes]:
    """The sheets as CSV files."""
    files = {}
    for name, rows in sheets.items():
        buffer = io.StringIO(newline="")
        csv.writer(buffer, delimiter=delimiter).writerows(rows)
        files[f"{name}.csv"] = buffer.getvalue().encode(encoding)
    return files


def save_zip(files: Mapping[str, bytes], path: Path) -> Path:
    """The files in a zip."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


def repacked(path: Path, changes: Mapping[str, bytes]) -> Path:
    """The zip file at `path` with some parts replaced or added."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    return save_zip(parts | dict(changes), path)


def read_changed(folder: Path, changes: Mapping[str, object]) -> Reading:
    """What the reader makes of the small workbook after the changes."""
    return read(save_xlsx(changed(changes), folder / "event.xlsx"))


def lines(reading: Reading) -> list[str]:
    """The problems as the commands print them."""
    return [str(problem) for problem in reading.problems]

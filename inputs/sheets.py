"""Plain rows of a workbook, as an organiser would type them: sheet, then one record a row under its headers."""

from collections.abc import Iterable
from datetime import date, datetime, time
from pathlib import Path
from typing import TypeAlias

from openpyxl import Workbook

Cell: TypeAlias = str | int | date | datetime | time
Row: TypeAlias = dict[str, Cell]
Sheets: TypeAlias = dict[str, list[Row]]

SHEET_ORDER = (
    "Event",
    "Policy",
    "Delegations",
    "People",
    "Absences",
    "Rooms",
    "Walking",
    "Programme",
    "Lines",
    "Signings",
    "Statements",
    "Arrivals",
    "Bilaterals",
    "SideEvents",
    "Interpreters",
    "KeepApart",
)
FACT, ILLUSTRATIVE = "fact", "illustrative"
"""The values of the `basis` column that every sheet of a sample carries."""


def fact(note: str, source: str) -> Row:
    """The marking of a row that states a fact; the note says which cells are fact and which are not."""
    return {"basis": FACT, "basis_note": note, "source": source}


def marked(rows: Iterable[Row]) -> list[Row]:
    """The rows, each one illustrative unless it is marked as fact."""
    return [row if "basis" in row else {**row, "basis": ILLUSTRATIVE} for row in rows]


def listed(values: Iterable[str]) -> str:
    """A list in one cell."""
    return "; ".join(values)


def moment(day: date, clock: str) -> datetime:
    """A date-time on the clock of the event, which is how a spreadsheet holds it."""
    return datetime.combine(day, time.fromisoformat(clock))


def in_order(sheets: Sheets) -> Sheets:
    """The sheets in the order of the workbook's description."""
    return {name: sheets[name] for name in SHEET_ORDER if name in sheets}


def headers(rows: Iterable[Row]) -> list[str]:
    """Every header that some row uses, in order of first use, the marking last."""
    used = dict.fromkeys(header for row in rows for header in row)
    marking = [header for header in ("basis", "basis_note") if header in used]
    return [header for header in used if header not in marking] + marking


def save(sheets: Sheets, path: Path) -> None:
    """Write the rows as they are, without any formatting."""
    book = Workbook(write_only=True)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        columns = headers(rows)
        sheet.append(columns)
        for row in rows:
            sheet.append([row.get(column) for column in columns])
    book.save(path)

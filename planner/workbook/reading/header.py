"""Row 1 of a sheet: which column of the file is which column of the table."""

import re
from dataclasses import dataclass

from planner.workbook.findings import Findings
from planner.workbook.format.table import HEADER_ROW, Column, Sheet, plain_header
from planner.workbook.grid import Grid, address, column_number, letters, plain
from planner.workbook.kinds.single import text_of

_RANGE = re.compile(r"([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})")


@dataclass(frozen=True, slots=True)
class Header:
    """The known columns and the unknown headers of a sheet, by column number."""

    columns: dict[int, Column]
    extras: dict[int, str]

    @property
    def letters(self) -> dict[str, str]:
        """The letter of each known column, by header."""
        return {column.header: letters(number) for number, column in self.columns.items()}


def read_header(sheet: Sheet, grid: Grid, findings: Findings) -> Header:
    """The header of a known sheet; what is missing, doubled, merged or unknown is reported."""
    header = Header({}, {})
    taken: dict[str, int] = {}
    for number, cell in sorted(grid.rows.get(HEADER_ROW, {}).items()):
        shown = text_of(cell).strip()
        name = plain_header(cell)
        if not name:
            continue
        place = address(HEADER_ROW, number)
        if name in taken:
            first = address(HEADER_ROW, taken[name])
            findings.error(
                sheet.name,
                place,
                f"The header {shown[:60]!r} stands in {first} already.",
                "Keep one column for each header.",
                value=cell,
            )
            continue
        taken[name] = number
        column = sheet.column(name)
        if column is None:
            header.extras[number] = shown
        else:
            header.columns[number] = column
    _mention_extras(sheet, header.extras, findings)
    _report_missing(sheet, grid, header, findings)
    _report_merged(sheet, grid, findings)
    _report_nameless(sheet, grid, set(taken.values()), findings)
    return header


def _mention_extras(sheet: Sheet, extras: dict[int, str], findings: Findings) -> None:
    places = {shown: address(HEADER_ROW, number) for number, shown in extras.items()}
    findings.mention_unknown(sheet.name, "column", places, [column.header for column in sheet.columns])


def _report_missing(sheet: Sheet, grid: Grid, header: Header, findings: Findings) -> None:
    present = [column.header for column in header.columns.values()]
    missing = [column.header for column in sheet.columns if column.required and column.header not in present]
    if not missing:
        return
    row = next((number for number in sorted(grid.rows)[:10] if _looks_like_header(sheet, grid, number)), HEADER_ROW)
    cure = "Add it to row 1." if row == HEADER_ROW else f"Row 1 must be the header; delete the rows above row {row}."
    for name in missing:
        findings.error(sheet.name, f"A{HEADER_ROW}", f"The required column {name} is missing.", cure)


def _looks_like_header(sheet: Sheet, grid: Grid, row: int) -> bool:
    names = {plain(text_of(cell)) for cell in grid.rows[row].values()}
    return all(plain(column.header) in names for column in sheet.columns if column.required)


def _report_merged(sheet: Sheet, grid: Grid, findings: Findings) -> None:
    for reference in grid.merged:
        match = _RANGE.fullmatch(reference)
        if match is None:
            continue
        first = f"{match[1]}{match[2]}"
        if int(match[2]) > HEADER_ROW:
            findings.warning(
                sheet.name,
                first,
                f"The cells {reference} are merged; only {first} holds their value.",
                "Unmerge them and fill each cell.",
            )
        elif column_number(match[3]) > column_number(match[1]):
            findings.error(
                sheet.name,
                first,
                f"The header cells {reference} are merged, so that columns have no name.",
                "Unmerge them and give each column its own header.",
            )
        elif int(match[4]) > HEADER_ROW:
            findings.warning(sheet.name, first, f"The header cell is merged over the rows {reference}.", "Unmerge it.")


def _report_nameless(sheet: Sheet, grid: Grid, named: set[int], findings: Findings) -> None:
    """Values below an empty header would be lost; they are mentioned once for each column."""
    first: dict[int, int] = {}
    for row in sorted(grid.rows):
        if row > HEADER_ROW:
            for column in grid.rows[row].keys() - named - first.keys():
                if text_of(grid.rows[row][column]).strip():
                    first[column] = row
    for column, row in sorted(first.items())[:20]:
        findings.warning(
            sheet.name,
            address(row, column),
            f"Column {letters(column)} has values but no header; they are left out.",
            "Give it a header in row 1, or empty it.",
            value=grid.rows[row][column],
        )

"""Writes layouts as an .xlsx that is pleasant to read and holds nothing that a spreadsheet program would evaluate."""

import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from planner.workbook.format.for_reading import ReadingSheet
from planner.workbook.format.items import PLAN
from planner.workbook.format.sheets import RECORD_SHEETS, SHEETS
from planner.workbook.format.table import Column
from planner.workbook.grid import Grid, letters
from planner.workbook.workbook import ExtraSheet
from planner.workbook.writing.layout import Layout, help_of
from planner.workbook.writing.xlsx_cells import Looks, encodable, held, sheet_name, write_cell
from planner.workbook.writing.xlsx_plan import tint_plan
from planner.workbook.writing.xlsx_reading import draw_all

_LAST_LISTED = 2_000
"""Drop-downs and their lists reach down to this row, so that rows added later have them too."""

_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}

_WRAPPED = 60
"""Columns of the plan that are so wide hold sentences."""

DEFINING = tuple(sheet for sheet in RECORD_SHEETS if sheet.defines not in ("", "item"))
"""The sheets that define the codes which others refer to."""


def area_of_codes(sheet: str, column: int) -> str:
    """The cells that hold the codes of a sheet, as a drop-down refers to them."""
    name = sheet if sheet.isalpha() else "'" + sheet.replace("'", "''") + "'"
    letter = letters(column)
    return f"{name}!${letter}$2:${letter}${_LAST_LISTED}"


_OWN_CODES = {
    sheet.defines: area_of_codes(sheet.name, [one.header for one in sheet.columns].index(sheet.key) + 1)
    for sheet in DEFINING
}


def xlsx_bytes(
    layouts: Iterable[Layout],
    extras: Iterable[ExtraSheet] = (),
    *,
    examples: bool = False,
    reading: Sequence[ReadingSheet] = (),
    made: datetime | None = None,
    codes: Mapping[str, str] | None = None,
) -> bytes:
    """The file. `examples` shows the rows in grey italics, as the template does; sheets for `reading` come first, as
    they are printed first, and the file opens with them. `made` is the time to be told in place of now. `codes` are
    areas that hold the codes of a kind of record, where they are not those of our own sheets.
    """
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, _OPTIONS) as book:
        if made is not None:
            book.set_properties({"created": made.astimezone(UTC).replace(tzinfo=None)})
        looks, wrapping = (Looks(book, italic=examples, wrap=wrap) for wrap in (False, True))
        taken = {sheet.name.casefold() for sheet in SHEETS}
        draw_all(book, reading, taken)
        for layout in layouts:
            _write_layout(book.add_worksheet(layout.name), layout, looks, wrapping, _OWN_CODES | dict(codes or {}))
        for extra in extras:
            worksheet = book.add_worksheet(sheet_name(extra.name, taken))
            for (row, column), cell in extra.cells.items():
                write_cell(worksheet, row - 1, column - 1, cell, looks)
    return buffer.getvalue()


def tables_bytes(grids: Iterable[Grid]) -> bytes:
    """A file with the sheets as they stand, errors and all; of a text that no cell can hold it has the beginning."""
    buffer = io.BytesIO()
    taken: set[str] = set()
    with xlsxwriter.Workbook(buffer, _OPTIONS) as book:
        looks = Looks(book)
        for grid in grids:
            sheet = book.add_worksheet(sheet_name(grid.name, taken))
            for row, cells in grid.rows.items():
                for column, cell in cells.items():
                    write_cell(sheet, row - 1, column - 1, held(cell), looks)
    return buffer.getvalue()


def _write_layout(
    worksheet: Worksheet, layout: Layout, looks: Looks, wrapping: Looks, codes: Mapping[str, str]
) -> None:
    sheet = next(sheet for sheet in SHEETS if sheet.name == layout.name)
    for number, header in enumerate(layout.headers):
        column = sheet.column(header) if number < len(layout.columns) else None
        look = looks.extra if column is None else looks.required if column.required else looks.optional
        worksheet.write_string(0, number, encodable(header), look)
        aside = {"hidden": True} if column is not None and column.aside else {}
        worksheet.set_column(number, number, 16 if column is None else column.width, None, aside)
        if column is not None:
            worksheet.write_comment(0, number, help_of(sheet, column), {"x_scale": 2, "font_size": 9})
            _offer_choices(worksheet, number, column, codes)
    wide = {number for number, column in enumerate(layout.columns) if sheet is PLAN and column.width >= _WRAPPED}
    for at, row in enumerate(layout.rows, 1):
        for number, cell in enumerate(row):
            write_cell(worksheet, at, number, cell, wrapping if number in wide else looks)
    _arrange(worksheet, layout)
    if sheet is PLAN:
        tint_plan(worksheet, layout, looks)


def _arrange(worksheet: Worksheet, layout: Layout) -> None:
    worksheet.set_row(0, 22)
    worksheet.freeze_panes(1, 1)
    worksheet.autofilter(0, 0, max(len(layout.rows), 1), len(layout.headers) - 1)
    worksheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
    worksheet.set_landscape()
    worksheet.set_paper(9)
    worksheet.fit_to_pages(1, 0)
    worksheet.repeat_rows(0)


def _offer_choices(worksheet: Worksheet, number: int, column: Column, codes: Mapping[str, str]) -> None:
    """A drop-down of the allowed words, or of the codes on the sheet that defines them."""
    place = (1, number, _LAST_LISTED - 1, number)
    if column.kind.choices:
        refused = f"Allowed: {', '.join(column.kind.choices)}"
        message = {"error_title": "Not an allowed word", "error_message": refused[:255]}
        worksheet.data_validation(*place, {"validate": "list", "source": list(column.kind.choices)} | message)
    elif len(column.refers) == 1 and column.refers[0] in codes and column.kind.says == "code":
        source = f"={codes[column.refers[0]]}"
        worksheet.data_validation(*place, {"validate": "list", "source": source, "error_type": "warning"})

"""Writes layouts as an .xlsx that is pleasant to read and holds nothing that a spreadsheet program would evaluate."""

import io
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from planner.workbook.book_xml import MAX_TEXT
from planner.workbook.grid import Cell, letters
from planner.workbook.kinds import text_of
from planner.workbook.layout import Layout, help_of
from planner.workbook.sheets import RECORD_SHEETS, SHEETS
from planner.workbook.table import Column
from planner.workbook.workbook import ExtraSheet

_EVALUATED = tuple("=+-@") + tuple(chr(code) for code in range(32))
_FORBIDDEN_IN_NAMES = str.maketrans("[]:*?/\\", "_______")
_LONGEST_NAME = 31
_LAST_LISTED = 2_000
"""Drop-downs and their lists reach down to this row, so that rows added later have them too."""

_DEFINING = {sheet.defines: sheet for sheet in RECORD_SHEETS if sheet.defines != "item"}


class Looks:
    """The cell formats of one workbook."""

    def __init__(self, book: xlsxwriter.Workbook, *, italic: bool = False) -> None:
        base = {"valign": "top", "font_name": "Calibri", "italic": italic}
        if italic:
            base |= {"font_color": "#7F7F7F"}
        header = {"bold": True, "font_color": "#FFFFFF", "border": 1, "border_color": "#FFFFFF", "valign": "vcenter"}
        self.required: Format = book.add_format(header | {"bg_color": "#1F4E78"})
        self.optional: Format = book.add_format(header | {"bg_color": "#5B7FA6"})
        self.extra: Format = book.add_format(header | {"bg_color": "#7F7F7F"})
        self.text: Format = book.add_format(base)
        self.quoted: Format = book.add_format(base | {"quote_prefix": True})
        self.day: Format = book.add_format(base | {"num_format": "yyyy-mm-dd"})
        self.moment: Format = book.add_format(base | {"num_format": "yyyy-mm-dd hh:mm"})
        self.second: Format = book.add_format(base | {"num_format": "yyyy-mm-dd hh:mm:ss"})
        self.clock: Format = book.add_format(base | {"num_format": "hh:mm"})
        self.clock_second: Format = book.add_format(base | {"num_format": "hh:mm:ss"})
        self.length: Format = book.add_format(base | {"num_format": "[h]:mm:ss"})

    def of_time(self, cell: date | time | timedelta) -> Format:
        if isinstance(cell, datetime):
            return self.second if cell.second else self.moment
        if isinstance(cell, time):
            return self.clock_second if cell.second else self.clock
        return self.length if isinstance(cell, timedelta) else self.day


def xlsx_bytes(layouts: Iterable[Layout], extras: Iterable[ExtraSheet] = (), *, examples: bool = False) -> bytes:
    """The file; `examples` shows the rows in grey italics, as the template does."""
    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(buffer, options) as book:
        looks = Looks(book, italic=examples)
        for layout in layouts:
            _write_layout(book.add_worksheet(layout.name), layout, looks)
        taken = {sheet.name.casefold() for sheet in SHEETS}
        for extra in extras:
            worksheet = book.add_worksheet(sheet_name(extra.name, taken))
            for (row, column), cell in extra.cells.items():
                write_cell(worksheet, row - 1, column - 1, cell, looks)
    return buffer.getvalue()


def sheet_name(name: str, taken: set[str]) -> str:
    """A name that the format allows and no sheet has yet, as near to `name` as can be; it is added to `taken`."""
    fitting = encodable(name).translate(_FORBIDDEN_IN_NAMES).strip("'")[:_LONGEST_NAME] or "Sheet"
    number, candidate = 1, fitting
    while candidate.casefold() in taken:
        number += 1
        candidate = f"{fitting[: _LONGEST_NAME - 5]} {number}"
    taken.add(candidate.casefold())
    return candidate


def encodable(text: str) -> str:
    """The text with a `?` for halves of characters that no file can hold."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _write_layout(worksheet: Worksheet, layout: Layout, looks: Looks) -> None:
    sheet = next(sheet for sheet in SHEETS if sheet.name == layout.name)
    for number, header in enumerate(layout.headers):
        column = sheet.column(header) if number < len(layout.columns) else None
        look = looks.extra if column is None else looks.required if column.required else looks.optional
        worksheet.write_string(0, number, encodable(header), look)
        worksheet.set_column(number, number, 16 if column is None else column.width)
        if column is not None:
            worksheet.write_comment(0, number, help_of(sheet, column), {"x_scale": 2, "font_size": 9})
            _offer_choices(worksheet, number, column)
    for at, row in enumerate(layout.rows, 1):
        for number, cell in enumerate(row):
            write_cell(worksheet, at, number, cell, looks)
    _arrange(worksheet, layout)


def _arrange(worksheet: Worksheet, layout: Layout) -> None:
    worksheet.set_row(0, 22)
    worksheet.freeze_panes(1, 1)
    worksheet.autofilter(0, 0, max(len(layout.rows), 1), len(layout.headers) - 1)
    worksheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
    worksheet.set_landscape()
    worksheet.set_paper(9)
    worksheet.fit_to_pages(1, 0)
    worksheet.repeat_rows(0)


def _offer_choices(worksheet: Worksheet, number: int, column: Column) -> None:
    """A drop-down of the allowed words, or of the codes on the sheet that defines them."""
    place = (1, number, _LAST_LISTED - 1, number)
    if column.kind.choices:
        refused = f"Allowed: {', '.join(column.kind.choices)}"
        message = {"error_title": "Not an allowed word", "error_message": refused[:255]}
        worksheet.data_validation(*place, {"validate": "list", "source": list(column.kind.choices)} | message)
    elif len(column.refers) == 1 and column.refers[0] in _DEFINING and column.kind.says == "code":
        defining = _DEFINING[column.refers[0]]
        letter = letters([one.header for one in defining.columns].index(defining.key) + 1)
        source = f"={defining.name}!${letter}$2:${letter}${_LAST_LISTED}"
        worksheet.data_validation(*place, {"validate": "list", "source": source, "error_type": "warning"})


def write_cell(worksheet: Worksheet, row: int, column: int, cell: Cell, looks: Looks) -> None:
    """One cell, by the type of what it holds."""
    if cell is None:
        return
    if isinstance(cell, bool):
        worksheet.write_boolean(row, column, cell, looks.text)
    elif isinstance(cell, int | float):
        worksheet.write_number(row, column, cell, looks.text)
    elif isinstance(cell, date | time | timedelta):
        worksheet.write_datetime(row, column, cell, looks.of_time(cell))
    else:
        _write_text(worksheet, row, column, encodable(text_of(cell)), looks)


def _write_text(worksheet: Worksheet, row: int, column: int, text: str, looks: Looks) -> None:
    if len(text) > MAX_TEXT:
        place = f"{worksheet.get_name()}!{letters(column + 1)}{row + 1}"
        raise ValueError(f"the text in {place} has {len(text):,} characters; an .xlsx cell holds {MAX_TEXT:,}")
    worksheet.write_string(row, column, text, looks.quoted if text.startswith(_EVALUATED) else looks.text)

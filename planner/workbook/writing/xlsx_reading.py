"""Draws the sheets for reading: looks, frozen heads, filters, and how they print."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from math import ceil
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from planner.workbook.files.xlsx_book import MAX_TEXT
from planner.workbook.format.for_reading import HEAD_ROW, MARK, MARK_ROW, Head, ReadingSheet, Shown
from planner.workbook.kinds.single import text_of
from planner.workbook.writing.xlsx_cells import EVALUATED, TINTS, encodable, sheet_name

_A3, _A4 = 8, 9
_MOST_BREAKS = 1_000
_LINE, _MOST_LINES, _BREAKING = 13.5, 25, 0.95
"""Points of a line of text; how wide a character is, with what is lost where text is broken."""

_PAGE_WIDTH = 98
"""Characters across an A4 page on its side, at full size."""
_FONT = "Calibri"
_BASE = {"valign": "top", "text_wrap": True, "font_name": _FONT, "font_size": 10}
_BAR = {
    "valign": "vcenter",
    "align": "center",
    "text_wrap": True,
    "font_size": 9,
    "border": 1,
    "border_color": "#6E6E6E",
}

_LOOKS: dict[str, dict[str, Any]] = {
    "text": {},
    "strong": {"bold": True},
    "muted": {"font_color": "#6E6E6E"},
    "title": {"bold": True, "font_size": 16, "text_wrap": False, "font_color": "#1F4E78"},
    "mark": {"italic": True, "text_wrap": False, "font_color": "#6E6E6E", "font_size": 9},
    "head": {"bold": True, "bg_color": "#1F4E78", "font_color": "#FFFFFF", "valign": "vcenter", "border": 1}
    | {"border_color": "#FFFFFF"},
    "side": {"bold": True, "valign": "vcenter", "bottom": 1, "bottom_color": "#D0D0D0"},
    "link": {"font_color": "#1F4E78", "underline": 1},
    "number": {"align": "center"},
    "percent": {"num_format": "0%"},
    "sum": {"bold": True, "top": 1},
    "sum percent": {"bold": True, "top": 1, "num_format": "0%"},
    "day": {"bold": True, "bg_color": "#EEF2F7", "top": 1, "top_color": "#1F4E78"},
    **{kind: {"bg_color": tint} for kind, tint in TINTS.items()},
    **{f"{kind} bar": _BAR | {"bg_color": tint} for kind, tint in TINTS.items()},
    "restricted bar": _BAR | {"bg_color": TINTS["bilateral"], "border": 5, "border_color": "#3A3A3A"},
    "turnover bar": {"bg_color": "#EFEFEF"},
    "closed bar": _BAR | {"pattern": 14, "fg_color": "#BDBDBD", "bg_color": "#FFFFFF", "border": 3},
    "provisional bar": _BAR | {"bg_color": TINTS["provisional"], "border": 3, "italic": True},
    "cancelled": {"font_color": "#6E6E6E", "font_strikeout": True},
}


class _Palette:
    """The formats of one workbook, each made when it is first asked for."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self._book = book
        self._made: dict[tuple[str, str, bool], Format] = {}

    def of(self, look: str, number: str = "", *, quoted: bool = False) -> Format:
        key = look, number, quoted
        if key not in self._made:
            moment = {"num_format": number, "align": "left"} if number else {}
            properties: Mapping[str, object] = _BASE | _LOOKS[look] | moment
            self._made[key] = self._book.add_format(dict(properties) | ({"quote_prefix": True} if quoted else {}))
        return self._made[key]

    def for_cell(self, shown: Shown) -> Format:
        value = shown.value
        if isinstance(value, str):
            return self.of(shown.look, quoted=value.startswith(EVALUATED))
        return self.of(shown.look, _number_format(value))


def _number_format(value: object) -> str:
    if isinstance(value, datetime):
        return "yyyy-mm-dd hh:mm"
    if isinstance(value, time):
        return "hh:mm:ss" if value.second else "hh:mm"
    return "ddd d mmm yyyy" if isinstance(value, date) else ""


def draw_all(book: xlsxwriter.Workbook, sheets: Sequence[ReadingSheet], taken: set[str]) -> None:
    """Adds the sheets, with names that are not `taken` yet."""
    palette = _Palette(book)
    titles = [sheet_name(sheet.name, taken) for sheet in sheets]
    names = {sheet.name: name for sheet, name in zip(sheets, titles, strict=True)}
    for sheet, name in zip(sheets, titles, strict=True):
        _draw(book.add_worksheet(name), sheet, palette, names)


def _draw(worksheet: Worksheet, sheet: ReadingSheet, palette: _Palette, names: Mapping[str, str]) -> None:
    for row, (text, look) in enumerate(((sheet.title, "title"), (MARK, "mark"), (sheet.remark, "mark"))):
        _write(worksheet, row, 0, Shown(text, look), palette)
    worksheet.set_row(0, 24)
    _draw_heads(worksheet, sheet.heads, palette)
    for at, cells in enumerate(sheet.rows, HEAD_ROW):
        height = _height(sheet.heads, cells) if sheet.height is None else sheet.height
        worksheet.set_row(at, height)
        for column, shown in enumerate(cells):
            if shown is not None:
                _place(worksheet, at, column, shown, palette, names)
    _arrange(worksheet, sheet)


def _height(heads: Sequence[Head], cells: Sequence[Shown | None]) -> float:
    """Of a row, by how often its longest text has to be broken; not every program works this out by itself."""
    texts = ((head.width, cell.value) for head, cell in zip(heads, cells, strict=False) if cell is not None)
    lines = (ceil(len(value) * _BREAKING / width) for width, value in texts if isinstance(value, str))
    return _LINE * min(_MOST_LINES, max(1, *lines, 1))


def _draw_heads(worksheet: Worksheet, heads: Sequence[Head], palette: _Palette) -> None:
    look, at = palette.of("head"), 0
    longest = max((len(head.text) / (head.width * head.columns) for head in heads), default=0)
    worksheet.set_row(HEAD_ROW - 1, 30 if longest > 1 else 18)
    for head in heads:
        worksheet.set_column(at, at + head.columns - 1, head.width)
        if head.columns > 1:
            worksheet.merge_range(HEAD_ROW - 1, at, HEAD_ROW - 1, at + head.columns - 1, "", look)
        worksheet.write_string(HEAD_ROW - 1, at, encodable(head.text), look)
        at += head.columns


def _place(
    worksheet: Worksheet, row: int, column: int, shown: Shown, palette: _Palette, names: Mapping[str, str]
) -> None:
    if shown.columns > 1:
        worksheet.merge_range(row, column, row, column + shown.columns - 1, "", palette.for_cell(shown))
    if shown.leads_to:
        place = "internal:'" + names[shown.leads_to].replace("'", "''") + "'!A1"
        worksheet.write_url(row, column, place, palette.for_cell(shown), encodable(text_of(shown.value)))
    else:
        _write(worksheet, row, column, shown, palette)


def _write(worksheet: Worksheet, row: int, column: int, shown: Shown, palette: _Palette) -> None:
    value, look = shown.value, palette.for_cell(shown)
    if value is None:
        worksheet.write_blank(row, column, None, look)
    elif isinstance(value, int | float):
        worksheet.write_number(row, column, value, look)
    elif isinstance(value, date | time | timedelta):
        worksheet.write_datetime(row, column, value, look)
    else:
        worksheet.write_string(row, column, encodable(text_of(value))[:MAX_TEXT], look)


def _arrange(worksheet: Worksheet, sheet: ReadingSheet) -> None:
    width = sum(head.columns for head in sheet.heads)
    worksheet.freeze_panes(HEAD_ROW, sheet.fixed)
    if sheet.table:
        worksheet.autofilter(HEAD_ROW - 1, 0, HEAD_ROW - 1 + max(len(sheet.rows), 1), width - 1)
    worksheet.hide_gridlines(2)
    worksheet.set_landscape()
    worksheet.set_paper(_A3 if sheet.large else _A4)
    worksheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    if sheet.breaks:  # spreadsheet programs pass over page breaks where they fit pages to a width
        wide = sum(head.width * head.columns for head in sheet.heads)
        worksheet.set_print_scale(max(10, min(100, int(_PAGE_WIDTH / wide * 100))))
        worksheet.set_h_pagebreaks([HEAD_ROW + row for row in sheet.breaks[:_MOST_BREAKS]])
    else:
        worksheet.fit_to_pages(1, 0)
    worksheet.repeat_rows(MARK_ROW - 2, HEAD_ROW - 1)
    worksheet.print_area(0, 0, HEAD_ROW - 1 + max(len(sheet.rows), 1), width - 1)
    worksheet.set_footer("&L&A&RPage &P of &N")

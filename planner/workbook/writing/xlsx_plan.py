"""Colours of the sheet Plan: they follow its columns `state`, `locked` and `why`, also when these are edited."""

from xlsxwriter.worksheet import Worksheet

from planner.workbook.grid import letters
from planner.workbook.writing.layout import Layout
from planner.workbook.writing.xlsx_cells import Looks


def tint_plan(worksheet: Worksheet, layout: Layout, looks: Looks) -> None:
    """Rows that have no place are red, done ones grey, cancelled ones struck out, provisional amber, locked bold."""
    at = {column.header: letters(number) for number, column in enumerate(layout.columns, 1)}
    area = (1, 0, max(len(layout.rows), 1), len(layout.columns) - 1)
    state, locked, why = (f"${at[header]}2" for header in ("state", "locked", "why"))
    for criteria, look in (
        (f'={state}="cancelled"', looks.cancelled),
        (f'={state}="unplaced"', looks.unplaced),
        (f'={state}="done"', looks.done),
        (f'=LEFT({why},11)="Provisional"', looks.provisional),
        (f'={locked}="yes"', looks.locked),
    ):
        worksheet.conditional_format(*area, {"type": "formula", "criteria": criteria, "format": look})

"""The blank event workbook: every sheet and column, and an example row on each that is to be overwritten.

The examples fit together, so that a fresh template reads without errors; their ids begin with EXAMPLE, and the reader
warns of rows that still do.
"""

from zoneinfo import ZoneInfo

from planner.domain.records import Policy
from planner.workbook.format.event import EVENT, POLICY, SETTINGS
from planner.workbook.format.sheets import SHEETS
from planner.workbook.format.table import Column, Sheet
from planner.workbook.grid import Cell
from planner.workbook.kinds.single import Margin
from planner.workbook.writing.layout import Layout, default_text, policy_rows

EXAMPLE = "EXAMPLE"
"""The beginning of the ids of example rows."""

_UTC = ZoneInfo("UTC")
_SILENT = Margin(_UTC, lambda severity, sentence, cure: None)


def template_layouts() -> list[Layout]:
    """Every sheet with its example rows; the Policy sheet lists every rule with its default."""
    return [Layout(sheet.name, sheet.columns, (), _rows(sheet)) for sheet in SHEETS]


def _rows(sheet: Sheet) -> list[tuple[Cell, ...]]:
    if sheet is EVENT:
        return [
            (column.header, _example(column, column.example or default_text(EVENT.record, column)))
            for column in SETTINGS
        ]
    if sheet is POLICY:
        return list(policy_rows(Policy(), _UTC))
    rows = [tuple(column.example for column in sheet.columns), *sheet.examples]
    return [
        tuple(_example(column, shown) for column, shown in zip(sheet.columns, row, strict=False))
        for row in rows
        if any(row)
    ]


def _example(column: Column, shown: str) -> Cell:
    """The cell that the reader would understand as the example."""
    value = column.kind.read(shown, _SILENT)
    return None if value in (None, ()) else column.kind.write(value, _UTC)

"""What ends before it starts, found in the rows: no record can be made of it."""

from collections.abc import Iterable, Mapping
from dataclasses import fields
from datetime import datetime

from planner.domain.records import Settings
from planner.domain.sound import is_reversed, said
from planner.workbook.findings import Findings
from planner.workbook.format.changes import CHANGES
from planner.workbook.format.event import EVENT
from planner.workbook.format.sheets import RECORD_SHEETS
from planner.workbook.grid import Cell
from planner.workbook.reading.rows import Row

CHECKED = tuple(sheet for sheet in RECORD_SHEETS if sheet is not CHANGES)
"""Changes are looked at as records, because which of their columns count depends on their kind."""


def order_settings(row: Row, findings: Findings) -> None:
    """Reports an event or a day that ends before it starts, and forgets both ends."""
    defaults = {field.name: field.default for field in fields(Settings)}
    first, last = row.values.get("start_date"), row.values.get("end_date")
    if is_reversed(first, last, may_meet=True):
        sentence = f"The event ends on {last}, before it starts on {first}."
        findings.error(
            EVENT.name, row.cell("end_date"), sentence, "Put end_date on or after start_date.", value=str(last)
        )
        _drop(row, ("start_date", "end_date"))
    opens, closes = (row.values.get(name, defaults[name]) for name in ("day_start", "day_end"))
    if is_reversed(opens, closes, may_meet=False):
        sentence = f"The day ends at {said(closes)}, but starts at {said(opens)}."
        findings.error(EVENT.name, row.cell("day_end"), sentence, "Put day_end after day_start.", value=said(closes))
        _drop(row, ("day_start", "day_end"))


def order_rows(tables: Mapping[str, Iterable[Row]], findings: Findings) -> None:
    """Reports every row of which one moment is not after another that it should follow, and forgets the later one."""
    for sheet in CHECKED:
        pairs = [(pair, False) for pair in sheet.spans] + [(pair, True) for pair in sheet.meets]
        for row in tables[sheet.name] if pairs else ():
            for (first, last), may_meet in pairs:
                start, end = row.values.get(first), row.values.get(last)
                if is_reversed(start, end, may_meet=may_meet):
                    sentence = f"{_named(row)}{last} ({said(end)}) is not after {first} ({said(start)})."
                    cure = f"Put {last} after {first}."
                    findings.error(sheet.name, row.cell(last), sentence, cure, value=_shown(end))
                    _drop(row, (last,))


def _named(row: Row) -> str:
    """The beginning of a sentence about a row; one without code or id is named by its cell alone."""
    if row.sheet.line_kind is not None:
        return f"{row.text('line')}/{row.text('delegation')}: "
    return f"{row.text(row.sheet.key)}: " if row.sheet.key else ""


def _shown(moment: object) -> Cell:
    return moment.replace(tzinfo=None) if isinstance(moment, datetime) else str(moment)


def _drop(row: Row, headers: Iterable[str]) -> None:
    for column in row.columns:
        if column.header in headers:
            row.drop(column)

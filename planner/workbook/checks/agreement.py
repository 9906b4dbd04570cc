"""What contradicts in an event, each with the cell that says it; the domain says what that is."""

from collections.abc import Iterator
from datetime import date

from planner.domain.agreement import Fault, contradictions
from planner.domain.event import Event
from planner.domain.plan import Problem
from planner.domain.records import Entry, Settings
from planner.domain.vocabulary import Severity
from planner.workbook.format.event import EVENT
from planner.workbook.format.sheets import RECORD_SHEETS, keys, records_of
from planner.workbook.format.table import Sheet
from planner.workbook.workbook import Workbook


def check_agreement(workbook: Workbook) -> Iterator[Problem]:
    """Everything about settings, parties, places and zones that takes more than one cell to see."""
    for fault in contradictions(workbook.event):
        if fault.field == "end_date" and _stands_in(workbook.event.settings):
            continue
        sheet, key, header = _place(workbook.event, fault)
        cell = workbook.locate(sheet, key, header)
        yield Problem(Severity.ERROR, sheet, cell, fault.value, fault.sentence, fault.cure)


def _stands_in(settings: Settings) -> bool:
    """Whether the days are those that the reader puts where the sheet says none."""
    return date.min in (settings.start_date, settings.end_date) or date.max in (settings.start_date, settings.end_date)


def _place(event: Event, fault: Fault) -> tuple[str, str, str]:
    """The sheet, the record's key and the column of a fault."""
    if isinstance(fault.record, Settings):
        return EVENT.name, fault.field, "value"
    sheet = _sheet_of(event, fault.record)
    records = records_of(sheet, event, None)
    named = zip(keys(sheet, records), records, strict=True)
    return sheet.name, next(key for key, record in named if record is fault.record), _header(sheet, fault.field)


def _sheet_of(event: Event, record: object) -> Sheet:
    kind = event.line[record.line].kind if isinstance(record, Entry) else None
    return next(one for one in RECORD_SHEETS if one.record is type(record) and one.line_kind == kind)


def _header(sheet: Sheet, field: str) -> str:
    return next(column.header for column in sheet.columns if field in column.fields)

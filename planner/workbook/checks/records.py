"""What the records of one event must agree on with each other, beyond what a single cell can say."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime

from planner.domain.clock import clock
from planner.domain.event import Event
from planner.domain.plan import Problem
from planner.domain.sound import is_reversed, said
from planner.domain.vocabulary import PlanState, Severity
from planner.workbook.checks.agreement import check_agreement
from planner.workbook.checks.changes import check_changes
from planner.workbook.checks.settings import check_settings
from planner.workbook.checks.sizes import check_sizes
from planner.workbook.checks.uncertainty import check_uncertainty
from planner.workbook.findings import Findings
from planner.workbook.format.changes import CHANGES
from planner.workbook.format.items import PLAN
from planner.workbook.format.sheets import SHEETS, keys, records_of
from planner.workbook.format.table import Column, Sheet
from planner.workbook.kinds.single import text_of
from planner.workbook.workbook import Workbook
from planner.workbook.writing.template import EXAMPLE

Check = Callable[[Workbook], Iterable[Problem]]


def check(workbook: Workbook, findings: Findings) -> None:
    """Adds every problem that only shows when records are compared."""
    checks: tuple[Check, ...] = (
        check_settings,
        check_sizes,
        _orders,
        _edges,
        check_agreement,
        check_uncertainty,
        check_changes,
        _plan_rows,
        _examples,
    )
    misread = {(problem.sheet, problem.cell) for problem in findings.problems if problem.sheet == CHANGES.name}
    for one in checks:
        for problem in one(workbook):
            # What could not be read is missing only for that reason.
            if (problem.sheet, problem.cell) not in misread:
                findings.take(problem)


def _problem(
    workbook: Workbook,
    sheet: Sheet,
    key: str,
    header: str,
    value: object,
    sentence: str,
    cure: str,
    severity: Severity = Severity.ERROR,
) -> Problem:
    shown = text_of(value.replace(tzinfo=None)) if isinstance(value, datetime) else str(value)
    return Problem(severity, sheet.name, workbook.locate(sheet.name, key, header), shown, sentence, cure)


def _keyed(sheet: Sheet, workbook: Workbook) -> Iterator[tuple[str, object]]:
    records = records_of(sheet, workbook.event, workbook.plan)
    return zip(keys(sheet, records), records, strict=True)


def _field(sheet: Sheet, header: str) -> str:
    column = sheet.column(header)
    assert column is not None
    return column.fields[0]


def _orders(workbook: Workbook) -> Iterator[Problem]:
    """No row of the plan and no change ends before it starts; of other records this is known before they are made."""
    for sheet in (PLAN, CHANGES):
        for first, last in sheet.spans:
            opening, closing = _field(sheet, first), _field(sheet, last)
            for key, record in _keyed(sheet, workbook):
                start, end = getattr(record, opening), getattr(record, closing)
                if is_reversed(start, end, may_meet=False):
                    sentence = f"{_named(sheet, key)}{last} ({said(end)}) is not after {first} ({said(start)})."
                    yield _problem(workbook, sheet, key, last, end, sentence, f"Put {last} after {first}.")


def _named(sheet: Sheet, key: str) -> str:
    """The beginning of a sentence about a record; one without code or id is named by its cell alone."""
    return f"{key}: " if sheet.key or sheet.line_kind is not None else ""


def _edges(workbook: Workbook) -> Iterator[Problem]:
    """Times outside the event's days are likely slips of the pen."""
    for sheet in SHEETS:
        columns = [column for column in sheet.columns if column.edge]
        for key, record in _keyed(sheet, workbook) if columns else ():
            for column in columns:
                moment = getattr(record, column.fields[0])
                if moment is not None and _beyond(column, moment.date(), workbook.event):
                    first, last = workbook.event.settings.start_date, workbook.event.settings.end_date
                    said_so = f"{column.header} is {clock(moment)}; the event is from {first} to {last}."
                    sentence = f"{_named(sheet, key)}{said_so}"
                    cure = "Check the date, or the dates of the event."
                    yield _problem(workbook, sheet, key, column.header, moment, sentence, cure, Severity.WARNING)


def _beyond(column: Column, day: date, event: Event) -> bool:
    early, late = day < event.settings.start_date, day > event.settings.end_date
    return {"inside": early or late, "opens": late, "closes": early}[column.edge]


def _plan_rows(workbook: Workbook) -> Iterator[Problem]:
    """A row of the plan says what its item is, has both times or none, and is locked only with both."""
    for row in () if workbook.plan is None else workbook.plan.rows:
        if row.locked and row.start is None and row.end is None and row.state != PlanState.CANCELLED:
            sentence = f"{row.item} is locked but has no time, so that there is nothing to keep and it may be placed."
            cure = "Fill in start and end, or empty locked."
            yield _problem(workbook, PLAN, row.item, "locked", "yes", sentence, cure, Severity.WARNING)
        if (row.start is None) != (row.end is None):
            wanting = "start" if row.start is None else "end"
            sentence = f"{row.item} has no {wanting} in the plan, so that it takes no time."
            cure = f"Fill in its {wanting}, or empty both times."
            yield _problem(workbook, PLAN, row.item, wanting, "", sentence, cure, Severity.WARNING)


def _examples(workbook: Workbook) -> Iterator[Problem]:
    """Example rows of the template that are still there would be planned like any other."""
    for sheet in SHEETS:
        key = next((key for key, _ in _keyed(sheet, workbook) if key.startswith(EXAMPLE)), "") if sheet.member else ""
        if key:
            sentence = f"{key} is an example row of the template."
            cure = "Overwrite or delete the example rows."
            yield _problem(workbook, sheet, key, sheet.key or "line", key, sentence, cure, Severity.WARNING)

"""The one table of the format: every sheet in its order. Reader, writer, template and reference follow from it."""

from collections.abc import Iterator, Sequence

from planner.domain.event import Event
from planner.domain.plan import Plan
from planner.workbook.format.changes import CHANGES
from planner.workbook.format.event import EVENT, POLICY
from planner.workbook.format.items import (
    ARRIVALS,
    BILATERALS,
    LINES,
    PLAN,
    PROGRAMME,
    SIDE_EVENTS,
    SIGNINGS,
    STATEMENTS,
)
from planner.workbook.format.parties import (
    ABSENCES,
    DELEGATIONS,
    INTERPRETERS,
    KEEP_APART,
    PEOPLE,
    ROOMS,
    WALKING,
)
from planner.workbook.format.table import Sheet
from planner.workbook.format.uncertainty import UNCERTAINTY
from planner.workbook.grid import plain

SHEETS = (
    EVENT,
    POLICY,
    DELEGATIONS,
    PEOPLE,
    ABSENCES,
    ROOMS,
    WALKING,
    PROGRAMME,
    LINES,
    SIGNINGS,
    STATEMENTS,
    ARRIVALS,
    BILATERALS,
    SIDE_EVENTS,
    INTERPRETERS,
    KEEP_APART,
    UNCERTAINTY,
    CHANGES,
    PLAN,
)

RECORD_SHEETS = tuple(sheet for sheet in SHEETS if sheet.member)
"""Those of which a row becomes one record of the event."""


def sheet_named(name: str) -> Sheet | None:
    """The sheet of this name, compared as users write it."""
    return next((sheet for sheet in SHEETS if plain(sheet.name) == plain(name)), None)


def records_of(sheet: Sheet, event: Event, plan: Plan | None) -> Sequence[object]:
    """What the rows of a record sheet or of the plan are made from. People made up for a delegation are no rows."""
    if sheet is PLAN:
        return () if plan is None else plan.rows
    if sheet.line_kind is not None:
        return [entry for entry in event.entries if event.line[entry.line].kind == sheet.line_kind]
    if sheet is PEOPLE:
        return [person for person in event.people if not person.implied]
    records: Sequence[object] = getattr(event, sheet.member)
    return records


def keys(sheet: Sheet, records: Sequence[object]) -> Iterator[str]:
    """The key of each record: its code or id, `LINE/CODE` of entries, the number in its sheet counted from 0."""
    for number, record in enumerate(records):
        if sheet.line_kind is not None:
            yield str(getattr(record, "item"))  # noqa: B009 -- the sheet says that the record is an entry
        else:
            yield str(getattr(record, sheet.key)) if sheet.key else str(number)

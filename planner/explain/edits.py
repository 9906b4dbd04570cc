"""Small changes of an event or a plan, and how the workbook spells what changed."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, time

from planner.domain.event import Event
from planner.domain.issue import carried
from planner.domain.plan import Breach, Placement, Plan
from planner.domain.records import Bilateral, Entry, Interpreter, Line, Room, SideEvent
from planner.explain.records import FieldChange, spelt_moment
from planner.rules import check
from planner.workbook.format.table import Sheet
from planner.workbook.writing.layout import record_cells

Wish = Bilateral | SideEvent


def wish_of(event: Event, item: str) -> Wish:
    """The request for a meeting, as its sheet has it."""
    wishes: tuple[Wish, ...] = (*event.bilaterals, *event.side_events)
    return next(one for one in wishes if one.id == item)


def with_wish(event: Event, wish: Wish) -> Event:
    """The event with one request in place of the one with the same id."""
    if isinstance(wish, Bilateral):
        return replace(event, bilaterals=tuple(wish if one.id == wish.id else one for one in event.bilaterals))
    return replace(event, side_events=tuple(wish if one.id == wish.id else one for one in event.side_events))


def with_rows(event: Event, plan: Plan, rows: Iterable[Placement]) -> Plan:
    """The plan with rows in place of those of the same items, told anew where they say something new."""
    new = {row.item: row for row in rows}
    kept = tuple(new.pop(row.item, row) for row in plan.rows)
    return carried(event, Plan((*kept, *new.values())), plan)


def new_breaches(event: Event, plan: Plan, known: frozenset[Breach]) -> bool:
    """Whether the plan breaks a rule in a way that is not known of it already."""
    return not known.issuperset(check(event, plan))


Record = Wish | Room | Entry | Line
"""What a cure may change."""


def field_change(key: str, field: str, old: Record, new: Record) -> FieldChange:
    """The cell of a record in which the two differ."""
    return FieldChange(key, field, _spelt(old, field), _spelt(new, field))


def added_cells(event: Event, sheet: Sheet, key: str, record: Room | Interpreter) -> tuple[FieldChange, ...]:
    """Every cell that a new record fills in its row of a sheet, the key aside."""
    cells = zip(sheet.columns, record_cells(sheet.columns, record, event.zone), strict=True)
    return tuple(
        FieldChange(key, column.header, "", f"{cell:%H:%M}" if isinstance(cell, time) else str(cell))
        for column, cell in cells
        if cell is not None and column.header != sheet.key
    )


def _spelt(record: Record, field: str) -> str:
    value = getattr(record, field)
    if field == "room" and isinstance(record, Bilateral | SideEvent) and record.must_room:
        return f"!{value}"
    if isinstance(value, datetime):
        return spelt_moment(value)
    if isinstance(value, time):
        return f"{value:%H:%M}"
    return "; ".join(value) if isinstance(value, tuple) else "" if value is None else str(value)

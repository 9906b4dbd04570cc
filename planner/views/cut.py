"""The smaller event with the smaller plan that a view may see.

A view is not a filter on pages. What is not for the reader's eyes is not in it, so that nothing made from it can show
it: absences that are restricted, pairs to be kept apart, other delegations' items, reasons, notes, full powers.
"""

from dataclasses import dataclass, replace

from planner.domain.event import Event
from planner.domain.plan import Placement, Plan
from planner.domain.records import WHO_NONE, Line, ProgrammeItem
from planner.domain.vocabulary import ItemKind
from planner.views.discretion import RESERVED, Discretion, line_is_public, line_item
from planner.views.narrowing import narrowed


@dataclass(frozen=True, slots=True)
class Seen:
    """An event and its plan, as far as a view may see them."""

    event: Event
    plan: Plan


def organisers(event: Event, plan: Plan) -> Seen:
    """All but restricted absences, and what reasons tell of them."""
    discretion = Discretion(event)
    open_absences = tuple(one for one in event.absences if not one.restricted)
    rows = tuple(replace(row, why=discretion.reason(row.why)) for row in plan.rows)
    return Seen(replace(event, absences=open_absences), Plan(rows))


def delegations(event: Event, plan: Plan, code: str) -> Seen:
    """A delegation's own items: what its people attend, its turns, and the meetings to which it is a party."""
    discretion = Discretion(event)
    own = {person.id for person in event.people_of[code]}
    rows = [row for row in plan.rows if discretion.concerns(row, code)]
    programme = tuple(_attended(event, row.item, own) for row in rows if row.item in event.programme_item)
    return Seen(*narrowed(event, rows, programme, mine=own | {code}))


def _attended(event: Event, item: str, own: set[str]) -> ProgrammeItem:
    fixed = event.programme_item[item]
    return replace(fixed, who=tuple(one for one in event.attendees(fixed) if one in own))


def publics(event: Event, plan: Plan) -> Seen:
    """What is public: programme, side events, lines as wholes, and their order without times. Nobody is named."""
    return Seen(*narrowed(event, *_public(event, plan)))


def _public(event: Event, plan: Plan) -> tuple[list[Placement], tuple[ProgrammeItem, ...]]:
    public = Discretion(event).public
    shown = [replace(row, people=(), interpreters=()) for row in plan.standing if row.item in public]
    lines = [
        ProgrammeItem(line_item(line), line.label, line.start, line.end, line.room, (WHO_NONE,))
        for line in event.lines
        if line_is_public(line)
    ]
    programme = tuple(
        replace(event.programme_item[row.item], who=(WHO_NONE,)) for row in shown if row.item in event.programme_item
    )
    return [*shown, *map(_row_of, lines), *_order(event, plan)], (*programme, *lines)


def _order(event: Event, plan: Plan) -> list[Placement]:
    """Who has which number in a line that is public, in this order; not when, and not who comes."""
    turns = [row for row in plan.standing if row.item in event.entry and line_is_public(_line_of(event, row))]
    turns.sort(key=lambda row: (row.span, row.position or 0))
    return [Placement(row.item, row.kind, position=row.position) for row in turns]


def _line_of(event: Event, row: Placement) -> Line:
    return event.line[event.entry[row.item].line]


def _row_of(item: ProgrammeItem) -> Placement:
    return Placement(item.id, ItemKind.PROGRAMME, item.title, item.start, item.end, item.room)


def doors(event: Event, plan: Plan) -> Seen:
    """What may hang on a door: what it may name, and of all else its hours under a neutral title."""
    discretion = Discretion(event)
    named = discretion.on_doors
    rows, programme = _public(event, plan)
    taken = {row.item for row in rows}
    elsewhere = [row for row in plan.standing if row.item not in taken and row.room]
    meetings = [replace(row, people=(), interpreters=()) for row in elsewhere if row.item in named]
    hidden = [
        (row.span.start, row.span.end, row.room, discretion.door_title(row.item))
        for row in elsewhere
        if row.item not in {*named, *event.entry}
    ]
    hidden += [(line.start, line.end, line.room, RESERVED) for line in event.lines if not line_is_public(line)]
    reserved = [
        ProgrammeItem(f"RESERVED {number}", title, event.local(start), event.local(end), room, (WHO_NONE,))
        for number, (start, end, room, title) in enumerate(sorted(hidden), 1)
    ]
    return Seen(*narrowed(event, [*rows, *meetings, *map(_row_of, reserved)], (*programme, *reserved)))

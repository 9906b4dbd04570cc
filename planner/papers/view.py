"""What each view may see: the one place that decides it. Papers are made from what comes out of here, and nothing else.

A view is not a filter on pages but a smaller event with a smaller plan. What is not for the reader's eyes is not in
it, so that no paper can print it: absences that are restricted, pairs to be kept apart, other delegations' items,
reasons, notes, full powers.
"""

from collections.abc import Iterable
from dataclasses import replace

from planner.domain.clock import clock
from planner.domain.event import Event
from planner.domain.plan import Placement, Plan
from planner.domain.records import WHO_NONE, ProgrammeItem
from planner.domain.vocabulary import ItemKind, LineKind, PlanState
from planner.papers.edition import Edition, View
from planner.papers.narrowing import narrowed

RESERVED = "Reserved"
"""What a door says of an item that is not for everybody's eyes."""


def for_organiser(edition: Edition) -> Edition:
    """All but restricted absences, and what reasons tell of them."""
    event = edition.event
    hidden = [f" from {clock(one.from_)} to {clock(one.to)}" for one in event.absences if one.restricted]
    open_absences = tuple(one for one in event.absences if not one.restricted)
    rows = tuple(replace(row, why=_without(row.why, hidden)) for row in edition.plan.rows)
    return replace(edition, event=replace(event, absences=open_absences), plan=Plan(rows), view=View.ORGANISER)


def _without(why: str, hidden: Iterable[str]) -> str:
    for times in hidden:
        why = why.replace(f"is not available{times}", "is not available")
    return why


def for_delegation(edition: Edition, code: str) -> Edition:
    """A delegation's own items: what its people attend, its turns, and the meetings to which it is a party."""
    event = edition.event
    own = {person.id for person in event.people_of[code]}
    attended = {one.id for one in event.programme if not own.isdisjoint(event.attendees(one))}

    def concerns(row: Placement) -> bool:
        if row.item in event.programme_item:
            return row.item in attended
        if row.item in event.entry:
            return event.entry[row.item].delegation == code
        parties = event.meeting[row.item].parties if row.item in event.meeting else ()
        return code in parties or not own.isdisjoint(row.people)

    rows = [row for row in edition.plan.rows if concerns(row) and _may_know(event, row, code)]
    programme = tuple(_attended(event, row.item, own) for row in rows if row.item in event.programme_item)
    return narrowed(edition, rows, programme, View.DELEGATION, mine=own | {code})


def _may_know(event: Event, row: Placement, code: str) -> bool:
    """Of what has no time a delegation hears what it asked for or accepted, not what others would like of it."""
    if row.stands or row.item not in event.meeting or not event.meeting[row.item].is_bilateral:
        return row.state != PlanState.CANCELLED
    meeting = event.meeting[row.item]
    return row.state != PlanState.CANCELLED and (meeting.parties[0] == code or not meeting.provisional)


def _attended(event: Event, item: str, own: set[str]) -> ProgrammeItem:
    fixed = event.programme_item[item]
    return replace(fixed, who=tuple(one for one in event.attendees(fixed) if one in own))


def desk_copy(own: Edition, organiser: Edition) -> Edition:
    """A delegation's own items as the organiser keeps them: with reasons and proof."""
    rows = tuple(replace(row, why=organiser.plan.by_item[row.item].why) for row in own.plan.rows)
    return replace(own, plan=Plan(rows), view=View.ORGANISER, stamp=organiser.stamp)


def for_public(edition: Edition) -> Edition:
    """What is public: programme, side events, and who has which turn to sign or speak. No bilateral, no arrival."""
    event = edition.event

    def is_public(row: Placement) -> bool:
        if row.item in event.programme_item:
            return event.programme_item[row.item].public
        if row.item in event.entry:
            return event.line[event.entry[row.item].line].kind != LineKind.ARRIVAL
        return any(one.id == row.item and one.public for one in event.side_events)

    rows = [replace(row, people=_named(event, row)) for row in edition.plan.standing if is_public(row)]
    programme = tuple(
        replace(event.programme_item[row.item], who=(WHO_NONE,)) for row in rows if row.item in event.programme_item
    )
    return narrowed(edition, rows, programme, View.PUBLIC)


def _named(event: Event, row: Placement) -> tuple[str, ...]:
    return () if row.item in event.programme_item else row.people


def for_doors(edition: Edition) -> Edition:
    """What may hang on a door: what is public and bilaterals that are not restricted; all else is only `Reserved`."""
    event, public = edition.event, for_public(edition)
    shown = set(public.plan.by_item)
    meetings = [
        replace(row, people=(), interpreters=())
        for row in edition.plan.of(ItemKind.BILATERAL)
        if row.item in event.meeting and not event.meeting[row.item].restricted
    ]
    shown |= {row.item for row in meetings}
    reserved = [
        ProgrammeItem(f"RESERVED {number}", RESERVED, row.start, row.end, row.room, (WHO_NONE,))
        for number, row in enumerate((row for row in edition.plan.standing if row.item not in shown and row.room), 1)
        if row.start is not None and row.end is not None
    ]
    rows = [
        *public.plan.rows,
        *(row for row in meetings if row.room),
        *(Placement(one.id, ItemKind.PROGRAMME, one.title, one.start, one.end, one.room) for one in reserved),
    ]
    return narrowed(edition, rows, (*public.event.programme, *reserved), View.PUBLIC)

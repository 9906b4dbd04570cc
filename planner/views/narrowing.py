"""An event cut down to a few rows of its plan: only who and what they speak of is left of it.

Records are made anew from the fields that are listed here, so that a field which is added to them one day stays out
until somebody decides that it may be seen.
"""

from collections.abc import Iterable, Set
from dataclasses import replace

from planner.domain.event import Event
from planner.domain.plan import Placement, Plan
from planner.domain.records import (
    Bilateral,
    Delegation,
    Entry,
    Interpreter,
    Line,
    Person,
    Policy,
    ProgrammeItem,
    Room,
    SideEvent,
)
from planner.domain.vocabulary import Rank


def narrowed(
    event: Event, chosen: Iterable[Placement], programme: tuple[ProgrammeItem, ...], mine: Set[str] = frozenset()
) -> tuple[Event, Plan]:
    """The event of these rows and programme items; `mine` are the people and codes of the reader, who stay whole."""
    plan = Plan(tuple(_row(row) for row in chosen))
    items = plan.by_item
    rooms = {row.room for row in plan.rows}
    interpreters = {one for row in plan.rows for one in row.interpreters}
    entries = tuple(event.entry[item] for item in items if item in event.entry)
    lines = {entry.line for entry in entries}
    cut = Event(
        event.settings,
        _policy(event),
        rooms=tuple(_room(one, phone=bool(mine)) for one in event.rooms if one.code in rooms),
        walks=event.walks,
        programme=tuple(_programme_item(one) for one in programme),
        lines=tuple(_line(one) for one in event.lines if one.id in lines),
        entries=tuple(_entry(event, one, items[one.item], mine) for one in entries),
        bilaterals=tuple(_bilateral(event, one, items[one.id]) for one in event.bilaterals if one.id in items),
        side_events=tuple(_side_event(one, items[one.id]) for one in event.side_events if one.id in items),
        interpreters=tuple(_interpreter(one) for one in event.interpreters if one.id in interpreters),
    )
    whole = _with_parties(event, cut, plan, mine)
    codes = {one.code for one in whole.delegations}
    host = whole.settings.host if whole.settings.host in codes else ""
    return replace(whole, settings=replace(whole.settings, host=host)), plan


# --- who is left -----------------------------------------------------------------------------------------------------


def _with_parties(event: Event, cut: Event, plan: Plan, mine: Set[str]) -> Event:
    """The cut event with the people and delegations that it speaks of, in the order of the workbook."""
    named = {person for row in plan.rows for person in row.people} | {
        person for one in cut.entries for person in _named_in(one)
    }
    named |= {who for one in cut.bilaterals for who in one.also} | {who for one in cut.programme for who in one.who}
    named |= {person for one in cut.side_events for person in one.speakers} | mine
    people = tuple(_person(one, whole=one.id in mine) for one in event.people if one.id in named)
    codes = {one.delegation for one in people} | {one.delegation for one in cut.entries}
    codes |= named & set(event.delegation)
    codes |= {code for one in cut.bilaterals for code in (one.requester, one.counterpart)}
    codes |= {code for one in cut.side_events for code in (one.organiser, *one.co_organisers)}
    delegations = tuple(_delegation(one, whole=one.code in mine) for one in event.delegations if one.code in codes)
    # Every delegation has a head; of those whose people are not named it is one without a name.
    unnamed = codes - {one.delegation for one in people}
    heads = tuple(
        Person(f"head of {one.code}", one.code, one.label, Rank.SENIOR_OFFICIAL, implied=True)
        for one in delegations
        if one.code in unnamed
    )
    return replace(cut, delegations=delegations, people=people + heads)


def _named_in(entry: Entry) -> tuple[str, ...]:
    return () if entry.person is None else (entry.person,)


# --- records without what is not for the reader ----------------------------------------------------------------------


def _policy(event: Event) -> Policy:
    return Policy(event.policy.person_gap, event.policy.room_turnover, event.policy.bilateral_minutes)


def _row(row: Placement) -> Placement:
    """A row without its remark: who was in whose way is for the organiser. Titles come from the event."""
    return Placement(
        row.item,
        row.kind,
        start=row.start,
        end=row.end,
        room=row.room,
        people=row.people,
        interpreters=row.interpreters,
        position=row.position,
        state=row.state,
    )


def _programme_item(item: ProgrammeItem) -> ProgrammeItem:
    return ProgrammeItem(item.id, item.title, item.start, item.end, item.room, item.who, item.kind, item.public)


def _line(line: Line) -> Line:
    return Line(
        line.id,
        line.kind,
        line.room,
        line.start,
        line.end,
        line.seconds_each,
        line.title,
        line.desks,
        before=line.before,
        after=line.after,
    )


def _entry(event: Event, entry: Entry, row: Placement, mine: Set[str]) -> Entry:
    """With who comes only for the delegation itself, and where the row says it."""
    person = event.entrant(entry).id
    return Entry(entry.line, entry.delegation, person if person in {*row.people, *mine} else None)


def _bilateral(event: Event, bilateral: Bilateral, row: Placement) -> Bilateral:
    """Of each side only those who attend; who else might have is nobody's business."""

    def attending(code: str) -> tuple[str, ...]:
        return tuple(one for one in row.people if one in event.person and event.person[one].delegation == code)

    return Bilateral(
        bilateral.id,
        bilateral.requester,
        bilateral.counterpart,
        attending(bilateral.requester),
        attending(bilateral.counterpart),
        tuple(one for one in bilateral.also if event.individual(one).id in row.people),
        bilateral.minutes,
        status=bilateral.status,
        seats=bilateral.seats,
        languages=bilateral.languages,
        features=bilateral.features,
        kind=bilateral.kind,
        restricted=bilateral.restricted,
    )


def _side_event(side_event: SideEvent, row: Placement) -> SideEvent:
    return SideEvent(
        side_event.id,
        side_event.title,
        side_event.organiser,
        side_event.attendance,
        side_event.co_organisers,
        tuple(one for one in side_event.speakers if one in row.people),
        side_event.minutes,
        theme=side_event.theme,
        features=side_event.features,
        languages=side_event.languages,
        public=side_event.public,
    )


def _room(room: Room, *, phone: bool) -> Room:
    """Its telephone is for those who come to a meeting in it, not for whoever passes by."""
    return Room(
        room.code,
        room.name,
        room.capacity,
        room.uses,
        room.zone,
        room.features,
        room.booths,
        floor=room.floor,
        phone=room.phone if phone else "",
    )


def _interpreter(interpreter: Interpreter) -> Interpreter:
    return Interpreter(interpreter.id, interpreter.name, interpreter.languages)


def _delegation(delegation: Delegation, *, whole: bool) -> Delegation:
    return Delegation(
        delegation.code,
        delegation.name,
        delegation.short_name,
        delegation.kind,
        delegation.region,
        contact=delegation.contact if whole else "",
        liaison=delegation.liaison if whole else "",
        liaison_phone=delegation.liaison_phone if whole else "",
    )


def _person(person: Person, *, whole: bool) -> Person:
    return Person(
        person.id,
        person.delegation,
        person.name,
        person.rank,
        person.title,
        honorific=person.honorific,
        phone=person.phone if whole else "",
        implied=person.implied,
    )

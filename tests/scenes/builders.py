"""Small events and plans for tests, in Asia/Ho_Chi_Minh on Saturday 25 and Sunday 26 October 2025.

Times are text: `09:00` on the first day, `26 09:00` on the other, with seconds where wanted. Lists are split at `;`.
"""

from dataclasses import replace
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from planner.domain.clock import shift
from planner.domain.event import Event
from planner.domain.plan import Placement, Plan
from planner.domain.records import (
    Absence,
    Bilateral,
    Delegation,
    Entry,
    Interpreter,
    KeepApart,
    Line,
    Person,
    Policy,
    ProgrammeItem,
    Room,
    Settings,
    SideEvent,
    Walk,
)
from planner.domain.vocabulary import ApartRule, ItemKind, LineKind, PlanState, Rank, RoomUse

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
NAMES = {"BRA": "Brazil", "CHL": "Chile", "FRA": "France", "JPN": "Japan", "KEN": "Kenya", "VNM": "Viet Nam"}
FIELD_OF = {
    Delegation: "delegations",
    Person: "people",
    Absence: "absences",
    Room: "rooms",
    Walk: "walks",
    ProgrammeItem: "programme",
    Line: "lines",
    Entry: "entries",
    Bilateral: "bilaterals",
    SideEvent: "side_events",
    Interpreter: "interpreters",
    KeepApart: "keep_apart",
}


# --- words to values -------------------------------------------------------------------------------------------------


def at(text: str) -> datetime:
    """`09:00`, `09:00:30` or `26 09:00` as a moment of the event."""
    day, _, clock = text.rpartition(" ")
    return datetime.combine(date(2025, 10, int(day or 25)), time.fromisoformat(clock), tzinfo=ZONE)


def maybe(text: str) -> datetime | None:
    """As `at`; empty text is no moment."""
    return at(text) if text else None


def words(text: str) -> tuple[str, ...]:
    """`a; b` as a tuple; empty text is an empty one."""
    return tuple(word.strip() for word in text.split(";") if word.strip())


def pairs(text: str) -> tuple[tuple[str, str], ...]:
    """`en-vi; en-fr` as language pairs."""
    return tuple((first, second) for first, second in (word.split("-") for word in words(text)))


# --- records ---------------------------------------------------------------------------------------------------------


def delegation(code: str, *, arrives: str = "", departs: str = "", **more: object) -> Delegation:
    return Delegation(code, NAMES.get(code, code), arrives=maybe(arrives), departs=maybe(departs), **more)


def person(
    id: str, delegation: str = "", *, rank: Rank = Rank.MINISTER, arrives: str = "", departs: str = "", **more: object
) -> Person:
    """Of the delegation that the id begins with (`FRA-1`), unless another is given."""
    code = delegation or id.partition("-")[0]
    return Person(id, code, f"Name of {id}", rank, arrives=maybe(arrives), departs=maybe(departs), **more)


def absence(who: str, from_: str, to: str) -> Absence:
    return Absence(who, at(from_), at(to))


def room(
    code: str = "R1", *, zone: str = "", capacity: int = 20, uses: str = "bilateral; side_event", **more: object
) -> Room:
    kinds = tuple(RoomUse(use) for use in words(uses))
    return Room(code, f"Room {code}", capacity, kinds, zone=zone, **more)


def walk(from_: str, to: str, minutes: int) -> Walk:
    return Walk(from_, to, minutes)


def programme(id: str, start: str, end: str, *, who: str = "heads", room: str = "", **more: object) -> ProgrammeItem:
    return ProgrammeItem(id, f"Title of {id}", at(start), at(end), room=room, who=words(who), **more)


def line(
    id: str = "SIGN",
    start: str = "09:00",
    end: str = "12:00",
    *,
    room: str = "HALL",
    kind: str = "signing",
    seconds_each: int = 60,
    **more: object,
) -> Line:
    return Line(id, LineKind(kind), room, at(start), at(end), seconds_each, **more)


def entry(delegation: str, line: str = "SIGN", *, not_before: str = "", not_after: str = "", **more: object) -> Entry:
    return Entry(line, delegation, not_before=maybe(not_before), not_after=maybe(not_after), **more)


def bilateral(
    id: str = "B1",
    requester: str = "FRA",
    counterpart: str = "JPN",
    *,
    requester_person: str = "",
    counterpart_person: str = "",
    also: str = "",
    languages: str = "",
    features: str = "",
    not_before: str = "",
    not_after: str = "",
    prefer_from: str = "",
    prefer_to: str = "",
    room: str = "",
    **more: object,
) -> Bilateral:
    """`room` as in the workbook: `!CODE` is a must."""
    return Bilateral(
        id,
        requester,
        counterpart,
        requester_person=words(requester_person),
        counterpart_person=words(counterpart_person),
        also=words(also),
        languages=words(languages),
        features=words(features),
        not_before=maybe(not_before),
        not_after=maybe(not_after),
        prefer_from=maybe(prefer_from),
        prefer_to=maybe(prefer_to),
        room=room.removeprefix("!"),
        must_room=room.startswith("!"),
        **more,
    )


def side_event(
    id: str = "S1",
    organiser: str = "FRA",
    *,
    attendance: int = 20,
    co_organisers: str = "",
    speakers: str = "",
    languages: str = "",
    features: str = "",
    not_before: str = "",
    not_after: str = "",
    room: str = "",
    **more: object,
) -> SideEvent:
    return SideEvent(
        id,
        f"Title of {id}",
        organiser,
        attendance,
        co_organisers=words(co_organisers),
        speakers=words(speakers),
        languages=words(languages),
        features=words(features),
        not_before=maybe(not_before),
        not_after=maybe(not_after),
        room=room.removeprefix("!"),
        must_room=room.startswith("!"),
        **more,
    )


def interpreter(id: str, languages: str = "en-vi", *, from_: str = "", to: str = "", **more: object) -> Interpreter:
    return Interpreter(id, f"Name of {id}", pairs(languages), from_=maybe(from_), to=maybe(to), **more)


def keep_apart(a: str, b: str, rule: str, minutes: int = 15) -> KeepApart:
    return KeepApart(a, b, ApartRule(rule), minutes)


# --- events and plans ------------------------------------------------------------------------------------------------


def event(*records: object, policy: Policy | None = None, **settings: object) -> Event:
    """An event of these records, each put on its sheet; a delegation without people gets its implied head."""
    default = Settings("Small event", ZONE.key, start_date=date(2025, 10, 25), end_date=date(2025, 10, 26))
    sheets: dict[str, list[object]] = {name: [] for name in FIELD_OF.values()}
    for record in records:
        sheets[FIELD_OF[type(record)]].append(record)
    staffed = {one.delegation for one in sheets["people"]}
    sheets["people"] += [
        Person(one.code, one.code, one.name, Rank.SENIOR_OFFICIAL, implied=True)
        for one in sheets["delegations"]
        if one.code not in staffed
    ]
    fields = {name: tuple(sheet) for name, sheet in sheets.items()}
    return Event(replace(default, **settings), Policy() if policy is None else policy, **fields)


def placed(event: Event, item: str, start: str, end: str = "", **more: object) -> Placement:
    """A standing row; end and people are those that the event asks for, where not given. `people` may be text."""
    begin = at(start)
    row = _row(event, item)
    if end:
        finish = at(end)
    elif item in event.meeting:
        finish = shift(begin, minutes=event.meeting[item].minutes)
    elif item in event.entry:
        finish = shift(begin, seconds=event.line[event.entry[item].line].seconds_each)
    else:
        finish = row.end
    for field in ("people", "interpreters"):
        if isinstance(more.get(field), str):
            more[field] = words(more[field])
    return replace(row, **{"start": begin, "end": finish, "state": PlanState.PLANNED, "why": ""} | more)


def unplaced(event: Event, item: str, why: str = "No time is left.") -> Placement:
    return replace(_row(event, item), start=None, end=None, room="", people=(), state=PlanState.UNPLACED, why=why)


def _row(event: Event, item: str) -> Placement:
    """The row that the event alone gives: full for a programme item, without times for everything else."""
    if item in event.meeting:
        meeting = event.meeting[item]
        people = tuple(dict.fromkeys(role[0] for role in meeting.roles))
        return Placement(item, meeting.kind, meeting.title, people=people)
    if item in event.entry:
        one = event.entry[item]
        where = event.line[one.line]
        kind = ItemKind(where.kind.value)
        return Placement(item, kind, where.label, room=where.room, people=(event.entrant(one).id,))
    if item in event.programme_item:
        fixed = event.programme_item[item]
        return Placement(item, ItemKind.PROGRAMME, fixed.title, fixed.start, fixed.end, fixed.room)
    return Placement(item, ItemKind.BILATERAL, item)


def plan(event: Event, *rows: Placement) -> Plan:
    """A whole plan: these rows, the programme as it stands, and everything else unplaced."""
    given = {row.item for row in rows}
    fixed = tuple(_row(event, item.id) for item in event.programme if item.id not in given)
    live = [one.item for one in event.entries if one.status != "withdrawn"] + [one.id for one in event.meetings]
    rest = tuple(unplaced(event, item) for item in live if item not in given)
    return Plan(fixed + rows + rest)

"""Random whole events, plans and extras, with text that spreadsheets are tempted to evaluate."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from planner.domain.event import Event
from planner.domain.plan import Placement, Plan
from planner.domain.records import (
    Absence,
    Delegation,
    Interpreter,
    KeepApart,
    Person,
    Policy,
    Room,
    Settings,
    Walk,
)
from planner.domain.uncertainty import Uncertainty
from planner.domain.vocabulary import (
    ApartRule,
    DelegationKind,
    ItemKind,
    LineKind,
    PlanState,
    Rank,
    RoomUse,
    TieBreak,
    UncertaintyKind,
)
from planner.rules.terms import weighted
from planner.workbook import ExtraColumn, Extras, ExtraSheet, Workbook
from tests.scenes.workbook_items import items
from tests.scenes.workbook_words import (
    clocks,
    codes,
    count,
    free_text,
    label,
    languages,
    maybe_count,
    minutes,
    name,
    span,
    tags,
    window,
)

FIRST_DAY = date(2025, 10, 25)
ZONES = [ZoneInfo(name) for name in ("Asia/Ho_Chi_Minh", "UTC", "America/St_Johns", "Europe/Paris")]


@st.composite
def workbooks(draw: st.DrawFn) -> Workbook:
    """A workbook that the reader accepts."""
    zone = draw(st.sampled_from(ZONES))
    # Seconds count from the first midnight; no clock is put forward in these days.
    opening = datetime.combine(FIRST_DAY, time(0), tzinfo=zone)
    moment = st.integers(0, 86_400).map(lambda s: (opening.astimezone(UTC) + timedelta(seconds=s)).astimezone(zone))
    event = draw(_events(zone, moment))
    return Workbook(event, draw(_plans(event, moment)), draw(_extras(event)))


@st.composite
def _events(draw: st.DrawFn, zone: ZoneInfo, moment: st.SearchStrategy[datetime]) -> Event:
    step = draw(st.integers(1, 30))
    delegation_codes = draw(codes("D", least=2))
    delegations = tuple(_delegation(draw, one, moment) for one in delegation_codes)
    party = st.sampled_from(delegation_codes)
    people = tuple(_person(draw, one, draw(party), moment) for one in draw(codes("P")))
    implied = tuple(
        Person(one.code, one.code, one.label, Rank.SENIOR_OFFICIAL, implied=True)
        for one in delegations
        if one.code not in {person.delegation for person in people}
    )
    rooms = tuple(_room(draw, one) for one in draw(codes("R", least=1)))
    everybody = [person.id for person in people + implied]
    made = items(draw, delegation_codes, people + implied, [room.code for room in rooms], moment)
    return Event(
        Settings(
            draw(name),
            zone.key,
            FIRST_DAY,
            FIRST_DAY + timedelta(days=1),
            time(7, 30),
            time(21),
            step,
            draw(st.just("") | party),
            draw(st.sampled_from([("un_classic",), ("minister", "ambassador")])),
            tuple(draw(st.permutations(list(TieBreak)))),
            draw(st.sampled_from("AZÉ")),
        ),
        _policy(draw, step),
        delegations,
        people + implied,
        absences=tuple(
            Absence(
                draw(st.sampled_from([*delegation_codes, *everybody])),
                *draw(span(moment)),
                draw(free_text),
                draw(st.booleans()),
            )
            for _ in range(draw(st.integers(0, 2)))
        ),
        rooms=rooms,
        walks=(Walk("north", "South", draw(st.integers(0, 60))), Walk("South", "north", 0)),
        interpreters=tuple(
            Interpreter(one, draw(name), (("en", "vi"),), *draw(window(moment)), draw(minutes), draw(minutes), 0)
            for one in draw(codes("I"))
        ),
        keep_apart=tuple(
            KeepApart(*delegation_codes[:2], rule, 7) for rule in draw(st.sets(st.sampled_from(ApartRule)))
        ),
        uncertainties=tuple(_uncertainties(draw, delegation_codes, everybody)),
        **made,
    )


def _uncertainties(draw: st.DrawFn, delegation_codes: list[str], everybody: list[str]) -> Iterator[Uncertainty]:
    share, few = st.none() | st.integers(0, 100), st.none() | st.integers(0, 30)
    who = st.lists(st.sampled_from([*delegation_codes, *everybody]), max_size=2).map(tuple)
    for what in draw(st.lists(st.sampled_from((UncertaintyKind.LATE_ARRIVAL, UncertaintyKind.NO_SHOW)), max_size=2)):
        yield Uncertainty(what, draw(who | st.just(("minister",))), draw(share))
    for line_kind in draw(st.sets(st.sampled_from(LineKind))):
        yield Uncertainty(UncertaintyKind.CADENCE, (line_kind,), draw(share), usual_seconds=draw(few))
    yield Uncertainty(UncertaintyKind.OVERRUN, draw(st.sampled_from([(), ("plenary",)])), None, draw(few), 30)


def _policy(draw: st.DrawFn, step: int) -> Policy:
    return Policy(
        *(draw(count), draw(count), draw(minutes), step * 2),
        side_event_starts=tuple(draw(st.lists(clocks, max_size=2))),
        value_of_priority=tuple(draw(st.lists(count, min_size=5, max_size=5))),
        max_bilaterals_per_day=draw(maybe_count),
        max_run=draw(minutes),
        secondary=tuple((term, draw(count)) for term in draw(st.permutations([*weighted()]))),
    )


def _delegation(draw: st.DrawFn, code: str, moment: st.SearchStrategy[datetime]) -> Delegation:
    arrives, departs = draw(window(moment))
    inscribed, kind = draw(window(moment))[0], draw(st.sampled_from(DelegationKind))
    return Delegation(
        code,
        draw(name),
        draw(label),
        kind,
        draw(label),
        arrives,
        departs,
        draw(languages),
        inscribed,
        draw(maybe_count),
        draw(maybe_count),
        draw(free_text),
        draw(free_text),
    )


def _person(draw: st.DrawFn, id: str, delegation: str, moment: st.SearchStrategy[datetime]) -> Person:
    rank, since = draw(st.sampled_from(Rank)), draw(st.none() | st.dates(date(1900, 1, 1), date(2399, 12, 31)))
    presence = draw(span(moment))
    return Person(id, delegation, draw(name), rank, draw(label), since, *presence, notes=draw(free_text))


def _room(draw: st.DrawFn, code: str) -> Room:
    uses = tuple(draw(st.lists(st.sampled_from(RoomUse), min_size=1, max_size=3)))
    zone, opens = draw(st.sampled_from(["", "north", "South"])), draw(st.none() | st.just(time(8, 0, 30)))
    return Room(code, draw(name), draw(count), uses, zone, draw(tags), draw(count), opens, None, draw(maybe_count))


@st.composite
def _plans(draw: st.DrawFn, event: Event, moment: st.SearchStrategy[datetime]) -> Plan | None:
    ids = [*event.programme_item, *event.entry, *(one.id for one in event.bilaterals + event.side_events)]
    if not ids:
        return None
    everybody = st.lists(st.sampled_from([person.id for person in event.people]), max_size=2).map(tuple)
    rows = tuple(
        Placement(
            item,
            draw(st.sampled_from(ItemKind)),
            draw(label),
            *draw(st.just((None, None)) | span(moment)),
            draw(st.sampled_from(["", *event.room])),
            draw(everybody),
            tuple(event.interpreter),
            draw(st.none() | minutes),
            draw(st.booleans()),
            draw(st.sampled_from(PlanState)),
            draw(free_text),
            draw(maybe_count),
            draw(st.none() | moment),
            draw(free_text),
        )
        for item in draw(st.lists(st.sampled_from(ids), min_size=1, unique=True))
    )
    return Plan(rows)


@st.composite
def _extras(draw: st.DrawFn, event: Event) -> Extras:
    remark = free_text.filter(lambda text: bool(text.strip()))
    column = ExtraColumn("Delegations", "remark of ours", {event.delegations[0].code: draw(remark)})
    cells = draw(st.dictionaries(st.tuples(st.integers(1, 30), st.integers(1, 9)), remark, min_size=1, max_size=5))
    return Extras((column,), (), (ExtraSheet("Our notes", cells),))

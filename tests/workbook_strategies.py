"""Random whole events, plans and extras, with text that spreadsheets are tempted to evaluate."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from planner.domain.event import Event
from planner.domain.plan import Placement, Plan
from planner.domain.records import (
    SECONDARY_TERMS,
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
from planner.domain.vocabulary import (
    ApartRule,
    BilateralKind,
    BilateralStatus,
    DelegationKind,
    EntryStatus,
    FullPowers,
    HostPlace,
    ItemKind,
    LineKind,
    LineOrder,
    PlanState,
    ProgrammeKind,
    Rank,
    RoomUse,
    TieBreak,
)
from planner.workbook import ExtraColumn, Extras, ExtraSheet, Workbook
from planner.workbook.grid import fold

FIRST_DAY = date(2025, 10, 25)
ZONES = [ZoneInfo(name) for name in ("Asia/Ho_Chi_Minh", "UTC", "America/St_Johns", "Europe/Paris")]

free_text = st.builds(
    "".join,
    st.tuples(
        st.sampled_from(["", "=", "+", "-", "@", "\t", "\r", "'", "'=", "_x0041_", " ", "\n", "\x01", "#REF!", "007"]),
        st.text(st.characters(exclude_categories=["Cs"]), max_size=8),
    ),
)
label = free_text.map(lambda text: text.strip(" \u00a0"))
name = label.filter(bool)
tag = label.map(lambda text: text.replace(";", "").strip(" \u00a0")).filter(bool)
tags = st.lists(tag, max_size=2).map(tuple)
code = free_text.map(lambda text: text.replace(";", "").strip()).filter(
    lambda text: text and not text.startswith("!") and fold(text) not in ("any", "all", "heads", "none")
)
languages = st.lists(st.sampled_from(["en", "fr", "vi"]), max_size=3).map(tuple)
count = st.integers(0, 900)
minutes = st.integers(1, 1440)
maybe_count = st.none() | count
clocks = st.times().map(lambda moment: moment.replace(microsecond=0))


def codes(prefix: str, *, least: int = 0, most: int = 3) -> st.SearchStrategy[list[str]]:
    """Codes that differ by more than case, and from those of another prefix."""
    made = st.lists(code, min_size=least, max_size=most, unique_by=fold)
    return made.map(lambda texts: [f"{text}{prefix}{number}" for number, text in enumerate(texts)])


@st.composite
def workbooks(draw: st.DrawFn) -> Workbook:
    """A workbook that the reader accepts."""
    zone = draw(st.sampled_from(ZONES))
    # Seconds count from the first midnight; no clock is put forward in these days.
    opening = datetime.combine(FIRST_DAY, time(0), tzinfo=zone)
    moment = st.integers(0, 86_400).map(lambda s: (opening.astimezone(UTC) + timedelta(seconds=s)).astimezone(zone))
    event = draw(_events(zone, moment))
    return Workbook(event, draw(_plans(event, moment)), draw(_extras(event)))


def _span(moment: st.SearchStrategy[datetime]) -> st.SearchStrategy[tuple[datetime, datetime]]:
    pairs = st.lists(moment, min_size=2, max_size=2, unique_by=lambda one: one.astimezone(UTC)).map(
        lambda pair: sorted(pair, key=lambda one: one.astimezone(UTC))
    )
    # In the hour that comes twice, cells cannot say which one is meant.
    return pairs.map(tuple).filter(lambda pair: all(one.fold == 0 for one in pair))


def _window(moment: st.SearchStrategy[datetime]) -> st.SearchStrategy[tuple[datetime | None, datetime | None]]:
    return st.just((None, None)) | _span(moment) | _span(moment).map(lambda pair: (pair[0], None))


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
    items = _items(draw, delegation_codes, people + implied, [room.code for room in rooms], moment)
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
                *draw(_span(moment)),
                draw(free_text),
                draw(st.booleans()),
            )
            for _ in range(draw(st.integers(0, 2)))
        ),
        rooms=rooms,
        walks=(Walk("north", "South", draw(st.integers(0, 60))), Walk("South", "north", 0)),
        interpreters=tuple(
            Interpreter(one, draw(name), (("en", "vi"),), *draw(_window(moment)), draw(minutes), draw(minutes), 0)
            for one in draw(codes("I"))
        ),
        keep_apart=tuple(
            KeepApart(*delegation_codes[:2], rule, 7) for rule in draw(st.sets(st.sampled_from(ApartRule)))
        ),
        **items,
    )


def _policy(draw: st.DrawFn, step: int) -> Policy:
    return Policy(
        *(draw(count), draw(count), draw(minutes), step * 2),
        side_event_starts=tuple(draw(st.lists(clocks, max_size=2))),
        value_of_priority=tuple(draw(st.lists(count, min_size=5, max_size=5))),
        max_bilaterals_per_day=draw(maybe_count),
        max_run=draw(minutes),
        secondary=tuple((term, draw(count)) for term in draw(st.permutations(SECONDARY_TERMS))),
    )


def _delegation(draw: st.DrawFn, code: str, moment: st.SearchStrategy[datetime]) -> Delegation:
    arrives, departs = draw(_window(moment))
    inscribed, kind = draw(_window(moment))[0], draw(st.sampled_from(DelegationKind))
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
    rank, since = draw(st.sampled_from(Rank)), draw(st.none() | st.dates(date(1900, 1, 1), date(2999, 12, 31)))
    presence = draw(_span(moment))
    return Person(id, delegation, draw(name), rank, draw(label), since, *presence, notes=draw(free_text))


def _room(draw: st.DrawFn, code: str) -> Room:
    uses = tuple(draw(st.lists(st.sampled_from(RoomUse), min_size=1, max_size=3)))
    zone, opens = draw(st.sampled_from(["", "north", "South"])), draw(st.none() | st.just(time(8, 0, 30)))
    return Room(code, draw(name), draw(count), uses, zone, draw(tags), draw(count), opens, None, draw(maybe_count))


def _items(
    draw: st.DrawFn,
    parties: list[str],
    people: tuple[Person, ...],
    rooms: list[str],
    moment: st.SearchStrategy[datetime],
) -> dict[str, object]:
    someone = st.sampled_from([person.id for person in people])
    room = st.sampled_from(rooms)
    whom = st.sampled_from([("all",), ("heads",), ("none",)]) | st.lists(
        someone | st.sampled_from(parties), min_size=1
    ).map(tuple)
    programme = tuple(
        ProgrammeItem(
            one,
            draw(name),
            *draw(_span(moment)),
            draw(st.just("") | room),
            draw(whom),
            draw(st.sampled_from(ProgrammeKind)),
            draw(st.booleans()),
        )
        for one in draw(codes("X", most=2))
    )
    lines = tuple(
        Line(
            f"{kind}{number}",
            kind,
            draw(room),
            *draw(_span(moment)),
            draw(minutes),
            draw(label),
            draw(st.integers(1, 9)),
            draw(st.sampled_from(LineOrder)),
            draw(st.sampled_from(HostPlace)),
            draw(st.integers(0, 100)),
        )
        for kind in LineKind
        for number in range(draw(st.integers(0, 2)))
    )
    entries = tuple(_entry(draw, line, party, people, moment) for line in lines for party in parties[:2])
    bilaterals = tuple(
        _bilateral(draw, one, parties, people, room, [item.id for item in programme], moment)
        for one in draw(codes("B", most=2))
    )
    side_events = tuple(
        SideEvent(
            one,
            draw(name),
            parties[0],
            draw(count),
            tuple(parties[1:]),
            (draw(someone),),
            draw(minutes),
            draw(st.integers(1, 5)),
            draw(label),
            draw(tags),
            draw(languages),
            *draw(_window(moment)),
            *draw(st.just(("", False)) | st.tuples(room, st.booleans())),
            draw(st.booleans()),
        )
        for one in draw(codes("S", most=2))
    )
    return {
        "programme": programme,
        "lines": lines,
        "entries": entries,
        "bilaterals": bilaterals,
        "side_events": side_events,
    }


def _entry(
    draw: st.DrawFn, line: Line, party: str, people: tuple[Person, ...], moment: st.SearchStrategy[datetime]
) -> Entry:
    own = [person.id for person in people if person.delegation == party]
    powers = draw(st.none() | st.sampled_from(FullPowers)) if line.kind == LineKind.SIGNING else None
    return Entry(
        line.id,
        party,
        draw(st.none() | st.sampled_from(own)),
        *draw(_window(moment)),
        None,
        draw(st.sampled_from(EntryStatus)),
        draw(_window(moment))[0],
        draw(free_text),
        powers,
    )


def _bilateral(
    draw: st.DrawFn,
    id: str,
    parties: list[str],
    people: tuple[Person, ...],
    room: st.SearchStrategy[str],
    after: list[str],
    moment: st.SearchStrategy[datetime],
) -> Bilateral:
    requester, counterpart = draw(st.permutations(parties))[:2]
    own = tuple(person.id for person in people if person.delegation == requester)
    return Bilateral(
        id, requester, counterpart, draw(st.sampled_from([(), ("any",), own])), (), draw(st.sampled_from([(), own])),
        draw(st.none() | minutes), draw(st.integers(1, 5)), draw(st.sampled_from(BilateralStatus)), draw(count),
        draw(languages), draw(tags), *draw(_window(moment)), *draw(_window(moment)),
        *draw(st.just(("", False)) | st.tuples(room, st.booleans())), draw(st.sampled_from(["", *after])),
        draw(st.sampled_from(BilateralKind)), draw(_window(moment))[0], draw(st.booleans()), draw(free_text),
    )  # fmt: skip


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
            *draw(st.just((None, None)) | _span(moment)),
            draw(st.sampled_from(["", *event.room])),
            draw(everybody),
            tuple(event.interpreter),
            draw(st.none() | minutes),
            draw(st.booleans()),
            draw(st.sampled_from(PlanState)),
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

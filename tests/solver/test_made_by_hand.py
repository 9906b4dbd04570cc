"""Events made by hand of any records: refused in a sentence or planned without a breach, never an error."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planner import Event, Plan, Unsound, check, solve
from planner.domain.plan import Effort
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
from planner.domain.vocabulary import ApartRule, LineKind, Rank, RoomUse
from tests.scenes.builders import at

SWIFT = Effort(work_limit=1, workers=1)
DAY = date(2025, 10, 25)


def mostly(sound: st.SearchStrategy[Any], *odd: object) -> st.SearchStrategy[Any]:
    """A sound value; one time in thirty one of the odd ones."""
    return st.integers(0, 29).flatmap(lambda dice: st.sampled_from(odd) if dice == 0 else sound)


CODES = mostly(st.sampled_from(["FRA", "JPN", "KEN"]), "DEU", "", "FRA-1", None)
PEOPLE = mostly(st.sampled_from(["FRA-1", "JPN-1", "KEN-1"]), "FRA", "DEU-1", "any", "", 7)
ROOMS = mostly(st.sampled_from(["", "R1", "R2"]), "R9", None)
MINUTES = mostly(st.integers(1, 60), 0, -1, 10**12, 2.5, "20", True, 1441)
MOMENTS = mostly(
    st.none() | st.integers(8, 19).map(lambda hour: at(f"{hour:02}:00")),
    datetime(2025, 10, 25, 9),  # noqa: DTZ001 -- no zone on purpose
    datetime(2025, 10, 25, 9, tzinfo=UTC),
    datetime(1, 1, 1, tzinfo=UTC),
    datetime(9999, 12, 31, 23, 59, tzinfo=UTC),
    date(2025, 10, 25),
    "09:00",
)
TIMES = mostly(st.integers(0, 23).map(time), None, "08:00", time(9, tzinfo=UTC))
DAYS = mostly(st.just(DAY), date(2025, 10, 26), date(1, 1, 1), date(9999, 12, 31), date(2030, 1, 1), "2025-10-25", None)
WORDS = mostly(st.just(()), ("en", "fr"), ("en",), ("fr", ""), "en", None, ("podium",))

Make = Callable[..., object]
KINDS: dict[str, st.SearchStrategy[Any]] = {
    "delegations": st.builds(lambda **of: (Delegation, of), code=CODES, name=CODES, arrives=MOMENTS, departs=MOMENTS),
    "people": st.builds(
        lambda **of: (Person, of), id=PEOPLE, delegation=CODES, name=CODES, rank=mostly(st.sampled_from(Rank), "king")
    ),
    "absences": st.builds(lambda **of: (Absence, of), who=CODES | PEOPLE | ROOMS, from_=MOMENTS, to=MOMENTS),
    "rooms": st.builds(
        lambda **of: (Room, of),
        code=ROOMS,
        name=CODES,
        capacity=mostly(st.integers(2, 30), -1, 10**30, 1.5),
        uses=mostly(st.just(tuple(RoomUse)), (), ("bilateral",), ("dance",), "bilateral"),
        opens=st.none() | TIMES,
        zone=st.sampled_from(["", "A", "B"]),
    ),
    "walks": st.builds(lambda **of: (Walk, of), from_=st.just("A"), to=st.sampled_from("ABC"), minutes=MINUTES),
    "programme": st.builds(
        lambda **of: (ProgrammeItem, of),
        id=st.sampled_from(["P1", "B1", ""]),
        title=CODES,
        start=MOMENTS,
        end=MOMENTS,
        room=ROOMS,
        who=mostly(st.just(("heads",)), ("all",), ("none", "FRA"), ("DEU",), (), "all"),
    ),
    "lines": st.builds(
        lambda **of: (Line, of),
        id=st.sampled_from(["SIGN", "SPEAK"]),
        kind=mostly(st.sampled_from(LineKind), "queue"),
        room=ROOMS,
        start=st.just(at("09:00")),
        end=mostly(st.just(at("12:00")), at("08:00"), None),
        seconds_each=mostly(st.integers(60, 600), 0, 10**12),
        before=MINUTES,
    ),
    "entries": st.builds(
        lambda **of: (Entry, of),
        line=mostly(st.just("SIGN"), "SPEAK", "", "X"),
        delegation=CODES,
        person=st.none() | PEOPLE,
        position=mostly(st.none(), 1, 0, 10**9),
    ),
    "bilaterals": st.builds(
        lambda **of: (Bilateral, of),
        id=mostly(st.sampled_from(["B1", "B2", "B3"]), "", "S1", "SIGN/FRA"),
        requester=CODES,
        counterpart=CODES,
        requester_person=mostly(st.just(()), ("FRA-1",), ("any",), ("any", "FRA-1"), "any", ("DEU-1",)),
        also=mostly(st.just(()), ("KEN",), ("FRA-1", "KEN-1"), ("R1",)),
        minutes=st.none() | MINUTES,
        not_before=MOMENTS,
        prefer_to=MOMENTS,
        languages=WORDS,
        features=WORDS,
        room=ROOMS,
        after=mostly(st.just(""), "B1", "B2", "P1", "SIGN", "SIGN/FRA", "X", None),
    ),
    "side_events": st.builds(
        lambda **of: (SideEvent, of),
        id=mostly(st.just("S1"), "", "S2"),
        title=CODES,
        organiser=CODES,
        attendance=mostly(st.integers(0, 30), -1, 10**12),
        speakers=mostly(st.just(()), ("JPN-1",), ("JPN",), ("any",)),
        minutes=MINUTES,
    ),
    "interpreters": st.builds(
        lambda **of: (Interpreter, of),
        id=mostly(st.just("I1"), "", "I2"),
        name=CODES,
        languages=mostly(st.just((("en", "fr"),)), (), (("en",),), ("en", "fr"), (("en", "fr", "es"),)),
        from_=MOMENTS,
        max_run=MINUTES,
    ),
    "keep_apart": st.builds(
        lambda **of: (KeepApart, of), a=CODES, b=CODES, rule=mostly(st.sampled_from(ApartRule), "x"), minutes=MINUTES
    ),
}
SETTINGS = st.builds(
    dict,
    name=mostly(st.just("Summit"), None, ""),
    timezone=mostly(st.just("Asia/Ho_Chi_Minh"), "Moon/Base", "", "../x", None, 7),
    start_date=DAYS,
    end_date=DAYS,
    day_start=mostly(st.just(time(8)), time(21), "08:00"),
    time_step=mostly(st.just(5), 0, 7, 10**12, "5"),
    host=mostly(st.just(""), "FRA", "DEU"),
    precedence=mostly(st.just(("un_recent",)), ("un_recent", "minister"), (), ("king",), "un_recent"),
    alphabet_from=mostly(st.just("A"), "", "AB", "7"),
)
POLICY = st.builds(
    dict,
    person_gap=mostly(st.just(10), -1, 10**9, None),
    bilateral_start_grid=mostly(st.just(5), 7, 0, 10**15),
    side_event_starts=mostly(st.just(()), (time(9),), ("09:00",)),
    value_of_priority=mostly(st.just((1, 2, 4, 8, 16)), (1,), (0, 0, 0, 0, 0), (1, 2, 4, 8, 10**18)),
    secondary=mostly(st.none(), (("waiting", 1),), (("luck", 1),), (), (("near", 10**12),)),
)
HEADS = tuple(Person(f"{code}-1", code, code, Rank.MINISTER) for code in ("FRA", "JPN", "KEN"))
STATES = tuple(Delegation(code, code) for code in ("FRA", "JPN", "KEN"))
PLACES = (Room("R1", "Red", 20, tuple(RoomUse)), Room("R2", "Blue", 20, tuple(RoomUse), "B"))
FIXED: dict[str, tuple[object, ...]] = {"delegations": STATES, "people": HEADS, "rooms": PLACES}


@settings(max_examples=30, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(
    SETTINGS,
    POLICY,
    st.fixed_dictionaries({name: st.lists(kind, max_size=2) for name, kind in KINDS.items()}),
    st.data(),
)
def test_event_made_by_hand_is_refused_in_a_sentence_or_planned(
    event_of: dict[str, Any], policy_of: dict[str, Any], drawn: dict[str, list[tuple[Make, dict[str, Any]]]], data: Any
) -> None:
    kept = data.draw(st.sets(st.sampled_from([*KINDS]), max_size=4))
    try:
        records = {
            name: (*FIXED.get(name, ()), *(make(**of) for make, of in (some if name in kept else ())))
            for name, some in drawn.items()
        }
        event = Event(Settings(**event_of), Policy(**policy_of), **records)
        outcome = solve(event, Plan(), SWIFT)
    except Unsound:
        return

    assert check(event, outcome.plan) == ()

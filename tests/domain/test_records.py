"""Records refuse what cannot be, in a sentence with what was found and what would be right; readers say it first."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.domain.incident import Incident
from planner.domain.plan import Placement
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
from planner.domain.uncertainty import Uncertainty
from planner.domain.vocabulary import ApartRule, IncidentKind, ItemKind, LineKind, Rank, RoomUse, UncertaintyKind
from tests.scenes.builders import at
from tests.scenes.effort import examples
from tests.scenes.workbook_samples import SMALL, read_changed

DAY = date(2025, 10, 25)
NINE, TEN = at("09:00"), at("10:00")
SOUND: dict[str, Callable[..., object]] = {
    "Settings": lambda **more: replace(Settings("Name", "UTC", DAY, DAY), **more),
    "Policy": Policy,
    "Delegation": lambda **more: Delegation("FRA", "France", **more),
    "Person": lambda **more: replace(Person("FRA-1", "FRA", "Anne", Rank.MINISTER), **more),
    "Absence": lambda **more: replace(Absence("FRA", NINE, TEN), **more),
    "Room": lambda **more: replace(Room("R1", "Red", 20, (RoomUse.BILATERAL,)), **more),
    "Walk": lambda **more: replace(Walk("A", "B", 5), **more),
    "ProgrammeItem": lambda **more: replace(ProgrammeItem("P", "Opening", NINE, TEN), **more),
    "Line": lambda **more: replace(Line("SIGN", LineKind.SIGNING, "R1", NINE, TEN, 60), **more),
    "Entry": lambda **more: Entry("SIGN", "FRA", **more),
    "Bilateral": lambda **more: replace(Bilateral("B1", "FRA", "JPN"), **more),
    "SideEvent": lambda **more: replace(SideEvent("S1", "Talk", "FRA", 30), **more),
    "Interpreter": lambda **more: replace(Interpreter("I1", "Mai", (("en", "fr"),)), **more),
    "KeepApart": lambda **more: replace(KeepApart("FRA", "JPN", ApartRule.SAME_ZONE), **more),
    "Placement": lambda **more: replace(Placement("B1", ItemKind.BILATERAL, "", NINE, TEN), **more),
    "Incident": lambda **more: replace(Incident(IncidentKind.PERSON_LATE, "FRA-1", to=TEN), **more),
    "Uncertainty": lambda **more: replace(Uncertainty(UncertaintyKind.OVERRUN, (), 10, 5, 20), **more),
}

IMPOSSIBLE: list[tuple[str, dict[str, object], str]] = [
    ("Settings", {"time_step": 0}, "event: time_step is 0; write a whole number from 1 to 1440"),
    (
        "Settings",
        {"end_date": date(2025, 10, 24)},
        "event: end_date (2025-10-24) is before start_date (2025-10-25); put end_date at or after start_date",
    ),
    (
        "Settings",
        {"day_end": time(8)},
        "event: day_end (08:00) is not after day_start (08:00); put day_end after day_start",
    ),
    (
        "Settings",
        {"tie_break": ("luck",)},
        "event: tie_break is 'luck'; write one of office_since, inscribed_at, alphabetical",
    ),
    (
        "Settings",
        {"timezone": "Moon/Base"},
        "event: timezone is 'Moon/Base'; write an IANA name such as Asia/Ho_Chi_Minh",
    ),
    ("Settings", {"day_start": "08:00"}, "event: day_start is '08:00'; write a time of day without a time zone"),
    ("Settings", {"start_date": NINE}, "event: start_date is '2025-10-25 09:00:00+07:00'; write a date"),
    ("Settings", {"precedence": "un_recent"}, "event: precedence is 'un_recent'; write a tuple, each a text"),
    ("Policy", {"person_gap": 10**9}, "policy: person_gap is 1000000000; write a whole number from 0 to 44640"),
    ("Policy", {"person_gap": -1}, "policy: person_gap is -1; write a whole number of 0 or more"),
    ("Policy", {"bilateral_minutes": 0}, "policy: bilateral_minutes is 0; write a whole number of 1 or more"),
    ("Policy", {"fair_share": 101}, "policy: fair_share is 101; write a whole number from 0 to 100"),
    (
        "Policy",
        {"value_of_priority": (1, 2)},
        "policy: value_of_priority has 2 values; write one for each priority from 1 to 5",
    ),
    (
        "Policy",
        {"secondary": (("waiting", -1),)},
        "policy: weight of waiting is -1; write a whole number of 0 or more",
    ),
    ("Delegation", {"kind": "club"}, "delegation FRA: kind is 'club'; write one of state, observer, organisation"),
    (
        "Delegation",
        {"arrives": TEN, "departs": NINE},
        "delegation FRA: departs (09:00 on Saturday 25 October) is before arrives (10:00 on Saturday 25 October); "
        "put departs at or after arrives",
    ),
    (
        "Person",
        {"max_bilaterals_per_day": -1},
        "person FRA-1: max_bilaterals_per_day is -1; write a whole number of 0 or more",
    ),
    (
        "Absence",
        {"to": NINE},
        "absence of FRA: to (09:00 on Saturday 25 October) is not after from (09:00 on Saturday 25 October); "
        "put to after from",
    ),
    ("Room", {"capacity": -1}, "room R1: capacity is -1; write a whole number of 0 or more"),
    ("Room", {"capacity": 20.5}, "room R1: capacity is 20.5; write a whole number of 0 or more"),
    (
        "Room",
        {"opens": time(9), "closes": time(9)},
        "room R1: closes (09:00) is not after opens (09:00); put closes after opens",
    ),
    ("Walk", {"minutes": -5}, "walk from A to B: minutes is -5; write a whole number of 0 or more"),
    (
        "ProgrammeItem",
        {"end": NINE},
        "programme item P: end (09:00 on Saturday 25 October) is not after start (09:00 on Saturday 25 October); "
        "put end after start",
    ),
    ("Line", {"seconds_each": 0}, "line SIGN: seconds_each is 0; write a whole number of 1 or more"),
    ("Line", {"reserve_percent": 200}, "line SIGN: reserve_percent is 200; write a whole number from 0 to 100"),
    ("Entry", {"position": 0}, "entry SIGN/FRA: position is 0; write a whole number of 1 or more"),
    ("Bilateral", {"priority": 0}, "bilateral B1: priority is 0; write a whole number from 1 to 5"),
    ("Bilateral", {"priority": 6}, "bilateral B1: priority is 6; write a whole number from 1 to 5"),
    ("Bilateral", {"priority": True}, "bilateral B1: priority is True; write a whole number from 1 to 5"),
    ("Bilateral", {"id": " "}, "bilateral  : id is empty; write one"),
    (
        "Bilateral",
        {"not_before": NINE.replace(tzinfo=None)},
        "bilateral B1: not_before is '2025-10-25 09:00:00'; write a date-time with its time zone, of the years 1900 to "
        "2999",
    ),
    ("Bilateral", {"also": ["KEN"]}, "bilateral B1: also is \"['KEN']\"; write a tuple, each a text"),
    (
        "Interpreter",
        {"languages": (("en",),)},
        "interpreter I1: languages is \"(('en',),)\"; write a tuple, each a tuple of a text and a text",
    ),
    (
        "Room",
        {"capacity": 10**30},
        "room R1: capacity is 1000000000000000000000000000000; write a whole number from 0 to 1000000",
    ),
    ("Bilateral", {"minutes": 0}, "bilateral B1: minutes is 0; write a whole number of 1 or more"),
    (
        "Bilateral",
        {"not_before": TEN, "not_after": NINE},
        "bilateral B1: not_after (09:00 on Saturday 25 October) is not after not_before (10:00 on Saturday 25 "
        "October); put not_after after not_before",
    ),
    ("SideEvent", {"attendance": -1}, "side event S1: attendance is -1; write a whole number of 0 or more"),
    ("Interpreter", {"break_": -1}, "interpreter I1: break is -1; write a whole number of 0 or more"),
    (
        "KeepApart",
        {"rule": "never"},
        "FRA and JPN kept apart: rule is 'never'; write one of " + ", ".join(ApartRule),
    ),
    ("Placement", {"people": "FRA-1"}, "row of B1: people is 'FRA-1'; write a tuple, each a text"),
    (
        "Placement",
        {"start": datetime(2025, 10, 25, 9)},  # noqa: DTZ001 -- a time without a zone is what is tried
        "row of B1: start is '2025-10-25 09:00:00'; write a date-time with its time zone, of the years 1900 to 2999",
    ),
    ("Incident", {"what": "storm"}, "change storm: what is 'storm'; write one of " + ", ".join(IncidentKind)),
    ("Incident", {"minutes": 5000}, "change person_late: minutes is 5000; write a whole number from -1440 to 1440"),
    ("Incident", {"priority": 0}, "change person_late: priority is 0; write a whole number from 1 to 5"),
    (
        "Incident",
        {"to": "10:00"},
        "change person_late: to is '10:00'; write a date-time with its time zone, of the years 1900 to 2999",
    ),
    ("Uncertainty", {"what": "rain"}, "uncertainty rain: what is 'rain'; write one of " + ", ".join(UncertaintyKind)),
    ("Uncertainty", {"chance": 101}, "uncertainty overrun: chance is 101; write a whole number from 0 to 100"),
    ("Uncertainty", {"of": "FRA"}, "uncertainty overrun: of is 'FRA'; write a tuple, each a text"),
]


@pytest.mark.parametrize(("record", "given", "sentence"), IMPOSSIBLE, ids=lambda value: str(value)[:40])
def test_record_refuses_what_cannot_be(record: str, given: dict[str, object], sentence: str) -> None:
    with pytest.raises(ValueError) as refusal:  # noqa: PT011 -- the whole sentence is compared below
        SOUND[record](**given)

    assert str(refusal.value) == sentence


@pytest.mark.parametrize("record", SOUND)
def test_record_of_every_sheet_is_refused_somewhere_and_sound_otherwise(record: str) -> None:
    assert SOUND[record]() == SOUND[record]()
    assert record in {name for name, _, _ in IMPOSSIBLE}


def test_arrival_and_departure_may_be_at_one_moment() -> None:
    assert Delegation("FRA", "France", arrives=NINE, departs=NINE).departs == NINE


# --- reading ---------------------------------------------------------------------------------------------------------

CELLS = [
    f"{sheet}!{chr(ord('A') + column)}{row}"
    for sheet, rows in SMALL.items()
    for row, cells in enumerate(rows[1:], 2)
    for column in range(len(cells))
]
VALUES = st.one_of(
    st.none(),
    st.integers(-3, 7),
    st.sampled_from([10**9, -(10**9), 0.5, True, "", "x", "FRA", "none", "2025-10-25", "2025-10-26 09:00"]),
    st.sampled_from(["2025-10-24 23:59", "2025-10-25 00:00", "2031-01-01", "00:00", "23:59", "08:00", "20:00"]),
)
ORDERS = {"Event!A7": "day_start", "Event!A8": "day_end", "Rooms!F3": "20:00", "Rooms!G3": "08:00"}


@settings(max_examples=examples(30))
@given(st.dictionaries(st.sampled_from([*CELLS, "Event!B7", "Event!B8"]), VALUES, min_size=1, max_size=8))
def test_reader_says_of_any_cells_what_is_wrong_before_a_record_can_refuse_it(
    tmp_path: Path, cells: dict[str, object]
) -> None:
    reading = read_changed(tmp_path, ORDERS | cells)

    assert (reading.workbook is None) == any(problem.severity == "error" for problem in reading.problems)


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({"Event!B5": "2025-10-24"}, "error Event!B5: The event ends on 2025-10-24, before it starts on 2025-10-25."),
        ({"Event!A7": "day_end", "Event!B7": "07:00"}, "error Event!B7: The day ends at 07:00, but starts at 08:00."),
        ({"Rooms!G2": "09:00"}, "error Rooms!G2: RED: closes (09:00) is not after opens (09:00)."),
        (
            {"Absences!C2": "2025-10-25 12:00"},
            "error Absences!C2: to (12:00 on Saturday 25 October) is not after from (12:00 on Saturday 25 October).",
        ),
        (
            {"Lines!E2": "2025-10-25 10:00"},
            "error Lines!E2: SIGN: end (10:00 on Saturday 25 October) is not after start (10:30 on Saturday 25",
        ),
    ],
)
def test_reader_names_the_cell_of_what_ends_before_it_starts(tmp_path, cells, expected) -> None:
    reading = read_changed(tmp_path, cells)

    assert [line for line in map(str, reading.problems) if line.startswith(expected)]
    assert reading.workbook is None

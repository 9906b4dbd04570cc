"""Prechecks of pairs, of order and of interpreters; where problems are put."""

import pytest

from planner.domain.event import Event
from planner.domain.plan import Problem
from planner.domain.vocabulary import BilateralStatus, Severity
from planner.prechecks import precheck
from tests.scenes.builders import (
    absence,
    bilateral,
    delegation,
    entry,
    event,
    interpreter,
    keep_apart,
    line,
    person,
    programme,
    room,
    side_event,
)

STATES = ("FRA", "JPN", "KEN", "BRA", "CHL", "VNM")


def small(*records: object) -> Event:
    return event(*(delegation(code) for code in STATES), room("R1"), room("R2"), *records)


def sentences(event: Event) -> list[str]:
    return [problem.sentence for problem in precheck(event)]


# --- keep apart ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("meeting", "found"),
    [
        (bilateral(), 1),
        (bilateral(counterpart="KEN"), 0),
        (bilateral(counterpart="KEN", also="JPN"), 1),
        (side_event(), 0),
        (side_event(co_organisers="JPN"), 1),
        (side_event(speakers="JPN"), 1),
        (bilateral(status=BilateralStatus.DECLINED), 0),
    ],
)
def test_pair_that_may_not_share_a_meeting(meeting: object, found: int) -> None:
    assert len(precheck(small(meeting, keep_apart("JPN", "FRA", "same_item")))) == found
    assert precheck(small(meeting, keep_apart("JPN", "FRA", "same_zone"))) == ()


def test_pair_that_may_not_share_a_meeting_is_one_problem() -> None:
    meetings = (bilateral("B1"), bilateral("B2"), bilateral("B3", "BRA", "CHL"))

    assert sentences(small(*meetings, keep_apart("FRA", "JPN", "same_item"))) == [
        "France and Japan are never to share a meeting (KeepApart), yet both take part in France – Japan (B1) and "
        "France – Japan (B2), so it cannot be placed."
    ]


# --- reciprocal requests ---------------------------------------------------------------------------------------------


def test_reciprocal_requests_name_both_cells() -> None:
    cells = {("B1", "requester"): "B2", ("B3", "requester"): "B4"}
    twice = small(bilateral("B1"), bilateral("B2", "JPN", "KEN"), bilateral("B3", "JPN", "FRA"))
    notice = Problem(
        Severity.NOTICE,
        "Bilaterals",
        "B4",
        "JPN",
        "France asks Japan for a bilateral and Japan asks France (B1 in Bilaterals!B2 and B3 in Bilaterals!B4): likely "
        "one meeting asked for twice.",
        "If so, withdraw one of them.",
    )

    assert precheck(twice, lambda _, key, column: cells[key, column]) == (notice,)


@pytest.mark.parametrize("status", [BilateralStatus.DECLINED, BilateralStatus.WITHDRAWN])
def test_requests_no_longer_live_are_not_reciprocal(status: BilateralStatus) -> None:
    assert precheck(small(bilateral("B1"), bilateral("B2", "JPN", "FRA", status=status))) == ()


# --- order -----------------------------------------------------------------------------------------------------------


def test_meetings_that_wait_for_each_other() -> None:
    circle = (bilateral("B1", after="B3"), bilateral("B2", "KEN", "BRA", after="B1"), bilateral("B3", after="B2"))
    tail = bilateral("B4", "CHL", "VNM", after="B1")

    assert sentences(small(*circle, tail)) == [
        "France – Japan (B1), Kenya – Brazil (B2) and France – Japan (B3) cannot be placed: each must come after "
        "another of them."
    ]


def test_meeting_that_waits_for_itself() -> None:
    assert sentences(small(bilateral(after="B1"))) == [
        "France – Japan (B1) cannot be placed: it must come after itself."
    ]


def test_meeting_that_waits_for_what_is_not_placed() -> None:
    turns = (room("HALL", uses="signing"), line(), entry("FRA", status="standby"), entry("KEN", status="withdrawn"))
    waiting = (
        bilateral("B1", after="B4"),
        bilateral("B2", after="SIGN/FRA"),
        bilateral("B3", after="SIGN/KEN"),
        bilateral("B4", status=BilateralStatus.DECLINED),
    )

    assert sentences(small(*waiting, *turns)) == [
        "France – Japan (B1) must come after B4, which is declined, so it is not placed either.",
        "France – Japan (B2) must come after SIGN/FRA, which has no turn (France is on the standby list; it can have "
        "a turn once it is inscribed and the head of France has full powers), so it is not placed either.",
        "France – Japan (B3) must come after SIGN/KEN, which has no turn (Kenya has withdrawn), so it is not placed "
        "either.",
    ]


@pytest.mark.parametrize(
    ("after", "not_after", "found"),
    [
        ("TALK", "12:20", 0),
        ("TALK", "12:19", 1),
        ("SAY", "15:20", 0),
        ("SAY", "15:19", 1),
        ("SAY/FRA", "14:25", 0),  # the first turn ends at 14:01
        ("SAY/FRA", "14:20", 1),
        ("B2", "09:20", 0),  # B2 ends at 09:00 or later
        ("B2", "09:19", 1),
    ],
)
def test_meeting_whose_window_ends_before_what_it_waits_for(after: str, not_after: str, found: int) -> None:
    others = (
        programme("TALK", "11:00", "12:00", who="none"),
        room("HALL", uses="statement"),
        line("SAY", "14:00", "15:00", kind="statement"),
        entry("FRA", "SAY"),
        bilateral("B2", "BRA", "CHL", not_before="08:40"),
    )

    assert len(precheck(small(bilateral(after=after, not_after=not_after), *others))) == found


# --- interpreters ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("languages", "people", "found"),
    [
        ("vi; fr", (interpreter("I1", "fr-vi"),), 0),  # a pair serves both directions
        ("vi; fr", (interpreter("I1", "en-vi"),), 1),
        ("vi; fr", (), 0),  # without interpreters, languages are only printed
        ("vi; fr; en", (interpreter("I1", "vi-fr; vi-en"),), 1),  # one person cannot do both at once
        ("vi; fr; en", (interpreter("I1", "vi-fr; vi-en"), interpreter("I2", "fr-vi")), 0),
        ("vi; fr; en", (interpreter("I1", "vi-fr"), interpreter("I2", "vi-fr")), 1),
    ],
)
def test_interpreters_for_the_languages(languages: str, people: tuple[object, ...], found: int) -> None:
    assert len(precheck(small(bilateral(languages=languages), *people))) == found


@pytest.mark.parametrize(
    ("more", "found"),
    [
        ({}, 0),
        ({"max_minutes_per_day": 60}, 0),  # 60 on each of two days, for 6 x 20
        ({"max_minutes_per_day": 59}, 1),
        ({"from_": "26 18:20"}, 1),  # 100 minutes: 4 x 20 with gaps of 10
        ({"from_": "26 17:10"}, 0),
    ],
)
def test_demand_for_an_interpreter(more: dict[str, object], found: int) -> None:
    couples = [(one, other) for place, one in enumerate(STATES) for other in STATES[place + 1 :]][:6]
    meetings = [bilateral(f"B{n}", *couple, languages="vi; fr") for n, couple in enumerate(couples)]

    assert len(precheck(small(*meetings, interpreter("I1", "vi-fr", **more)))) == found


def test_demand_for_an_interpreter_is_counted() -> None:
    meetings = [bilateral(f"B{n}", "FRA", code, languages="vi; fr") for n, code in enumerate(STATES[1:])]
    people = (interpreter("I1", "vi-fr", max_minutes_per_day=40), interpreter("I2", "en-fr"))

    assert sentences(small(*meetings, *people)) == [
        "Only Name of I1 can interpret vi-fr: at most 4 of the 5 interpretations asked for (1 h 40 min) by presence, "
        "gaps and max_minutes_per_day."
    ]


# --- where problems are put ------------------------------------------------------------------------------------------


def test_problems_come_by_severity_then_sheet_then_row() -> None:
    crowd = [bilateral(f"B{n}", "KEN", code, not_after="08:40") for n, code in enumerate(("BRA", "CHL", "VNM"))]
    mixed = small(
        person("VNM-1"),
        bilateral("X1", "JPN", "FRA"),
        bilateral("X2", "FRA", "JPN"),
        bilateral("X3", seats=99),
        bilateral("X4", not_after="08:10"),
        *crowd,
        side_event(attendance=99),
        programme("A", "15:00", "16:00", who="BRA"),
        programme("B", "15:00", "16:00", who="BRA"),
    )
    problems = precheck(mixed, lambda sheet, key, _: key)

    assert [(one.severity.value, one.sheet, one.cell) for one in problems] == [
        ("warning", "Delegations", "KEN"),
        ("warning", "Rooms", "R1"),
        ("warning", "Programme", "B"),
        ("warning", "Bilaterals", "X3"),
        ("warning", "Bilaterals", "X4"),
        ("warning", "SideEvents", "S1"),
        ("notice", "Bilaterals", "X2"),
    ]


def test_absence_of_the_whole_delegation_counts_for_its_people() -> None:
    gone = small(absence("FRA", "25 00:00", "27 00:00"), bilateral())

    assert sentences(gone) == [
        "France – Japan (B1) cannot be placed: the head of France is never free in the hours of the event."
    ]

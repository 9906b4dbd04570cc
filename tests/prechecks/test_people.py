"""Prechecks of people: the programme, time present, caps, windows."""

import pytest

from planner.domain.event import Event
from planner.domain.plan import Problem
from planner.domain.records import Policy
from planner.domain.vocabulary import BilateralStatus, Severity
from planner.prechecks import precheck
from tests.scenes.builders import (
    absence,
    at,
    bilateral,
    delegation,
    entry,
    event,
    line,
    person,
    programme,
    room,
    side_event,
)

STATES = ("FRA", "JPN", "KEN", "BRA", "CHL", "VNM")


def states(**more: object) -> list[object]:
    return [delegation(code, **more) for code in STATES]


def sentences(event: Event, sheet: str) -> list[str]:
    return [problem.sentence for problem in precheck(event) if problem.sheet == sheet]


def one_day(*records: object, policy: Policy | None = None, **settings: object) -> Event:
    """An event on Saturday alone, with the six States and three rooms."""
    rooms = [room(code) for code in ("R1", "R2", "R3")]
    return event(*states(), *rooms, *records, policy=policy, end_date=at("09:00").date(), **settings)


def requests(number: int, *, minutes: int = 20, **more: object) -> list[object]:
    """France asks so many of the others."""
    others = (STATES[1:] * 20)[:number]
    return [bilateral(f"B{n}", "FRA", code, minutes=minutes, **more) for n, code in enumerate(others, 1)]


def test_precheck_of_a_sound_event_is_silent() -> None:
    sound = one_day(*requests(5), programme("OPEN", "08:00", "09:00"), side_event(speakers="FRA"))

    assert precheck(sound) == ()


# --- the programme ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("second", "who", "found"),
    [
        ("09:59", "heads", 1),
        ("10:00", "heads", 0),  # one ends as the other begins
        ("09:59", "none", 0),
        ("09:59", "FRA", 1),
    ],
)
def test_programme_items_that_overlap(second: str, who: str, found: int) -> None:
    both = one_day(programme("OPEN", "09:00", "10:00"), programme("PHOTO", second, "10:30", who=who))

    assert len(sentences(both, "Programme")) == found


def test_programme_overlap_is_one_problem_for_many_people() -> None:
    both = one_day(programme("OPEN", "09:00", "10:00"), programme("PHOTO", "09:30", "10:30"))

    assert precheck(both) == (
        Problem(
            Severity.WARNING,
            "Programme",
            "",
            "2025-10-25 09:30",
            "Title of OPEN (OPEN, 09:00–10:00 on Saturday 25 October) and Title of PHOTO (PHOTO, 09:30–10:30 on "
            "Saturday 25 October) overlap, and both expect the head of France, the head of Japan, the head of "
            "Kenya and 3 more, 6 people in all.",
            "Move one of the two, or name in its `who` only those who attend.",
        ),
    )


def test_programme_overlap_is_found_past_a_shorter_item() -> None:
    items = (("LONG", "09:00", "12:00"), ("SHORT", "09:10", "09:20"), ("LATE", "11:00", "11:30"))
    three = one_day(*(programme(*item, who="FRA") for item in items))

    assert len(sentences(three, "Programme")) == 2


# --- time present ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("number", "departs", "found"),
    [
        (4, "09:50", 0),  # 4 x 20 minutes and 3 gaps of 10 are exactly 110 minutes
        (4, "09:49", 1),
        (5, "09:50", 1),
        (3, "09:49", 0),
    ],
)
def test_requests_beyond_the_time_present(number: int, departs: str, found: int) -> None:
    busy = one_day(person("FRA-1", departs=departs), *requests(number))

    assert len(sentences(busy, "People")) == found


def test_requests_beyond_the_time_present_are_counted() -> None:
    busy = one_day(person("FRA-1", departs="09:50"), *requests(5))

    assert sentences(busy, "People") == [
        "Name of FRA-1 (France) (departs 09:50 on Saturday 25 October) has 5 accepted meetings for 08:00–20:00 on "
        "Saturday 25 October, 1 h 40 min with 10 minutes between two; the 1 h 50 min free of absences, programme and "
        "fixed turns hold at most 4."
    ]


@pytest.mark.parametrize(
    ("number", "between", "found"),
    [
        (2, programme("TALK", "08:30", "09:00", who="FRA"), 0),  # 08:00-08:20 and 09:10-09:50: one in each
        (3, programme("TALK", "08:30", "09:00", who="FRA"), 1),
        (3, programme("TALK", "08:25", "08:45", who="FRA"), 1),  # only 08:55-09:50 is left
        (4, absence("FRA-1", "08:20", "08:30"), 0),  # an absence needs no gap
        (4, absence("FRA", "08:20", "08:31"), 1),  # the grid moves the next start to 08:35
    ],
)
def test_programme_and_absences_take_time(number: int, between: object, found: int) -> None:
    busy = one_day(person("FRA-1", departs="09:50"), *requests(number), between)

    assert len(sentences(busy, "People")) == found


def test_turn_with_a_fixed_position_takes_time() -> None:
    turn = (line(room="R1", start="08:30", end="08:31", kind="statement"), entry("FRA", position=1))
    busy = one_day(person("FRA-1", departs="09:50"), *requests(4), *turn)

    assert len(sentences(busy, "People")) == 1


def test_requests_within_a_common_window_are_counted_together() -> None:
    windowed = one_day(*requests(3, not_before="14:00", not_after="15:15"))

    assert sentences(windowed, "Delegations") == [
        "The head of France has 3 accepted meetings for 14:00–15:15 on Saturday 25 October, 1 hour with 10 minutes "
        "between two; the 1 h 15 min free of absences, programme and fixed turns hold at most 2."
    ]


def test_requests_that_are_only_requested_give_a_notice() -> None:
    pending = one_day(person("FRA-1", departs="09:50"), *requests(5, status=BilateralStatus.REQUESTED))

    assert [(one.severity, one.sheet) for one in precheck(pending)] == [(Severity.NOTICE, "People")]


def test_requests_that_a_colleague_can_take_are_not_counted() -> None:
    people = (person("FRA-1", departs="09:50"), person("FRA-2"))

    assert precheck(one_day(*people, *requests(5, requester_person="any"))) == ()


# --- caps ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("cap", "found"), [(4, 0), (3, 1), (0, 1)])
def test_cap_on_one_day(cap: int, found: int) -> None:
    capped = one_day(person("FRA-1", max_bilaterals_per_day=cap), *requests(4))

    assert len(sentences(capped, "People")) == found


def test_cap_counts_only_days_of_presence() -> None:
    head = person("FRA-1", arrives="25 21:00", max_bilaterals_per_day=2)
    capped = event(*states(), head, room(), *requests(3))

    assert sentences(capped, "People") == [
        "Name of FRA-1 (France) has 3 accepted bilaterals; 2 a day on 1 day are at most 2."
    ]


def test_cap_of_the_policy_is_one_problem_for_all() -> None:
    more = [bilateral(f"C{n}", "JPN", code) for n, code in enumerate(("KEN", "BRA", "CHL"))]
    capped = one_day(*requests(5), *more, policy=Policy(max_bilaterals_per_day=2))

    assert sentences(capped, "Policy") == [
        "The cap of 2 bilaterals per person and day is too low for the head of France with 5 accepted bilaterals on 1 "
        "day and the head of Japan with 4 accepted bilaterals on 1 day."
    ]


# --- windows ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("not_before", "not_after", "found"),
    [
        ("09:00", "09:20", 0),
        ("09:00", "09:19", 1),
        ("09:01", "09:25", 0),  # starts at 09:05
        ("09:01", "09:24", 1),  # the grid leaves no start
        ("19:40", "", 0),
        ("19:41", "", 1),
        ("", "08:20", 0),
        ("", "08:19", 1),
        ("24 09:00", "24 12:00", 1),
        ("27 09:00", "", 1),
    ],
)
def test_window_that_leaves_no_start(not_before: str, not_after: str, found: int) -> None:
    narrow = one_day(bilateral(not_before=not_before, not_after=not_after))

    assert len(sentences(narrow, "Bilaterals")) == found


def test_window_that_leaves_no_start_names_times_and_grid() -> None:
    narrow = one_day(bilateral(not_before="09:01", not_after="09:24"))

    assert sentences(narrow, "Bilaterals") == [
        "France – Japan (B1) cannot be placed: it lasts 20 minutes and starts only at full multiples of 5 minutes, "
        "which leaves no start between 09:01 and 09:24 on Saturday 25 October in 08:00–20:00."
    ]


@pytest.mark.parametrize(("minutes", "found"), [(720, 0), (721, 1)])
def test_meeting_longer_than_a_day(minutes: int, found: int) -> None:
    assert len(sentences(one_day(bilateral(minutes=minutes)), "Bilaterals")) == found


@pytest.mark.parametrize(("start", "found"), [("19:00", 0), ("19:05", 1), ("07:00", 1)])
def test_side_event_starts_outside_the_hours(start: str, found: int) -> None:
    policy = Policy(side_event_starts=(at(start).time(),))

    assert len(sentences(one_day(side_event(), policy=policy), "SideEvents")) == found


def test_person_who_is_never_there_is_one_problem_for_all_requests() -> None:
    late = one_day(person("FRA-1", arrives="26 09:00"), *requests(5))

    assert sentences(late, "Bilaterals") == [
        "France – Japan (B1), France – Kenya (B2), France – Brazil (B3) and 2 more cannot be placed: Name of FRA-1 "
        "(France) (arrives 09:00 on Sunday 26 October) is never free in the hours of the event."
    ]


def test_person_who_is_free_too_briefly_in_the_window() -> None:
    window = {"not_before": "09:00", "not_after": "10:00"}
    brief = one_day(absence("JPN", "09:15", "12:00"), bilateral(**window))

    assert sentences(brief, "Bilaterals") == [
        "France – Japan (B1) cannot be placed: the head of Japan is never free for 20 minutes in a row between 09:00 "
        "and 10:00 on Saturday 25 October, only 09:00–09:15 on Saturday 25 October."
    ]


def test_person_who_is_free_long_enough_but_not_from_a_start() -> None:
    policy = Policy(side_event_starts=(at("09:00").time(), at("12:00").time()))
    away = (absence("FRA", "08:00", "09:30"), absence("FRA", "11:00", "20:00"))

    assert sentences(one_day(*away, side_event(speakers="FRA"), policy=policy), "SideEvents") == [
        "Title of S1 (S1) cannot be placed: the head of France is never free for 1 hour from a start it may have "
        "(09:00 and 12:00), only 09:30–11:00 on Saturday 25 October."
    ]


def test_people_who_are_never_free_together() -> None:
    apart = one_day(absence("JPN", "08:00", "14:00"), absence("FRA", "14:10", "20:00"), bilateral())

    assert sentences(apart, "Bilaterals") == [
        "France – Japan (B1) cannot be placed: the head of France and the head of Japan are never all free for 20 "
        "minutes from one start."
    ]

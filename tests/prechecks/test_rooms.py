"""Prechecks of rooms: what they hold, when they are free, and how many meetings ask for them."""

import pytest

from planner.domain.event import Event
from planner.domain.plan import Problem
from planner.domain.records import Policy
from planner.domain.vocabulary import BilateralKind, Severity
from planner.prechecks import precheck
from tests.scenes.builders import absence, at, bilateral, delegation, event, line, programme, room, side_event

STATES = ("FRA", "JPN", "KEN", "BRA", "CHL", "VNM")


def one_day(*records: object, policy: Policy | None = None) -> Event:
    """An event on Saturday alone, with the six States."""
    states = (delegation(code) for code in STATES)
    return event(*states, *records, policy=policy, end_date=at("09:00").date())


def found(event: Event, sheet: str) -> list[Problem]:
    return [problem for problem in precheck(event) if problem.sheet == sheet]


def pairs(number: int, **more: object) -> list[object]:
    """So many bilaterals, spread so that no delegation has many."""
    couples = [(one, other) for place, one in enumerate(STATES) for other in STATES[place + 1 :]]
    return [bilateral(f"B{n}", *couples[n], **more) for n in range(number)]


# --- rooms of programme and lines ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("second", "severity"),
    [("09:59", Severity.WARNING), ("10:00", Severity.NOTICE), ("10:14", Severity.NOTICE), ("10:15", None)],
)
def test_programme_items_in_one_room(second: str, severity: Severity | None) -> None:
    items = (programme("A", "09:00", "10:00", room="R1", who="none"), programme("B", second, "11:00", room="R1"))

    assert [one.severity for one in found(one_day(room(), *items), "Programme")] == ([severity] if severity else [])


def test_line_and_programme_in_one_room() -> None:
    ceremony = programme("OPEN", "11:00", "13:00", room="HALL", who="none")
    both = one_day(room("HALL", uses="signing"), line(), ceremony)

    assert [one.sentence for one in found(both, "Programme")] == [
        "SIGN (SIGN, 09:00–12:00 on Saturday 25 October) and Title of OPEN (OPEN, 11:00–13:00 on Saturday 25 October) "
        "are both in Room HALL at the same time."
    ]


def test_item_in_one_room_within_a_longer_one() -> None:
    spans = (("LONG", "09:00", "12:00"), ("SHORT", "09:10", "09:20"), ("LATE", "11:00", "11:30"))
    three = one_day(room(), *(programme(*span, room="R1", who="none") for span in spans))

    assert len(found(three, "Programme")) == 2


# --- rooms that fit --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("seats", "number"), [(20, 0), (21, 1)])
def test_seats_of_the_largest_room(seats: int, number: int) -> None:
    assert len(found(one_day(room(capacity=20), bilateral(seats=seats)), "Bilaterals")) == number


def test_seats_that_no_room_has_name_the_largest() -> None:
    rooms = (room("R1", capacity=12), room("R2", capacity=20), room("R3", capacity=50, uses="side_event"))
    problem = Problem(
        Severity.WARNING,
        "Bilaterals",
        "",
        "24",
        "No room can hold France – Japan (B0), France – Kenya (B1), France – Brazil (B2) and 2 more: no room for "
        "bilaterals has 24 seats; the largest, Room R2, has 20.",
        "Lower seats to 20, or open a larger room to bilaterals on Rooms.",
    )

    assert precheck(one_day(*rooms, *pairs(5, seats=24))) == (problem,)


@pytest.mark.parametrize(
    ("meeting", "sentence"),
    [
        (side_event(), "No room can hold Title of S1 (S1): no room is marked for side events."),
        (
            bilateral(features="screen; piano", seats=10),
            "No room can hold France – Japan (B1): of the rooms for bilaterals the nearest, Room R2, lacks the feature "
            "piano.",
        ),
        (
            bilateral(room="!R1", seats=16),
            "No room can hold France – Japan (B1): Room R1, where it must be, lacks 4 of 16 seats.",
        ),
        (
            bilateral(room="!R3"),
            "No room can hold France – Japan (B1): Room R3, where it must be, lacks the use bilateral.",
        ),
    ],
)
def test_needs_that_no_room_meets(meeting: object, sentence: str) -> None:
    rooms = (
        room("R1", capacity=12, uses="bilateral"),
        room("R2", capacity=20, uses="bilateral", features=("screen",)),
        room("R3", uses="other"),
    )

    assert [problem.sentence for problem in precheck(one_day(*rooms, meeting))] == [sentence]


def test_booths_that_no_room_has() -> None:
    problems = precheck(one_day(room(booths=1), side_event(languages="en; fr; es")))

    assert [(one.value, one.sentence) for one in problems] == [
        (
            "en; fr; es",
            "No room can hold Title of S1 (S1): of the rooms for side events the nearest, Room R1, lacks 1 of 2 "
            "booths.",
        )
    ]


def test_pull_aside_needs_no_room() -> None:
    assert precheck(one_day(bilateral(kind=BilateralKind.PULL_ASIDE, seats=99))) == ()


# --- opening hours ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("closes", "number"), [("09:20", 0), ("09:19", 1)])
def test_room_open_too_briefly(closes: str, number: int) -> None:
    hours = {"opens": at("09:00").time(), "closes": at(closes).time()}

    assert len(found(one_day(room(**hours), bilateral()), "Bilaterals")) == number


def test_room_open_too_briefly_names_the_hours() -> None:
    hours = {"opens": at("09:00").time(), "closes": at("09:15").time()}

    assert [one.sentence for one in precheck(one_day(room(**hours), *pairs(2)))] == [
        "France – Japan (B0) and France – Kenya (B1) cannot be placed: Room R1, the only room that fits, is never free "
        "for 20 minutes in a row, only 09:00–09:15 on Saturday 25 October."
    ]


@pytest.mark.parametrize(("minutes", "number"), [(20, 0), (21, 1)])
def test_room_between_programme_items_keeps_its_turnover(minutes: int, number: int) -> None:
    """From 10:15 to 10:35 is all that is left."""
    before = programme("A", "08:00", "10:00", room="R1", who="none")
    after = programme("B", "10:50", "20:00", room="R1", who="none")

    assert len(found(one_day(room(), before, after, bilateral(minutes=minutes)), "Bilaterals")) == number


def test_room_that_is_free_only_while_people_are_not() -> None:
    closed, away = absence("R1", "12:00", "20:00"), absence("JPN", "08:00", "12:00")

    assert [one.sentence for one in precheck(one_day(room(), closed, away, bilateral()))] == [
        "France – Japan (B1) cannot be placed: Room R1, the only room that fits, is never free for 20 minutes when "
        "the head of France and the head of Japan are, at 12:00 on Saturday 25 October for the first time."
    ]


# --- demand ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("closes", "number"),
    [
        ("10:40", 0),  # 3 x 20 minutes and 2 turnovers of 15: 09:00, 09:35, 10:10 to 10:30
        ("10:30", 0),
        ("10:29", 1),
    ],
)
def test_demand_of_one_room(closes: str, number: int) -> None:
    hours = {"opens": at("09:00").time(), "closes": at(closes).time()}

    assert len(found(one_day(room(**hours), *pairs(3)), "Rooms")) == number


def test_demand_counts_the_rooms_that_fit() -> None:
    hours = {"opens": at("09:00").time(), "closes": at("10:00").time()}
    rooms = (room("R1", capacity=30, **hours), room("R2", capacity=30, **hours), room("R3", capacity=10))
    problems = found(one_day(*rooms, *pairs(6, seats=20)), "Rooms")

    assert [one.sentence for one in problems] == [
        "6 meetings, 2 hours without turnover, fit only into Room R1 and Room R2, which have 2 hours free for them in "
        "08:00–20:00 on Saturday 25 October and hold at most 4."
    ]
    assert found(one_day(*rooms, *pairs(4, seats=20), bilateral("C", "VNM", "CHL", seats=8)), "Rooms") == []


def test_demand_of_a_day_that_windows_pin() -> None:
    states = [delegation(code) for code in STATES]
    hours = {"opens": at("09:00").time(), "closes": at("10:00").time()}
    pinned = pairs(3, not_before="26 08:00")
    crowded = event(*states, room(**hours), *pinned, bilateral("C", "VNM", "CHL"))

    assert [one.sentence for one in found(crowded, "Rooms")] == [
        "3 meetings, 1 hour without turnover, fit only into Room R1, which has 1 hour free for them in "
        "08:00–20:00 on Sunday 26 October and holds at most 2."
    ]


def test_demand_of_a_day_that_presence_pins() -> None:
    states = [delegation(code, arrives="26 06:00") for code in STATES]
    hours = {"opens": at("09:00").time(), "closes": at("10:00").time()}

    assert len(found(event(*states, room(**hours), *pairs(3)), "Rooms")) == 1
    assert found(event(*states, room(**hours), *pairs(2)), "Rooms") == []


def test_demand_of_side_events_counts_their_starting_times() -> None:
    policy = Policy(side_event_starts=(at("09:00").time(), at("09:30").time(), at("13:30").time()))
    three = [side_event(f"S{n}", minutes=60) for n in range(3)]

    assert len(found(one_day(room(), *three, policy=policy), "Rooms")) == 1
    assert found(one_day(room(), *three[:2], policy=policy), "Rooms") == []

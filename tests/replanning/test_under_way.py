"""What happens during a meeting: it ends, goes on otherwise, or is held; and whoever is late was not in it."""

from dataclasses import replace

import pytest

from planner.domain.plan import Plan
from planner.domain.records import SideEvent
from tests.replanning.scene import day, incident, issued, refused, taken_in, where
from tests.scenes.builders import at, bilateral, entry, interpreter, line, placed, programme, room

MEETINGS = day(
    bilateral("B1", "BRA", "CHL", languages="en; fr"),
    bilateral("B2", "BRA", "FRA"),
    interpreter("I1", "en-fr"),
    interpreter("I2", "en-fr"),
)
B1 = placed(MEETINGS, "B1", "10:00", room="R1", interpreters="I1")
PLANNED = issued(MEETINGS, B1, placed(MEETINGS, "B2", "11:00", room="R1"))


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (incident("person_leaves", who="BRA-1", from_="10:10"), "10:00-10:10 R1"),
        (incident("person_absent", who="CHL-1"), "10:00-10:10 R1"),
        (incident("person_absent", who="CHL", under_way="hold"), "10:00-10:30 R1"),
        (incident("person_leaves", who="CHL-1", from_="10:20"), "10:00-10:20 R1"),
        (incident("interpreter_ill", who="I1"), "10:00-10:30 R1"),
        (incident("interpreter_ill", who="I1", under_way="end"), "10:00-10:10 R1"),
        (incident("room_lost", who="R1"), "10:00-10:30 R2"),
        (incident("room_lost", who="R1", under_way="end"), "10:00-10:10 R1"),
        (incident("room_lost", who="R1", under_way="hold"), "10:00-10:30 R1"),
        (incident("person_late", who="CHL-1", to="10:30"), "10:30-11:00 R1"),
        (incident("person_late", who="CHL-1", to="10:40", under_way="hold"), "10:00-10:30 R1"),
    ],
)
def test_meeting_under_way_ends_goes_on_or_is_held(change, expected):
    found = taken_in(MEETINGS, PLANNED, "10:10", change)

    if expected == "10:30-11:00 R1":
        # Who is late was not there: it has not begun, and its people have their next meeting at 11:00.
        assert where(found, "B1")[:5] >= "10:30"
    else:
        assert where(found, "B1") == expected


def test_who_interprets_instead_and_how_early_it_ends_are_said():
    ill = taken_in(MEETINGS, PLANNED, "10:10", incident("interpreter_ill", who="I1"))
    left = taken_in(MEETINGS, PLANNED, "10:10", incident("person_absent", who="CHL-1"))

    assert ill.plan.by_item["B1"].interpreters == ("I2",)
    assert ill.notes == ("'Brazil – Chile' is under way and goes on: Name of I2 interprets.",)
    assert left.notes == ("'Brazil – Chile' is under way and ends at 10:10, 20 minutes early.",)


def test_meeting_that_cannot_go_on_otherwise_ends_and_a_wish_that_it_should_is_refused():
    small = day(bilateral("B1", "BRA", "CHL", seats=18), bilateral("B2", "FRA", "JPN"), room("R3", capacity=2))
    taken = issued(small, placed(small, "B1", "10:00", room="R1"), placed(small, "B2", "10:00", room="R2"))

    assert where(taken_in(small, taken, "10:10", incident("room_lost", who="R1")), "B1") == "10:00-10:10 R1"
    (said,) = refused(small, taken, "10:10", incident("room_lost", who="R1", under_way="move"))
    assert "Nothing and nobody is free" in said
    assert "Write end, or hold." in said


def test_lock_for_the_evening_hides_no_absence():
    evening = replace(PLANNED.by_item["B2"], locked=True)
    of = replace(MEETINGS, bilaterals=(*MEETINGS.bilaterals, bilateral("B3", "BRA", "JPN")))
    before = issued(
        of,
        B1,
        placed(of, "B3", "12:00", room="R1"),
        replace(evening, start=evening.start.replace(hour=17), end=evening.end.replace(hour=17)),
    )

    found = taken_in(of, before, "11:00", incident("person_absent", who="BRA-1", to="16:00"))

    assert where(found, "B3")[:5] >= "16:00"
    assert found.event.absences[-1].from_.hour == 11


def test_turn_under_way_is_held_and_the_absence_counts_after_it():
    of = day(
        line("SIGN", "10:00", "11:00", seconds_each=300, before=5, after=5), *(entry(code) for code in ("BRA", "CHL"))
    )
    first = placed(of, "SIGN/BRA", "10:00", room="HALL", position=1)
    before = issued(of, first, placed(of, "SIGN/CHL", "10:05", room="HALL", position=2))

    found = taken_in(of, before, "10:02", incident("person_absent", who="BRA-1"))

    assert where(found, "SIGN/BRA") == "10:00-10:05 HALL"
    assert f"{found.event.absences[-1].from_:%H:%M}" == "10:10"


def test_late_once_the_turn_has_begun_asks_whether_it_was_missed():
    of = day(line("SIGN", "10:00", "11:00", seconds_each=300), entry("BRA"))
    before = issued(of, placed(of, "SIGN/BRA", "10:00", room="HALL", position=1))

    (said,) = refused(of, before, "10:01", incident("person_late", who="BRA-1", to="10:20"))

    assert "began at 10:00 on Saturday 25 October. Was it missed?" in said
    assert "turn_missed of SIGN/BRA" in said


def test_absence_during_the_programme_is_taken_and_moves_nobody_in_it():
    of = day(programme("OPEN", "09:00", "10:00"), bilateral("B1", "BRA", "CHL"))
    before = issued(of, placed(of, "B1", "10:15", room="R1"))

    found = taken_in(of, before, "09:05", incident("person_late", who="CHL-1", to="09:20"))

    assert found.diff.changes == ()
    assert len(found.event.absences) == 1


# --- running over ----------------------------------------------------------------------------------------------------


def test_meeting_that_runs_into_lunch_is_taken_and_who_comes_late_is_said():
    of = day(bilateral("B1", "BRA", "CHL"), programme("LUNCH", "13:00", "14:00", room="HALL"))
    before = issued(of, placed(of, "B1", "12:20", room="R1"))

    found = taken_in(of, before, "12:40", incident("item_overruns", item="B1", minutes=20))

    assert where(found, "B1") == "12:20-13:10 R1"
    assert where(found, "LUNCH-LATE") == "13:15-14:00 HALL"
    assert set(found.plan.by_item["LUNCH-LATE"].people) == {"BRA-1", "CHL-1"}
    assert set(found.plan.by_item["LUNCH"].people) == {"FRA-1", "JPN-1"}
    assert found.notes == tuple(
        f"Name of {one} comes to 'Title of LUNCH' at 13:15, 15 minutes late."
        for one in ("BRA-1 (Brazil)", "CHL-1 (Chile)")
    )
    # France and Japan sit down in time, and need not hear of it.
    assert {call.delegation for call in found.calls} == {"BRA", "CHL"}

    further = taken_in(found.event, found.plan, "13:05", incident("item_overruns", item="B1", minutes=20))
    assert where(further, "LUNCH-LATE") == "13:35-14:00 HALL"
    assert [one.id for one in further.event.programme] == ["LUNCH", "LUNCH-LATE"]


def test_overrun_that_cannot_be_is_refused_with_how_long_it_can_last():
    of = day(bilateral("B1", "BRA", "CHL"), programme("PRESS", "11:00", "12:00", who="none", room="R1"))
    before = issued(of, placed(of, "B1", "10:00", room="R1"))

    (said,) = refused(of, before, "10:20", incident("item_overruns", item="B1", minutes=40))

    assert "'Brazil – Chile' can last 25 minutes longer at most." in said
    assert "Write 25" in said


def test_side_event_under_way_ends_too():
    of = day(SideEvent("S1", "Oceans", "BRA", 10, speakers=("CHL-1",)))
    before = issued(of, placed(of, "S1", "10:00", room="R1"))

    found = taken_in(of, before, "10:20", incident("person_absent", who="CHL-1"))

    assert where(found, "S1") == "10:00-10:20 R1"
    assert isinstance(found.plan, Plan)


@pytest.mark.parametrize("begins", ["11:05", "10:45"])
def test_programme_shifted_into_a_meeting_under_way_begins_without_its_people(begins: str) -> None:
    of = day(programme("LUNCH", "12:00", "13:00", who="BRA; CHL; FRA"), bilateral("B1", "BRA", "CHL", minutes=60))
    before = issued(of, placed(of, "B1", "10:30", room="R1"))

    found = taken_in(of, before, "10:40", incident("programme_shifted", item="LUNCH", from_=begins))

    assert where(found, "B1") == "10:30-11:30 R1"
    assert found.event.programme_item["LUNCH"].start == at(begins)
    assert found.event.attendees(found.event.programme_item["LUNCH"]) == ("FRA-1",)
    assert found.event.programme_item["LUNCH-LATE"].start == at("11:35")
    assert len(found.notes) == 2


def test_who_has_not_come_yet_misses_the_programme_item_from_its_beginning():
    of = day(programme("OPEN", "09:00", "10:00", who="all"))

    found = taken_in(of, issued(of), "09:20", incident("person_late", who="CHL-1", to="10:30"))

    assert found.notes == ("'Title of OPEN', 09:00–10:00 on Saturday 25 October, is without Name of CHL-1 (Chile).",)

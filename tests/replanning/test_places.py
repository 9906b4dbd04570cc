"""Rooms of the programme and of lines that are lost: where it goes is asked, and nothing stays in a closed room."""

from dataclasses import replace

from planner.domain.vocabulary import FullPowers
from planner.prechecks import precheck
from tests.replanning.scene import day, incident, issued, refused, taken_in, where
from tests.scenes.builders import absence, bilateral, entry, line, placed, programme, room

LOST = incident("room_lost", who="HALL")
DAY = day(
    room("DINE", capacity=80, uses="side_event"),
    programme("LUNCH", "13:00", "14:00", room="HALL"),
    line("SIGN", "15:00", "16:00", seconds_each=300),
    entry("BRA"),
    entry("CHL", full_powers=FullPowers.VERIFIED),
    bilateral("B1", "FRA", "JPN"),
)
BEFORE = issued(
    DAY,
    placed(DAY, "SIGN/BRA", "15:00", room="HALL", position=1),
    placed(DAY, "SIGN/CHL", "15:05", room="HALL", position=2),
    placed(DAY, "B1", "12:40", room="R1"),
)


def test_room_of_lunch_and_line_that_is_lost_asks_where_they_go():
    lunch, signing = refused(DAY, BEFORE, "10:00", LOST)

    assert "'Title of LUNCH', 13:00–14:00 on Saturday 25 October, cannot be in Room HALL" in lunch
    assert "Where does it go? Room DINE (80 seats) is free." in lunch
    # The meeting rooms have a fifth of the seats, and are not named beside a better one.
    assert "Write in `room` one of DINE;" in lunch
    assert "Room R1" not in lunch
    assert "not marked for signing" in signing


def test_rooms_much_smaller_are_named_where_there_is_no_other_with_what_moves():
    small = replace(DAY, rooms=tuple(one for one in DAY.rooms if one.code != "DINE"))

    lunch, _ = refused(small, BEFORE, "10:00", LOST)

    assert "Room R2 (20 seats) is free. Room R1 (20 seats) is free once 'France – Japan' moved." in lunch


def test_they_go_where_the_row_says_and_those_in_the_way_move():
    found = taken_in(DAY, BEFORE, "10:00", replace(LOST, room="R1"))

    assert where(found, "LUNCH") == "13:00-14:00 R1"
    assert where(found, "SIGN/CHL") == "15:05-15:10 R1"
    assert where(found, "B1").endswith("R1") is False or where(found, "B1")[:5] < "12:30"
    assert {change.change for change in found.diff.changes if change.item.startswith("SIGN")} == {"room"}


def test_each_may_go_to_a_room_of_its_own_in_a_row_below():
    rows = [
        incident("room_changed", item=item, room=where_to) for item, where_to in (("LUNCH", "DINE"), ("SIGN", "R2"))
    ]

    found = taken_in(DAY, BEFORE, "10:00", LOST, *rows)

    assert (where(found, "LUNCH"), where(found, "SIGN/BRA")) == ("13:00-14:00 DINE", "15:00-15:05 R2")


def test_room_that_is_taken_or_closed_is_refused():
    busy = replace(DAY, programme=(*DAY.programme, programme("PRESS", "13:30", "14:00", who="none", room="DINE")))

    (taken, *_) = refused(busy, BEFORE, "10:00", incident("room_changed", item="LUNCH", room="DINE"))
    assert "Room DINE is taken by 'Title of PRESS'" in taken
    (closed,) = refused(DAY, BEFORE, "10:00", replace(LOST, room="HALL"))
    assert "Room HALL is closed" in closed


def test_what_is_over_or_after_the_closing_is_not_asked_about():
    evening = incident("room_lost", who="HALL", from_="16:30")

    assert refused(DAY, BEFORE, "10:00", evening) == []
    assert len(refused(DAY, BEFORE, "14:00", LOST)) == 1


def test_shift_into_hours_in_which_the_room_is_closed_is_asked_about_too():
    of = replace(
        DAY,
        absences=(absence("HALL", "13:00", "13:30"),),
        programme=(programme("LUNCH", "14:00", "15:00", room="HALL"),),
    )

    (said,) = refused(of, BEFORE, "10:00", incident("programme_shifted", item="LUNCH", minutes=-60))

    assert "programme_shifted: 'Title of LUNCH', 13:00–14:00" in said


def test_check_warns_of_programme_and_lines_in_closed_rooms():
    of = replace(DAY, absences=(absence("HALL", "13:30", "15:30"),))

    found = [one for one in precheck(of) if "closed" in one.sentence]

    assert [(one.severity, one.sheet, one.value) for one in found] == [
        ("warning", "Programme", "HALL"),
        ("warning", "Lines", "HALL"),
    ]

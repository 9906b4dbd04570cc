"""What a turn is, and that it finds its person free."""

from dataclasses import replace

import pytest

from planner.domain.turns import reserve_count, turn_count, turn_span
from planner.rules.lines import TurnFree
from tests.scenes.builders import (
    absence,
    at,
    bilateral,
    delegation,
    entry,
    event,
    line,
    person,
    placed,
    programme,
    room,
    walk,
)
from tests.scenes.examples import example_rows, sentences, verdict

FRANCE, JAPAN = delegation("FRA"), delegation("JPN")
MINISTER = person("FRA-1", title="Minister of Justice")


def turn(scene, code, position, start, line="SIGN"):
    return placed(scene, f"{line}/{code}", start, position=position)


@example_rows("""
    desks  pause_every  position  start     # 90 seconds each from 09:00, pauses of 2 minutes
    1      0            1         09:00:00
    1      0            2         09:01:30
    1      2            2         09:01:30
    1      2            3         09:05:00
    1      2            5         09:10:00
    2      0            2         09:00:00
    2      0            3         09:01:30
    2      1            3         09:03:30
    3      2            7         09:05:00
""")
def test_turn_starts(desks, pause_every, position, start):
    one = line(seconds_each=90, desks=int(desks), pause_every=int(pause_every), pause_minutes=2)

    assert turn_span(one, int(position)).start == at(start)
    assert turn_span(one, int(position)).minutes == 1.5


@example_rows("""
    end       desks  pause_every  expected   # 60 seconds each from 09:00, pauses of 2 minutes
    09:03     1      0            3
    09:02:59  1      0            2
    09:03     2      0            6
    09:00:59  2      0            0
    09:05     1      2            3
    09:04:59  1      2            2
    09:07     1      1            3
    09:08     1      1            3
""")
def test_turn_count(end, desks, pause_every, expected):
    one = line(end=end, desks=int(desks), pause_every=int(pause_every), pause_minutes=2)

    assert turn_count(one) == int(expected)


@pytest.mark.parametrize(("entries", "reserve"), [(0, 0), (1, 1), (5, 1), (6, 2), (10, 2), (72, 15)])
def test_reserve_is_rounded_up(entries, reserve):
    assert reserve_count(line(reserve_percent=20), entries) == reserve


@example_rows("""
    what       start  end    expected   # the turn 09:30-09:31 takes its person from 09:20 to 09:36
    absence    09:00  09:20  ok
    absence    09:00  09:21  broken
    absence    09:36  09:50  ok
    absence    09:35  09:50  broken
    programme  09:00  09:20  ok
    programme  09:00  09:21  broken
    programme  09:36  09:50  ok
    programme  09:35  09:50  broken
    presence   09:20  09:36  ok
    presence   09:21  09:36  broken
    presence   09:20  09:35  broken
    presence   09:21  09:35  broken 2
    meeting    09:00  09:20  ok
    meeting    09:05  09:25  broken
    meeting    09:36  09:56  ok
    meeting    09:35  09:55  broken
    room       09:20  09:30  ok         # the room is needed for the turn alone
    room       09:20  09:31  broken
    room       09:31  09:40  ok
    room       09:30  09:31  broken
""")
def test_turn_free(what, start, end, expected):
    more = {
        "absence": [FRANCE, absence("FRA-1", start, end)],
        "programme": [FRANCE, programme("P", start, end)],
        "presence": [delegation("FRA", arrives=start, departs=end)],
        "meeting": [FRANCE, bilateral("B", "FRA", "JPN")],
        "room": [FRANCE, absence("HALL", start, end)],
    }
    scene = event(MINISTER, JAPAN, room("HALL", uses="signing"), room(), line(), entry("FRA"), *more[what])
    meeting = [placed(scene, "B", start, room="R1")] if what == "meeting" else []

    assert verdict(TurnFree(), scene, turn(scene, "FRA", 31, "09:30"), *meeting) == expected


@example_rows("""
    start  expected   # signing takes 09:20-09:36; a statement of 3 minutes, needed 10 before and 5 after
    09:46  ok
    09:45  broken 2
    09:12  ok
    09:13  broken 2
""")
def test_turns_of_one_person_in_two_lines(start, expected):
    talk = line("TALK", start="08:00", kind="statement", seconds_each=180)
    scene = event(FRANCE, MINISTER, line(), talk, entry("FRA"), entry("FRA", "TALK"))

    rows = turn(scene, "FRA", 31, "09:30"), turn(scene, "FRA", 1, start, "TALK")
    assert verdict(TurnFree(), scene, *rows) == expected


@example_rows("""
    what       start  end    there  back  expected   # the turn 09:30-09:31 takes its person from 09:20 to 09:36
    programme  09:00  09:15  15     0     ok
    programme  09:00  09:16  15     0     broken
    programme  09:00  09:20  10     9     ok         # a walk as long as the minutes before
    programme  09:00  09:20  11     0     broken
    programme  09:00  09:20  0      99    ok         # the way back counts for what comes after alone
    programme  09:36  10:00  99     5     ok
    programme  09:36  10:00  0      6     broken
    programme  09:43  10:00  0      12    ok
    programme  09:42  10:00  0      12    broken
    meeting    08:55  09:15  15     0     ok
    meeting    08:56  09:16  15     0     broken
    meeting    09:43  10:03  0      12    ok
    meeting    09:42  10:02  0      12    broken
    absence    09:00  09:20  99     99    ok         # nobody walks to an absence
""")
def test_walk_between_a_turn_and_another_zone(what, start, end, there, back, expected):
    more = {
        "programme": [programme("P", start, end, room="R1")],
        "meeting": [bilateral("B", "FRA", "JPN")],
        "absence": [absence("FRA-1", start, end)],
    }
    scene = event(FRANCE, MINISTER, JAPAN, *zones(int(there), int(back)), line(), entry("FRA"), *more[what])
    meeting = [placed(scene, "B", start, room="R1")] if what == "meeting" else []

    assert verdict(TurnFree(), scene, turn(scene, "FRA", 31, "09:30"), *meeting) == expected


def zones(there, back):
    """A hall and a lounge, so many minutes on foot from the lounge to the hall, and back."""
    rooms = room("HALL", zone="hall", uses="signing"), room(zone="lounge")
    return (*rooms, walk("lounge", "hall", there), walk("hall", "lounge", back))


@example_rows("""
    zone    expected
    lounge  broken     # 12 minutes on foot from the hall
    hall    ok
    \"\"      ok         # no zone, no walk
""")
def test_walk_is_between_known_zones_only(zone, expected):
    talks = programme("P", "09:36", "10:00", room="R1")
    rooms = room("HALL", zone="hall", uses="signing"), room(zone=zone.strip('"'))
    scene = event(FRANCE, MINISTER, *rooms, walk("hall", "lounge", 12), line(), entry("FRA"), talks)

    assert verdict(TurnFree(), scene, turn(scene, "FRA", 31, "09:30")) == expected


@example_rows("""
    start  there  back  expected   # signing takes 09:20-09:36; a statement of 3 minutes, needed 10 before and 5 after
    09:46  0      15    ok         # 15 minutes from the end of the one turn to the start of the other
    09:46  99     16    broken 2
    09:51  0      20    ok
    09:51  0      21    broken 2
    09:12  15     0     ok
    09:12  16     99    broken 2
""")
def test_walk_between_turns_of_two_lines(start, there, back, expected):
    talk = line("TALK", start="08:00", kind="statement", seconds_each=180, room="R1")
    scene = event(FRANCE, MINISTER, *zones(int(there), int(back)), line(), talk, entry("FRA"), entry("FRA", "TALK"))

    talking = replace(turn(scene, "FRA", 1, start, "TALK"), room="R1")
    assert verdict(TurnFree(), scene, turn(scene, "FRA", 31, "09:30"), talking) == expected


def test_walk_is_named_where_the_time_for_it_lacks():
    scene = event(FRANCE, MINISTER, *zones(0, 12), line(), entry("FRA"), programme("P", "09:42", "10:00", room="R1"))

    assert sentences(TurnFree(), scene, turn(scene, "FRA", 31, "09:30"))[0].endswith(
        "but the Minister of Justice of France attends 'Title of P' at 09:42 on Saturday 25 October, "
        "12 minutes on foot away."
    )


def test_turns_of_two_people_of_one_delegation_may_overlap():
    talk = line("TALK", kind="statement")
    scene = event(FRANCE, MINISTER, person("FRA-2"), line(), talk, entry("FRA"), entry("FRA", "TALK", person="FRA-2"))

    assert verdict(TurnFree(), scene, turn(scene, "FRA", 1, "09:00"), turn(scene, "FRA", 1, "09:00", "TALK")) == "ok"


def test_turn_free_names_person_and_time():
    late = replace(MINISTER, arrives=at("09:25"))
    scene = event(FRANCE, late, line(title="Signing"), entry("FRA"))

    assert sentences(TurnFree(), scene, turn(scene, "FRA", 31, "09:30")) == [
        "The turn of France in Signing at 09:30 on Saturday 25 October takes its person 09:20 to 09:36, "
        "but the Minister of Justice of France arrives at 09:25 on Saturday 25 October."
    ]

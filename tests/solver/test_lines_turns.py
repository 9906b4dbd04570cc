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


def test_turns_of_two_people_of_one_delegation_may_overlap():
    talk = line("TALK", kind="statement")
    scene = event(FRANCE, MINISTER, person("FRA-2"), line(), talk, entry("FRA"), entry("FRA", "TALK", person="FRA-2"))

    assert verdict(TurnFree(), scene, turn(scene, "FRA", 1, "09:00"), turn(scene, "FRA", 1, "09:00", "TALK")) == "ok"


def test_turn_free_names_person_and_time():
    late = replace(MINISTER, arrives=at("09:25"))
    scene = event(FRANCE, late, line(title="Signing"), entry("FRA"))

    assert sentences(TurnFree(), scene, turn(scene, "FRA", 31, "09:30")) == [
        "The turn of France in Signing at 09:30 on Saturday 25 October takes its person 09:20:00 to 09:36:00, "
        "but the Minister of Justice of France arrives at 09:25 on Saturday 25 October."
    ]

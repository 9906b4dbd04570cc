"""What a plan costs in fairness, wishes and comfort: counts and minutes that a planner can check by hand."""

from datetime import date, time

import pytest

from planner.domain.event import Event
from planner.domain.plan import Placement, Plan
from planner.domain.records import Policy
from planner.domain.vocabulary import BilateralStatus
from planner.rules.case import Case
from planner.rules.rule import sentence
from planner.rules.terms import TERMS, Term, ranking
from planner.rules.terms.comfort import MaxRun, Spread, Waiting, Walking
from planner.rules.terms.wishes import Fairness, PreferredRoom, PreferredTime, Substitution
from tests.scenes.builders import (
    bilateral,
    delegation,
    entry,
    event,
    line,
    person,
    placed,
    programme,
    room,
    side_event,
    walk,
)
from tests.scenes.examples import example_rows

PAIR = (delegation("FRA"), delegation("JPN"))
ROOMS = (room("R1"), room("R2"), room("A1", zone="A"), room("B1", zone="B"), walk("A", "B", 7))


def cost(term: Term, event: Event, *rows: Placement) -> int:
    return term.cost(Case(event, Plan(rows)))


def meetings(count: int, **more: object) -> Event:
    """France meets Japan in M0, M1, ...; the first day lasts from 08:00 to 20:00, and there is a second."""
    return event(*PAIR, *ROOMS, *(bilateral(f"M{k}", **more) for k in range(count)))


def standing(of: Event, times: str, **more: object) -> list[Placement]:
    return [placed(of, f"M{k}", start.strip(), **more) for k, start in enumerate(times.split(";"))]


def test_terms_are_the_secondary_terms_of_one_plan_in_order():
    *names, last = (name for name, _ in ranking(Policy()))

    assert names == [
        "fairness",
        "preferred_time",
        "preferred_room",
        "substitution",
        "waiting",
        "walking",
        "max_run",
        "spread",
        "slack",
    ]
    assert names == [term.name for term in TERMS]
    assert last == "disruption"
    assert all(sentence(term).endswith(".") for term in TERMS)


@pytest.mark.parametrize("term", TERMS, ids=lambda term: term.name)
def test_terms_cost_nothing_where_nothing_is_placed(term):
    assert cost(term, meetings(3, prefer_from="10:00", room="R1")) == 0


@example_rows("""
    share  placed  expected   # France asks for 4 (Japan 3, Chile 1), all accepted; Chile's is M3
    0      -       0          # off
    50     -       5          # France 2, Japan ceil(1.5) = 2, Chile ceil(0.5) = 1
    50     M0      3          # one each for France and Japan
    50     M0 M1   1          # Chile's alone
    50     M0 M3   1          # Japan has 1 of 2
    50     M0 M1 M3  0
    100    M0 M1 M3  2
    75     M0 M1 M3  1        # France 3 of 3, Japan ceil(2.25) = 3, has 2
    66     M0 M1 M3  0        # Japan ceil(1.98) = 2
""")
def test_fairness(share, placed, expected):
    asked = [bilateral(f"M{k}", "FRA", "JPN") for k in range(3)] + [bilateral("M3", "CHL", "FRA")]
    requested = bilateral("M4", "FRA", "JPN", status=BilateralStatus.REQUESTED)
    of = event(*PAIR, delegation("CHL"), *asked, requested, policy=Policy(fair_share=int(share)))

    assert cost(Fairness(), of, *_at_nine(of, placed)) == int(expected)
    assert cost(Fairness(), of, *_at_nine(of, f"{placed} M4")) == int(expected)  # requested is not accepted


def _at_nine(of: Event, items: str) -> list[Placement]:
    return [placed(of, item, "09:00") for item in items.split()]


@example_rows("""
    prefer_from  prefer_to  start     expected   # lasts 20 minutes
    10:00        -          10:00     0
    10:00        -          09:59     1
    10:00        -          09:00     60
    -            12:00      11:40     0
    -            12:00      11:41     1
    10:00        12:00      12:00     20
    10:00        10:10      09:55     10         # both ends outside: 5 before, 5 after
    10:00        12:00      11:00     0
    -            -          08:00     0
    10:00        -          09:59:30  1          # rounded up
""")
def test_preferred_time(prefer_from, prefer_to, start, expected):
    of = meetings(1, prefer_from=prefer_from, prefer_to=prefer_to)

    assert cost(PreferredTime(), of, placed(of, "M0", start)) == int(expected)


@example_rows("""
    wish  kind        room  expected
    R1    formal      R1    0
    R1    formal      R2    1
    -     formal      R2    0
    !R1   formal      R2    0       # a must is a hard rule
    R1    pull_aside  -     0
""")
def test_preferred_room(wish, kind, room, expected):
    of = meetings(1, room=wish, kind=kind)

    assert cost(PreferredRoom(), of, placed(of, "M0", "09:00", room=room)) == int(expected)


@example_rows("""
    requester_person  also   people                expected
    FRA-1; FRA-2      -      FRA-1; JPN            0
    FRA-1; FRA-2      -      FRA-2; JPN            1
    FRA-2; FRA-1      -      FRA-2; JPN            0
    any               -      FRA-1; JPN            0
    any               -      FRA-2; JPN            1
    -                 -      FRA-1; JPN            0
    FRA-1; FRA-2      FRA-1  FRA-1; FRA-2; JPN     1   # FRA-1 is there, but for the second place
    FRA-1; FRA-2      FRA-1  FRA-1; JPN            0
    FRA-1; FRA-2      FRA-2  FRA-1; FRA-2; JPN     0
    FRA-1; FRA-2      FRA-1; FRA-2  FRA-1; FRA-2; JPN  0   # either could take the first place: the better counts
    FRA-1; FRA-2      -      JPN                   0   # nobody: a breach, no substitute
""")
def test_substitution(requester_person, also, people, expected):
    staff = (person("FRA-1"), person("FRA-2"))
    of = event(*PAIR, *staff, bilateral("M", requester_person=requester_person, also=also))

    assert cost(Substitution(), of, placed(of, "M", "09:00", people=people)) == int(expected)


@example_rows("""
    starts               expected   # 20 minutes each, Japan and France wait together
    09:00                0
    09:00; 09:20         0
    09:00; 09:30         20
    09:00; 09:30; 11:00  160        # 10 and 70
    09:00; 26 09:00      0          # another day
    09:00; 09:10; 09:50  40         # an overlap is no negative waiting
""")
def test_waiting_between_meetings(starts, expected):
    of = meetings(3)

    assert cost(Waiting(), of, *standing(of, starts)) == int(expected)


def test_waiting_counts_from_the_latest_end():
    of = meetings(3)
    rows = (placed(of, "M0", "09:00", "10:00"), placed(of, "M1", "09:10"), placed(of, "M2", "10:05"))

    assert cost(Waiting(), of, *rows) == 2 * 5


@example_rows("""
    meeting   expected   # the programme takes France at 09:00-10:00 and 11:00-12:00
    -         0          # nobody waits on a day without a meeting
    10:20     40         # 20 and 20
    12:10     70         # 60 and 10
    26 10:00  0          # waiting on the 25th is not counted for a meeting on the 26th
""")
def test_waiting_between_programme_items_of_days_with_a_meeting(meeting, expected):
    fixed = (programme("P", "09:00", "10:00", who="FRA"), programme("Q", "11:00", "12:00", who="FRA"))
    of = event(*PAIR, *fixed, bilateral("M0"))

    assert cost(Waiting(), of, *standing(of, meeting) if meeting else ()) == int(expected)


@example_rows("""
    before  after  meeting  expected   # the turn is 10:00-10:01
    0       0      09:00    40         # from 09:20
    10      5      09:00    30         # the margins are not idle
    10      5      10:30    24         # from 10:06
    0       0      10:30    29
""")
def test_waiting_before_and_after_a_line_turn(before, after, meeting, expected):
    of = event(*PAIR, line(before=int(before), after=int(after)), entry("FRA"), bilateral("M0"))

    assert cost(Waiting(), of, placed(of, "SIGN/FRA", "10:00"), placed(of, "M0", meeting)) == int(expected)


@example_rows("""
    rooms     starts               expected   # 7 minutes between A and B, for two people
    A1 B1     09:00; 10:00         14
    B1 A1     09:00; 10:00         14
    A1 A1     09:00; 10:00         0
    A1 R1     09:00; 10:00         0          # no zone
    A1 B1     09:00; 26 10:00      0          # another day
    A1 B1 A1  09:00; 10:00; 11:00  28
    A1 B1 A1  09:00; 11:00; 10:00  14         # in order of time, not of the sheet
""")
def test_walking(rooms, starts, expected):
    of = meetings(3)

    rows = [placed(of, f"M{k}", start.strip(), room=where) for k, (start, where) in _zipped(starts, rooms)]

    assert cost(Walking(), of, *rows) == int(expected)


def _zipped(starts: str, rooms: str) -> enumerate[tuple[str, str]]:
    return enumerate(zip(starts.split(";"), rooms.split(), strict=True))


def test_walking_counts_each_way_in_its_own_time():
    of = event(*PAIR, *ROOMS, walk("B", "A", 9), bilateral("M0"), bilateral("M1"))

    rows = [placed(of, "M0", "09:00", room="A1"), placed(of, "M1", "10:00", room="B1")]
    back = [placed(of, "M0", "10:00", room="A1"), placed(of, "M1", "09:00", room="B1")]

    assert (cost(Walking(), of, *rows), cost(Walking(), of, *back)) == (14, 18)


def test_walking_counts_programme_items_and_line_turns():
    hall = (room("HALL", uses="signing", zone="B"), line(), entry("FRA"))
    of = event(*PAIR, *ROOMS, *hall, programme("P", "08:00", "09:00", who="FRA", room="A1"))

    assert cost(Walking(), of, placed(of, "SIGN/FRA", "10:00")) == 7


@example_rows("""
    max_run  run_break  starts                              expected   # 20 minutes each, for two people
    2        30         09:00; 09:30                        0
    2        30         09:00; 09:30; 10:00                 2          # one too many for each
    2        30         09:00; 09:30; 10:00; 10:30          4
    2        30         09:00; 09:30; 10:20; 10:50          0          # exactly a break
    2        30         09:00; 09:30; 10:19; 10:49          4          # one minute short of it
    1        30         09:00; 26 09:00                     0
    2        10         09:00; 09:30; 10:00                 0
""")
def test_max_run(max_run, run_break, starts, expected):
    policy = Policy(max_run=int(max_run), run_break=int(run_break))
    of = event(*PAIR, *(bilateral(f"M{k}") for k in range(4)), policy=policy)

    assert cost(MaxRun(), of, *standing(of, starts)) == int(expected)


def test_max_run_counts_bilaterals_only():
    of = event(*PAIR, side_event("S", speakers="FRA"), bilateral("M0"), policy=Policy(max_run=1))

    assert cost(MaxRun(), of, placed(of, "S", "09:00"), placed(of, "M0", "10:10")) == 0


@example_rows("""
    day_start  day_end  starts                              expected   # on one day
    08:00      10:00    08:00; 09:00                        0
    08:00      10:00    08:00; 08:30                        1          # a share is 1
    08:00      10:00    08:00; 08:59; 09:00                 0          # a share is ceil(1.5) = 2
    08:00      10:00    08:00; 08:20; 08:40                 1
    08:30      10:00    08:30; 09:00                        0          # a clock hour begun counts
    08:00      09:30    08:00; 08:30                        1          # 09:00 to 09:30 is an hour too
    08:00      09:00    08:00; 08:30                        0          # one hour, a share of 2
    08:00      12:00    08:00; 08:20; 08:40; 09:00; 09:30   1          # a share is ceil(5 / 4) = 2
""")
def test_spread(day_start, day_end, starts, expected):
    hours = {"day_start": time.fromisoformat(day_start), "day_end": time.fromisoformat(day_end)}
    of = event(*PAIR, *(bilateral(f"M{k}") for k in range(5)), end_date=date(2025, 10, 25), **hours)

    assert cost(Spread(), of, *standing(of, starts)) == int(expected)


@example_rows("""
    themes                      second     expected   # the first at 08:30, of 60 minutes
    Evidence; Evidence          09:29      1
    Evidence; Evidence          09:30      0          # one after the other
    Evidence; Evidence          26 08:30   0
    Evidence; Capacity          09:00      0
    -; -                        09:00      0          # no theme is not a theme
""")
def test_spread_counts_overlapping_side_events_of_one_theme(themes, second, expected):
    one, two = ("" if theme.strip() == "-" else theme.strip() for theme in themes.split(";"))
    of = event(*PAIR, side_event("S", theme=one), side_event("T", theme=two), day_start=time(8), day_end=time(11))

    assert cost(Spread(), of, placed(of, "S", "08:30"), placed(of, "T", second)) == int(expected)


def test_spread_counts_hours_of_every_day_and_side_events():
    of = event(*PAIR, bilateral("M"), side_event("S"), side_event("T"), day_start=time(8), day_end=time(9))

    crowded = [placed(of, item, "08:00") for item in ("M", "S", "T")]
    even = [placed(of, item, start) for item, start in (("M", "08:00"), ("S", "26 08:00"), ("T", "08:30"))]

    assert (cost(Spread(), of, *crowded), cost(Spread(), of, *even)) == (1, 0)

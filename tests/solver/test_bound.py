"""The bound, argument by argument: each small event is one that only the argument named can bound tightly."""

from datetime import date
from itertools import product

import pytest

from planner.domain.records import Policy
from planner.encoding import build
from planner.solver.proving.bound import most_work, upper_bound
from planner.solver.proving.windows import Windows
from tests.scenes import builders
from tests.scenes.builders import absence, bilateral, delegation, interpreter, room, side_event
from tests.scenes.busy_events import busy_event

CODES = ("BRA", "CHL", "FRA", "JPN", "KEN", "VNM")


def bound(*records: object, policy: Policy | None = None, **settings: object) -> int:
    """The bound of a day of six delegations."""
    delegations = (delegation(code) for code in CODES)
    event = builders.event(*delegations, *records, policy=policy, end_date=date(2025, 10, 25), **settings)
    return upper_bound(build(event), 5.0)


def test_bound_counts_a_persons_gaps():
    hall = [room(f"R{number}") for number in range(6)]
    asked = [bilateral(f"B{number}", "FRA", other, minutes=20) for number, other in enumerate(("BRA", "CHL", "JPN"))]
    hours = {"day_start": builders.at("09:00").time()}

    assert bound(*hall, *asked, **hours, day_end=builders.at("10:19").time()) == 8  # two of three, each worth 4
    assert bound(*hall, *asked, **hours, day_end=builders.at("10:20").time()) == 12


def test_bound_counts_a_rooms_rests():
    asked = [bilateral("B1", "BRA", "CHL", minutes=20), bilateral("B2", "FRA", "JPN", minutes=20)]
    hours = {"day_start": builders.at("09:00").time()}

    assert bound(room("R1"), *asked, **hours, day_end=builders.at("09:54").time()) == 4
    assert bound(room("R1"), *asked, **hours, day_end=builders.at("09:55").time()) == 8


def test_bound_holds_meetings_against_each_other_that_can_only_be_at_one_time():
    morning = {"not_before": "09:00", "not_after": "10:05"}
    sides = [
        side_event("S1", "BRA", minutes=60, **morning),
        side_event("S2", "FRA", minutes=60, **morning),
    ]

    assert bound(room("R1", uses="side_event"), *sides) == 16
    assert bound(room("R1", uses="side_event"), room("R2", uses="side_event"), *sides) == 32


def test_bound_knows_which_rooms_are_open():
    sides = [side_event(name, "BRA", minutes=60, not_before="09:00", not_after="10:05") for name in ("S1", "S2")]
    rooms = (room("R1", uses="side_event"), room("R2", uses="side_event"))

    assert bound(*rooms, *sides, absence("R2", "09:30", "09:40")) == 16


def test_bound_counts_what_an_interpreter_can_do_with_breaks():
    """Stretches of 40 minutes and breaks of 20 leave room for two meetings of 20 minutes in an hour and a half."""
    hall = [room(f"R{number}") for number in range(6)]
    asked = [
        bilateral("B1", "BRA", "CHL", minutes=40, languages="en; vi"),
        bilateral("B2", "FRA", "JPN", minutes=40, languages="en; vi"),
        bilateral("B3", "KEN", "VNM", minutes=40, languages="en; vi"),
    ]
    one = interpreter("I1", max_run=40, break_=40)
    hours = {"day_start": builders.at("09:00").time(), "day_end": builders.at("11:15").time()}

    assert bound(*hall, *asked, **hours) == 12
    assert bound(*hall, *asked, one, **hours) == 8


def test_bound_of_interpreters_who_stand_in_for_each_other():
    hall = [room(f"R{number}") for number in range(6)]
    asked = [
        bilateral("B1", "BRA", "CHL", minutes=40, languages="en; vi"),
        bilateral("B2", "FRA", "JPN", minutes=40, languages="en; vi"),
        bilateral("B3", "KEN", "VNM", minutes=40, languages="en; vi"),
    ]
    hours = {"day_start": builders.at("09:00").time(), "day_end": builders.at("09:45").time()}

    assert bound(*hall, *asked, interpreter("I1"), interpreter("I2"), **hours) == 8


def test_bound_lets_nothing_follow_what_is_never_held():
    asked = [
        bilateral("B1", "BRA", "CHL", minutes=20, not_before="12:00", not_after="12:10"),
        bilateral("B2", "FRA", "JPN", minutes=20, after="B1"),
    ]

    assert bound(room("R1"), *asked) == 0


def test_windows_hold_every_start_that_an_empty_board_offers():
    board = build(busy_event(3))
    windows = Windows(board)

    for item in board.items:
        held = [window for window in windows.all if window.item == item]
        starts = {tick for window in held for tick in range(window.first, window.last + 1)}
        offered = {int(board.axis.start_tick[start]) for start in board.item_starts[item].nonzero()[0]}
        assert starts <= offered
        assert len(held) == len({(window.first, window.last) for window in held})


@pytest.mark.parametrize(("longest", "pause", "gap"), [(3, 2, 1), (4, 1, 0), (2, 3, 2)])
@pytest.mark.parametrize("ticks", range(1, 12))
def test_most_work_is_what_the_best_of_all_rosters_holds(ticks, longest, pause, gap):
    assert most_work(ticks, longest, pause, gap) == _most_by_hand(ticks, longest, pause, gap)


def _most_by_hand(ticks: int, longest: int, pause: int, gap: int) -> int:
    """Every choice of working ticks, its stretches judged one by one."""
    best = 0
    for roster in product((False, True), repeat=ticks):
        runs, idle = [], pause
        for working in roster:
            if working and idle >= pause:
                runs.append(0)
            if working:
                runs[-1] += 1 + (0 if idle >= pause or not idle else idle)
            idle = 0 if working else idle + 1
        if all(run <= longest for run in runs):
            best = max(best, sum(run + gap for run in runs))
    return best

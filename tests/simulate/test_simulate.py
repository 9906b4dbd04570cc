"""How a plan holds: against closed forms, against a slow simulation of single runs, and what must always be true."""

from dataclasses import replace
from statistics import NormalDist

import numpy as np
import pytest

from planner.domain.uncertainty import Uncertainty
from planner.domain.vocabulary import UncertaintyKind
from planner.simulate import simulate
from planner.simulate.records import Through
from tests.scenes.builders import (
    bilateral,
    delegation,
    entry,
    event,
    line,
    person,
    placed,
    plan,
    programme,
    room,
    side_event,
    walk,
)
from tests.scenes.examples import example_rows

LATE, OVERRUN, CADENCE, NO_SHOW, PATIENCE, CATCH_UP = UncertaintyKind
CERTAIN = (
    Uncertainty(LATE, chance=0),
    Uncertainty(OVERRUN, chance=0),
    Uncertainty(CADENCE, chance=0),
    Uncertainty(NO_SHOW, chance=0),
    Uncertainty(CATCH_UP, usual=0),
)
"""Nothing strays and nothing is caught up; patience is the default."""


def rows(what: UncertaintyKind, of: str = "", chance: int | None = None, usual: int | None = None, worst=None):
    """A row of the sheet; without `worst` that is `usual` too, and how much is no matter of chance."""
    worst = usual if worst is None and what in (LATE, OVERRUN) else worst
    return Uncertainty(what, (of,) if of else (), chance, usual, worst)


def holding(of, planned, *uncertain, runs=20_000, seed=1):
    """What a simulation finds where only these rows are uncertain, by item."""
    return simulate(replace(of, uncertainties=(*CERTAIN, *uncertain)), planned, runs=runs, seed=seed)


def chances(robustness):
    return {one.item: one for one in robustness.items}


def near(value, runs=20_000):
    """A share that so many runs may show: five standard errors."""
    return pytest.approx(value, abs=max(5 * (value * (1 - value) / runs) ** 0.5, 1e-9))


DELEGATIONS = tuple(delegation(code) for code in ("BRA", "CHL", "FRA", "JPN", "KEN", "VNM"))
CHAIN = event(
    *DELEGATIONS,
    room("R1", turnover=10),
    bilateral("A", "BRA", "CHL"),
    bilateral("B", "FRA", "JPN"),
    bilateral("C", "KEN", "VNM"),
)
"""Three meetings that have nothing in common but the room."""


def chain(of=CHAIN, second="09:30", third="10:00"):
    return plan(
        of, placed(of, "A", "09:00", room="R1"), placed(of, "B", second, room="R1"), placed(of, "C", third, room="R1")
    )


# --- closed forms ----------------------------------------------------------------------------------------------------


@example_rows("""
    second  overrun  on_time  mean
    09:30   5        1        2     # the turnover is just over when the second begins: 40 % of 5 minutes
    09:30   8        0.6      3.2   # eight minutes late are not on time
    09:35   8        1        1.2   # five minutes of slack: three are left
    09:40   8        1        0
""")
def test_chain_of_two_whose_first_runs_over_by_a_fixed_time(second, overrun, on_time, mean):
    found = chances(holding(CHAIN, chain(second=second), rows(OVERRUN, "A", 40, int(overrun))))

    assert found["A"].on_time == 1
    assert found["B"].on_time == near(float(on_time))
    assert found["B"].mean_delay == pytest.approx(float(mean), abs=0.15)


def test_chain_of_two_with_a_log_normal_overrun():
    found = chances(holding(CHAIN, chain(second="09:33"), rows(OVERRUN, "A", 50, 4, 20)))

    # Late by more than 5 minutes if the overrun is more than the slack of 3 and these 5.
    width = np.log(20 / 4) / NormalDist().inv_cdf(0.95)
    beyond = 0.5 * (1 - NormalDist().cdf(np.log(8 / 4) / width))
    assert found["B"].on_time == near(1 - beyond)
    # 95 % of all runs are within the delay that 90 % of the overruns stay below.
    assert found["B"].p95_delay == pytest.approx(4 * np.exp(width * NormalDist().inv_cdf(0.90)) - 3, rel=0.05)


def test_chain_of_three_adds_up_what_both_before_run_over():
    found = chances(holding(CHAIN, chain(), rows(OVERRUN, "A", 30, 4), rows(OVERRUN, "B", 50, 4)))

    assert found["B"].on_time == 1
    assert found["C"].on_time == near(1 - 0.3 * 0.5)
    assert found["C"].mean_delay == pytest.approx(4 * 0.3 + 4 * 0.5, abs=0.1)


def test_chain_of_three_with_slack_in_the_middle_absorbs():
    found = chances(holding(CHAIN, chain(third="10:04"), rows(OVERRUN, "A", 30, 6), rows(OVERRUN, "B", 50, 4)))

    assert found["B"].on_time == near(0.7)
    assert found["C"].on_time == near(1 - 0.3 * 0.5)  # 6 + 4 - 4 of slack
    assert found["C"].mean_delay == pytest.approx(0.3 * 0.5 * 2 + 0.3 * 0.5 * 6, abs=0.1)


def test_late_meeting_is_cut_to_catch_up():
    uncertain = (rows(OVERRUN, "A", 100, 12), Uncertainty(CATCH_UP, ("B",), usual=5))

    found = chances(holding(CHAIN, chain(), *uncertain, runs=50))

    assert [found[item].mean_delay for item in "ABC"] == [0, 12, 7]


def test_meeting_is_given_up_at_the_end_of_its_patience_and_the_next_is_on_time():
    uncertain = (rows(LATE, "FRA", 100, 31), Uncertainty(PATIENCE, ("B",), usual=30))

    found = chances(holding(CHAIN, chain(third="10:30"), *uncertain, runs=50))

    assert (found["B"].held, found["B"].on_time, found["B"].mean_delay) == (0, 0, 30)
    # Given up at 10:00, and ten minutes for the room.
    assert found["C"].mean_delay == 0


def test_no_shows_of_either_side_keep_a_meeting_from_taking_place():
    found = chances(holding(CHAIN, chain(third="10:30"), rows(NO_SHOW, "FRA", 20), rows(NO_SHOW, "JPN", 10)))

    assert found["B"].held == near(0.8 * 0.9)
    assert found["A"].held == 1


@example_rows("""
    zones           start  delay
    North; North    09:30  4    # ten minutes are planned; in one zone they are all to spare
    North; South    09:30  6    # eight of them are for the walk: two to spare
    North; South    09:38  0
""")
def test_person_walks_from_one_meeting_to_the_next(zones, start, delay):
    first, second = zones.split("; ")
    of = event(
        *DELEGATIONS[2:5],
        room("R1", zone=first),
        room("R2", zone=second),
        walk("North", "South", 8),
        bilateral("A", "FRA", "JPN"),
        bilateral("B", "FRA", "KEN"),
    )
    planned = plan(of, placed(of, "A", "09:00", room="R1"), placed(of, "B", start, room="R2"))

    found = chances(holding(of, planned, rows(OVERRUN, "A", 100, 14 if first == second else 8), runs=20))

    assert found["B"].mean_delay == float(delay)


def test_plenary_does_not_wait_for_people_but_for_its_room():
    of = event(
        *DELEGATIONS[2:4],
        room("R1", turnover=0),
        bilateral("A", "FRA", "JPN"),
        programme("P", "09:20", "10:00", room="R1", who="FRA; JPN"),
        programme("Q", "09:20", "10:00", who="FRA; JPN"),
    )

    found = chances(holding(of, plan(of, placed(of, "A", "09:00", room="R1")), rows(OVERRUN, "A", 100, 9), runs=20))

    assert (found["P"].mean_delay, found["Q"].mean_delay) == (9, 0)


def test_side_event_begins_without_a_speaker_when_its_patience_is_at_an_end():
    of = event(*DELEGATIONS[2:4], room("R1"), side_event("S", speakers="FRA; JPN", room="R1"))

    found = chances(holding(of, plan(of, placed(of, "S", "09:00", room="R1")), rows(LATE, "JPN", 100, 25), runs=20))

    assert (found["S"].held, found["S"].mean_delay) == (1, 10)


def test_line_passes_over_who_is_late_and_lets_them_in_on_coming():
    codes = ("BRA", "CHL", "FRA", "JPN")
    of = event(*DELEGATIONS, room("HALL", uses="signing"), line(seconds_each=120), *(entry(code) for code in codes))
    turns = (placed(of, f"SIGN/{code}", f"09:0{2 * k}", position=k + 1) for k, code in enumerate(codes))

    found = chances(holding(of, plan(of, *turns), rows(LATE, "BRA", 100, 3), runs=20))

    # Brazil comes at 9:03 and is let in; France, whose turn is the next to be called, begins two minutes later for it.
    assert [found[f"SIGN/{code}"].mean_delay for code in codes] == [3, 0, 2, 2]


def test_links_and_buffers_name_what_the_delay_comes_from():
    found = holding(CHAIN, chain(third="11:00"), rows(OVERRUN, "A", 30, 12))

    (link,) = found.links
    assert (link.source, link.target, link.kind, link.through) == ("A", "B", Through.ROOM, "R1")
    assert link.share == near(0.3)
    assert link.sentence.startswith("Room R1 is free for 'France – Japan' more than 5 minutes late in ")
    (buffer,) = found.buffers
    assert (buffer.item, buffer.minutes) == ("A", 10)
    # Of twelve minutes ten are saved; two are left, which is on time.
    assert buffer.saved == pytest.approx(3.0, abs=0.4)
    assert buffer.score == pytest.approx(0.3 / 3, abs=0.02)


# --- what the sheet says ---------------------------------------------------------------------------------------------


def test_most_specific_row_holds_and_of_equal_ones_the_last():
    first, general = rows(OVERRUN, "A", 100, 2), rows(OVERRUN, "bilateral", 100, 7)

    found = chances(holding(CHAIN, chain(), rows(OVERRUN, "A", 100, 9), first, general, runs=20))

    assert [found[item].mean_delay for item in "ABC"] == [0, 2, 9]


@example_rows("""
    first              second              delay
    minister 9         FRA-1 4             4
    FRA 9              FRA-1 4             4
    minister 9         FRA 4               4
    FRA-1 4            FRA 9               4
    minister 9         all 4               9
""")
def test_lateness_of_a_person_is_that_of_the_most_specific_row(first, second, delay):
    of = event(*DELEGATIONS[2:4], person("FRA-1"), room("R1"), bilateral("A", "FRA", "JPN"))
    told = [row.split() for row in (first, second)]
    uncertain = (rows(LATE, subject.replace("all", ""), 100, int(usual)) for subject, usual in told)

    found = holding(of, plan(of, placed(of, "A", "09:00", room="R1")), *uncertain, rows(LATE, "JPN", 0), runs=20)

    assert chances(found)["A"].mean_delay == float(delay)


def test_blank_number_is_that_of_the_more_general_row():
    general, special = rows(OVERRUN, "", 100, 7), Uncertainty(OVERRUN, ("A",), usual=3)

    found = chances(holding(CHAIN, chain(third="12:00"), general, special, runs=2_000))

    assert found["B"].on_time == pytest.approx(0.85, abs=0.15)  # always, and usual 3 but worst still 7
    assert found["B"].p95_delay == pytest.approx(7, abs=0.6)


def test_without_the_sheet_the_defaults_hold():
    found = chances(simulate(CHAIN, chain(), runs=20_000, seed=3))

    # A begins late if one of two comes late, each with 15 %; within 5 minutes in half of these cases; 1 % stay away.
    assert found["A"].on_time == near((1 - 0.15 / 2) ** 2 * 0.99**2)

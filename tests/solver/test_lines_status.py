"""Entries that may not stand, and those that stay where they are: fixed, locked, done, cancelled, standby."""

from dataclasses import replace

import pytest

from planner.domain.plan import Plan
from planner.domain.vocabulary import EntryStatus, FullPowers, PlanState, Rank
from planner.solver.lines.plan import plan_lines
from tests.scenes.builders import at, delegation, entry, event, keep_apart, line, person, placed
from tests.scenes.examples import example_rows
from tests.scenes.line_scenes import HALL, delegations, departing, planned, standing, talks

# --- fixed, locked, done ---------------------------------------------------------------------------------------------


def test_fixed_position_is_kept_and_listed():
    result = planned(*delegations("ABCD"), *talks("A", "B", "C"), entry("D", "TALK", position=2))

    assert standing(result.rows) == "A1 D2 B3 C4"
    assert result.rows[3].why.endswith("its position is fixed at 2.")


def test_fixed_position_outside_the_window():
    result = planned(*delegations("A"), *talks(end=at("09:02")), entry("A", "TALK", position=3))

    assert result.rows[0].why == "A has position 3 fixed, but TALK has only 2 turns; free the position."


@pytest.mark.parametrize("more", [{"locked": True}, {"state": PlanState.DONE}])
def test_locked_and_done_rows_stay_as_they_are(more):
    records = [*delegations("ABC"), *talks("A", "B", "C")]
    row = placed(event(HALL, *records), "TALK/C", "09:00", position=1, why="By hand.", **more)
    result = planned(*records, before=[row])

    assert result.rows[2] == row
    assert standing(result.rows) == "C1 A2 B3"
    assert departing(result) == [("C", 3, 1)]


def test_done_entry_keeps_its_turn():
    records = [*delegations("AB"), *talks("A"), entry("B", "TALK", status=EntryStatus.DONE)]
    row = placed(event(HALL, *records), "TALK/B", "09:00", position=1)
    result = planned(*records, before=[row])

    assert result.rows[1] == replace(row, state=PlanState.DONE)
    assert standing(result.rows) == "B1 A2"


def test_done_entry_stands_at_its_position_or_asks_for_it():
    known = entry("B", "TALK", status=EntryStatus.DONE, position=2)
    unknown = entry("C", "TALK", status=EntryStatus.DONE)
    result = planned(*delegations("ABC"), *talks("A"), known, unknown)

    assert standing(result.rows) == "A1 B2"
    assert result.rows[1].state == PlanState.DONE
    assert result.rows[2].why == "C is done, but nobody says when; give its position."


def test_locked_neighbours_that_should_be_apart_do_not_stop_the_line():
    pairs = [keep_apart("A", "B", "adjacent_in_line"), keep_apart("B", "C", "adjacent_in_line")]
    scene = event(HALL, *delegations("ABC"), *talks("A", "B", "C"), *pairs)
    rows = (
        placed(scene, "TALK/A", "09:00", position=1, locked=True),
        placed(scene, "TALK/B", "09:01", position=2, locked=True),
    )

    assert standing(plan_lines(scene, Plan(rows)).rows) == "A1 B2 C4"


def test_cancelled_row_stays_cancelled():
    records = [*delegations("AB"), *talks("A", "B")]
    row = replace(placed(event(HALL, *records), "TALK/A", "09:00", position=1), state=PlanState.CANCELLED)

    assert standing(planned(*records, before=[row]).rows) == "B1"


# --- who may stand ---------------------------------------------------------------------------------------------------


@example_rows("""
    rank           powers         turn  why
    head_of_state  -              yes   -
    minister       verified       yes   -
    minister       copy_received  yes   Only a copy of the full powers of {} has been received; {verify}
    minister       -              no    The full powers of {} are missing. {cure}
    minister       defective      no    The full powers of {} are defective. {cure}
""")
def test_full_powers_decide_on_a_signing_turn(rank, powers, turn, why):
    signer = person("FRA-1", rank=Rank(rank))
    one = entry("FRA", full_powers=FullPowers(powers) if powers else None)
    cure = "A turn is given once they are verified or the original is deposited."
    (row,) = planned(delegation("FRA"), signer, line(), one).rows
    verify = "verify it before the turn."

    assert row.stands == (turn == "yes")
    assert row.why == why.format("Name of FRA-1 (France)", cure=cure, verify=verify)


def test_standby_has_a_row_and_withdrawn_has_none():
    standby, withdrawn = (
        entry(code, "TALK", status=EntryStatus(status)) for code, status in (("B", "standby"), ("C", "withdrawn"))
    )
    result = planned(*delegations("ABC"), *talks("A"), standby, withdrawn)

    assert [row.item for row in result.rows] == ["TALK/A", "TALK/B"]
    assert result.rows[1].why == "B is on the standby list; inscribe it, and it can have a turn."

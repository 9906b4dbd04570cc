"""Cases in which the two halves of a rule could part, each put before both, and before a whole solve."""

from dataclasses import replace

import pytest

from planner.domain.event import Event
from planner.domain.plan import Effort, Placement, Plan
from planner.domain.vocabulary import BilateralStatus, PlanState
from planner.rules import check
from planner.rules.interpreters import InterpreterPresent
from planner.rules.presence import PersonPresent
from planner.rules.wishes import AfterItem
from planner.solver.solve import solve
from tests.scenes.agreement import halves
from tests.scenes.builders import bilateral, delegation, event, interpreter, placed, room, unplaced
from tests.scenes.examples import example_rows

THREE = (delegation("FRA"), delegation("JPN"), delegation("CHL"), room("R1"))


def solved(of: Event, *before: Placement) -> Plan:
    outcome = solve(of, Plan(before), Effort(5, workers=1))
    assert check(of, outcome.plan, Plan(before)) == ()
    return outcome.plan


# --- a person and an interpreter of one id ---------------------------------------------------------------------------


@example_rows("""
    arrives  from_  start  of_person  of_interpreter
    10:00    -      09:00  broken     ok
    10:00    -      10:00  ok         ok
    -        10:00  09:00  ok         broken
    -        10:00  10:00  ok         ok
    09:00    10:00  09:30  ok         broken
""")
def test_presence_of_person_and_interpreter_of_one_id(arrives, from_, start, of_person, of_interpreter):
    of = event(
        delegation("FRA", arrives=arrives),
        delegation("JPN"),
        room("R1"),
        interpreter("FRA", "en-fr", from_=from_),  # France lists nobody: its head's id is its code
        bilateral("M", languages="en; fr"),
    )
    row = placed(of, "M", start, room="R1", interpreters="FRA")

    assert halves(PersonPresent(), of, row) == of_person
    assert halves(InterpreterPresent(), of, row) == of_interpreter


def test_event_with_person_and_interpreter_of_one_id_is_planned():
    of = event(
        delegation("FRA", arrives="26 10:00"),
        delegation("JPN"),
        room("R1"),
        interpreter("FRA", "en-fr", to="26 12:00"),
        bilateral("M", languages="en; fr"),
    )

    row = solved(of).by_item["M"]

    assert row.stands
    assert (f"{of.local(row.span.start):%d}", row.interpreters) == ("26", ("FRA",))


# --- what must come after something that is no longer live -----------------------------------------------------------


@pytest.mark.parametrize("status", [BilateralStatus.DECLINED, BilateralStatus.WITHDRAWN])
def test_follower_of_a_request_that_was_declined_is_not_placed(status):
    asked = event(*THREE, bilateral("M1"))
    of = event(*THREE, bilateral("M1", status=status), bilateral("M2", "FRA", "CHL", after="M1"))
    stood = placed(asked, "M1", "09:00", room="R1")
    follower = placed(of, "M2", "11:00", room="R1")

    assert halves(AfterItem(), of, follower, before=(stood,)) == "broken"
    assert not solved(of, stood).by_item["M2"].stands


def test_follower_of_a_cancelled_meeting_is_not_placed():
    of = event(*THREE, bilateral("M1"), bilateral("M2", "FRA", "CHL", after="M1"))
    cancelled = replace(unplaced(of, "M1"), state=PlanState.CANCELLED)

    plan = solved(of, cancelled)

    assert [plan.by_item[item].state for item in ("M1", "M2")] == [PlanState.CANCELLED, PlanState.UNPLACED]

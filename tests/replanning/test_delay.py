"""The three ways to live with a delay."""

from datetime import time

import pytest

from planner.domain.incident import Incident
from planner.domain.plan import Plan
from planner.domain.records import Policy
from planner.domain.vocabulary import IncidentKind
from planner.replanning import Proposal, Terms, Way, proposals, replan
from planner.rules import check
from tests.scenes.builders import at, bilateral, delegation, event, person, placed, plan, programme, room

EVENT = event(
    *(delegation(code) for code in ("BRA", "CHL", "FRA", "JPN")),
    *(person(f"{code}-1") for code in ("BRA", "CHL", "FRA", "JPN")),
    room("R1"),
    room("R2"),
    programme("PLENARY", "09:00", "10:00", who="BRA-1; CHL-1; FRA-1"),
    bilateral("B1", "BRA", "CHL"),
    bilateral("B2", "BRA", "FRA"),
    bilateral("B3", "JPN", "CHL"),
    bilateral("B4", "JPN", "FRA", priority=1),
    day_start=time(9),
    day_end=time(12),
    end_date=at("09:00").date(),
    policy=Policy(person_gap=5, room_turnover=5, bilateral_minutes=20, bilateral_start_grid=5),
)
BEFORE = plan(
    EVENT,
    placed(EVENT, "B1", "10:05", room="R1"),
    placed(EVENT, "B2", "10:50", room="R1"),
    placed(EVENT, "B3", "10:30", room="R2"),
    placed(EVENT, "B4", "09:10", room="R2", people="JPN-1; FRA-1", locked=False),
)
OVER = Incident(IncidentKind.ITEM_OVERRUNS, item="PLENARY", minutes=25)
QUICK = Terms(workers=1, seconds=10)


@pytest.fixture(scope="module")
def ways() -> dict[Way, Proposal]:
    standing = Plan(tuple(row for row in BEFORE.rows if row.item != "B4"))
    return {one.way: one for one in proposals(EVENT, standing, [OVER], at("09:30"), terms=QUICK)}


def times(proposal: Proposal) -> dict[str, str]:
    rows = proposal.found.plan.standing
    return {row.item: f"{row.start:%H:%M}" for row in rows if row.start and row.item.startswith("B")}


def test_hold_pushes_all_that_follows_for_the_people_concerned(ways):
    assert times(ways[Way.HOLD]) == {"B1": "10:30", "B2": "11:15", "B3": "10:55"}


def test_compress_takes_up_the_delay_in_the_gaps(ways):
    # B3 waits for Chile, and what begins late enough stays where it is.
    assert times(ways[Way.COMPRESS]) == {"B1": "10:30", "B2": "10:55", "B3": "10:55"}


def test_swap_moves_nobody_else(ways):
    found = ways[Way.SWAP].found

    assert {change.item for change in found.diff.changes if change.item != "PLENARY"} == {"B1"}
    assert found.minimal
    assert not ways[Way.HOLD].found.minimal


def test_every_way_gives_a_plan_that_passes_the_check(ways):
    for proposal in ways.values():
        assert check(proposal.found.event, proposal.found.plan) == ()
        said = proposal.as_dict()
        assert set(said) >= {"way", "sentence", "moved", "dropped", "parties", "objective"}


def test_programme_that_is_shifted_pushes_by_as_much():
    shifted = Incident(IncidentKind.PROGRAMME_SHIFTED, item="PLENARY", from_=at("09:20"))
    standing = Plan(tuple(row for row in BEFORE.rows if row.item != "B4"))

    found = replan(EVENT, standing, [shifted], at("08:00"), way=Way.HOLD, terms=QUICK)

    assert times(Proposal(Way.HOLD, found)) == {"B1": "10:25", "B2": "11:10", "B3": "10:50"}

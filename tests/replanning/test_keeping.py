"""A plan that exists is kept: what is new finds a place around it, what broke is mended, the rest stays."""

from dataclasses import replace
from datetime import time
from random import Random

import pytest

from planner.domain.event import Event
from planner.domain.issue import carried
from planner.domain.parties import parties_of
from planner.domain.plan import Effort, Placement, Plan
from planner.domain.records import Policy
from planner.domain.vocabulary import PlanState
from planner.replanning import Compared, keep, may_move
from planner.rules import check
from planner.solver import CannotKeep
from planner.solver.solve import solve
from tests.scenes.builders import absence, at, bilateral, delegation, entry, event, line, person, placed, plan, room
from tests.scenes.busy_events import busy_event

QUICK = Effort(time_limit=4, workers=1)


def agenda(*more: object) -> Event:
    """Four delegations of one, one room, nine to eleven."""
    return event(
        *(delegation(code) for code in ("BRA", "CHL", "FRA", "JPN")),
        *(person(f"{code}-1") for code in ("BRA", "CHL", "FRA", "JPN")),
        room("R1"),
        *more,
        day_start=time(9),
        day_end=time(11),
        end_date=at("09:00").date(),
        policy=Policy(person_gap=0, room_turnover=0, bilateral_minutes=30, bilateral_start_grid=30),
    )


def issued(of: Event, *rows: Placement) -> Plan:
    return carried(of, plan(of, *rows), Plan())


def kept(of: Event, before: Plan, effort: Effort = QUICK, **more: object) -> tuple[Plan, Compared]:
    found = keep(of, before, effort, **more)
    assert check(of, found.plan, before) == ()
    return found.plan, Compared.of(of, before, found.plan)


ASKED = (bilateral("B1", "BRA", "CHL"), bilateral("B2", "FRA", "JPN"))
FIRST = agenda(*ASKED)
PLANNED = issued(FIRST, placed(FIRST, "B1", "09:00", room="R1"), placed(FIRST, "B2", "10:00", room="R1"))


def test_plan_to_which_nothing_is_new_is_the_same():
    found, beside = kept(FIRST, PLANNED)

    assert found == PLANNED
    assert (beside.kept, beside.moved, beside.dropped, beside.won, beside.parties) == (("B1", "B2"), (), (), (), ())
    assert beside.summary == "The plan stays as it was; nobody need be told."


def test_new_request_takes_free_time_and_nobody_else_hears_of_it():
    of = agenda(*ASKED, bilateral("B3", "BRA", "FRA"))

    found, beside = kept(of, PLANNED)

    assert found.by_item["B3"].start in (at("09:30"), at("10:30"))
    assert (beside.kept, beside.won, beside.parties) == (("B1", "B2"), ("B3",), ("BRA", "FRA"))
    assert beside.as_dict() == {"kept": 2, "moved": 0, "dropped": 0, "parties": ["BRA", "FRA"]}
    assert beside.summary == (
        "Of the plan before: 2 stay as they were, 0 moved, 0 lost, 1 won. Delegations to inform: 2."
    )


@pytest.mark.parametrize(("priority", "moves"), [(1, ()), (3, ("B2",))])
def test_new_request_that_fits_nowhere_moves_others_as_far_as_its_priority_lets_it(priority: int, moves: tuple[str]):
    # The one room is taken then by France and Japan, who would have to be called.
    new = bilateral("B3", "BRA", "CHL", not_before="10:00", not_after="10:30", priority=priority)
    of = agenda(*ASKED, new)

    found, beside = kept(of, PLANNED)

    assert beside.moved == moves
    assert found.by_item["B3"].stands == bool(moves)
    if not moves:
        assert "Raise its priority" in found.by_item["B3"].why


def test_what_waited_has_free_time_but_moves_nobody():
    of = agenda(
        *ASKED, bilateral("B3", "BRA", "FRA"), bilateral("B4", "CHL", "JPN", not_before="10:00", not_after="10:30")
    )
    waiting = [placed(of, item, "09:00", state=PlanState.UNPLACED) for item in ("B3", "B4")]
    before = issued(of, *PLANNED.standing, *(replace(row, start=None, end=None) for row in waiting))

    found, beside = kept(of, before)

    assert (beside.moved, beside.won) == ((), ("B3",))
    assert not found.by_item["B4"].stands


def test_what_broke_is_mended_and_the_rest_stays():
    of = agenda(*ASKED, absence("JPN-1", "10:00", "10:30"))

    found, beside = kept(of, PLANNED)

    assert (beside.kept, beside.moved) == (("B1",), ("B2",))
    assert found.by_item["B2"].start in (at("09:30"), at("10:30"))


def test_request_that_was_withdrawn_leaves_the_plan_and_keeps_its_record():
    found, beside = kept(agenda(ASKED[0]), PLANNED)

    assert (beside.kept, beside.dropped) == (("B1",), ("B2",))
    assert "B2" not in {row.item for row in found.standing}


def test_item_that_moved_has_one_revision_more_and_no_other_has():
    found, _ = kept(agenda(*ASKED, absence("JPN-1", "10:00", "10:30"), bilateral("B3", "BRA", "FRA")), PLANNED)

    assert [found.by_item[item].revision for item in ("B1", "B2", "B3")] == [0, 1, 0]


def test_new_entry_of_a_line_has_a_turn_and_the_others_keep_theirs():
    desk = line("SIGN", "09:00", "09:10", room="R1", kind="statement")
    first = agenda(desk, entry("BRA"), entry("CHL"))
    before = solve(first, effort=QUICK).plan
    of = agenda(desk, entry("BRA"), entry("CHL"), entry("FRA"))

    found, beside = kept(of, before)

    assert found.by_item["SIGN/FRA"].stands
    assert (beside.kept, beside.won) == (("SIGN/BRA", "SIGN/CHL"), ("SIGN/FRA",))


def test_during_the_event_nothing_is_placed_before_now_and_what_has_begun_stays():
    of = agenda(*ASKED, bilateral("B3", "BRA", "FRA", not_after="10:00"), absence("JPN-1", "10:20", "11:00"))

    found, beside = kept(of, PLANNED, now=at("09:20"))

    # Japan would be free at nine as well, which is over.
    assert (beside.kept, beside.moved) == (("B1",), ("B2",))
    assert found.by_item["B2"].start == at("09:30")
    assert not found.by_item["B3"].stands


def test_locked_row_stays_and_one_that_breaks_a_rule_is_refused():
    of = agenda(*ASKED, absence("JPN-1", "10:00", "10:30"))
    locked = Plan(tuple(replace(row, locked=True) for row in PLANNED.rows))

    with pytest.raises(CannotKeep) as refused:
        keep(of, locked, QUICK)

    assert refused.value.breaches[0].items == ("B2",)
    assert may_move(locked) == 0
    assert may_move(PLANNED) == 2


@pytest.mark.parametrize("seed", range(3))
def test_for_requests_of_the_least_priority_nobody_else_hears_of_a_change(seed: int):
    of = busy_event(seed)
    drawn = Random(seed).sample([one.id for one in of.bilaterals], 10 if seed % 2 else 25)
    alone = (replace(one, after="") for one in of.bilaterals)
    least = tuple(replace(one, priority=1) if one.id in drawn else one for one in alone)
    of = replace(of, bilaterals=least)
    short = replace(QUICK, time_limit=1)
    whole = solve(of, effort=short).plan
    before = Plan(tuple(row for row in whole.rows if row.item not in drawn))

    found, beside = kept(of, before, short)

    asked = {code for item in beside.won for code in parties_of(of, item, found.by_item[item].people)}
    assert set(beside.parties) == asked
    assert {*beside.kept, *beside.moved, *beside.dropped} == {row.item for row in before.standing}
    assert {row.item for row in found.rows} == {row.item for row in whole.rows}

"""The least disruption: what is put back, what makes way, and agreement with every plan that a small event can have."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import time, timedelta
from itertools import product
from random import Random

import pytest

from planner.domain.event import Event
from planner.domain.plan import Placement, Plan
from planner.domain.records import Policy
from planner.domain.vocabulary import PlanState, Rank
from planner.encoding import build
from planner.rules import check
from planner.solver.placing.greedy import first_plan
from planner.solver.placing.rows import meeting_rows
from planner.solver.refusing import CannotKeep
from planner.solver.repairing.disruption import Cost, Disruption, rank_weight
from planner.solver.repairing.repair import Infeasible, Repair, repair
from tests.scenes.builders import absence, at, bilateral, delegation, event, person, placed, plan, room, unplaced

CODES = ("BRA", "CHL", "FRA", "JPN")
RANKS = (Rank.HEAD_OF_STATE, Rank.MINISTER, Rank.AMBASSADOR, Rank.MINISTER)


def morning(*more: object, **settings: object) -> Event:
    """Four delegations of one person each, two rooms, a morning in steps of half an hour."""
    return event(
        *(delegation(code) for code in CODES),
        *(person(f"{code}-1", rank=rank) for code, rank in zip(CODES, RANKS, strict=True)),
        room("R1"),
        room("R2"),
        *more,
        day_start=time(9),
        day_end=time(12),
        end_date=at("09:00").date(),
        time_step=30,
        policy=Policy(person_gap=0, room_turnover=0, bilateral_start_grid=30, bilateral_minutes=30),
        **settings,
    )


def repaired(of: Event, before: Plan, **options: object) -> Repair:
    found = repair(of, before, workers=1, work=20, **options)
    assert isinstance(found, Repair)
    assert check(of, found.plan, before) == ()
    return found


def stands(found: Repair, item: str) -> str:
    row = found.plan.by_item[item]
    return f"{row.start:%H:%M} {row.room}" if row.stands else "unplaced"


# --- examples --------------------------------------------------------------------------------------------------------


def test_plan_that_holds_is_returned_as_it_is():
    of = morning(bilateral("B1", "BRA", "CHL"), bilateral("B2", "FRA", "JPN"), bilateral("B3", "BRA", "FRA"))
    before = plan(of, placed(of, "B1", "09:00", room="R1"), placed(of, "B2", "11:00", room="R2"))

    found = repaired(of, before)

    assert found.plan == before
    assert (found.cost, found.proven) == (Cost(), True)


def test_lost_room_is_exchanged_and_the_time_is_kept_only_where_that_disturbs_less():
    of = morning(bilateral("B1", "BRA", "CHL"), absence("R1", "09:00", "09:30"))

    found = repaired(of, plan(of, placed(of, "B1", "09:00", room="R1")))

    # A later time in the same room counts less than another room.
    assert stands(found, "B1") == "09:30 R1"
    assert found.proven


def test_meeting_moves_no_further_than_it_must():
    of = morning(bilateral("B1", "BRA", "CHL"), absence("BRA-1", "10:00", "11:00"))

    found = repaired(of, plan(of, placed(of, "B1", "10:00", room="R2")))

    assert stands(found, "B1") in ("09:30 R2", "11:00 R2")
    assert found.cost == Cost(parties=rank_weight(Rank.HEAD_OF_STATE) + rank_weight(Rank.MINISTER), changes=1)


def test_way_is_made_by_those_of_lower_rank():
    of = morning(
        bilateral("B1", "BRA", "CHL"),
        bilateral("B2", "FRA", "CHL"),
        bilateral("B3", "JPN", "CHL", priority=5),
        absence("CHL-1", "10:00", "12:00"),
    )
    before = plan(of, placed(of, "B1", "09:00", room="R1"), placed(of, "B2", "09:30", room="R1"))

    found = repaired(of, before, must=("B3",))

    # Chile has two half hours left: one of the three has to go, and the ambassador of France is the cheapest to tell.
    assert [stands(found, item) for item in ("B1", "B2")] == ["09:00 R1", "unplaced"]
    assert stands(found, "B3").startswith("09:30")
    assert found.proven


def test_item_about_to_begin_moves_only_if_it_must():
    of = morning(
        bilateral("B1", "BRA", "CHL"),
        bilateral("B2", "FRA", "CHL"),
        bilateral("B3", "JPN", "CHL", not_after="10:00", priority=5),
    )
    before = plan(of, placed(of, "B1", "09:30", room="R1"), placed(of, "B2", "09:00", room="R1"))

    # France is cheaper to tell than Brazil, unless its meeting is about to begin.
    calm = repaired(of, before, must=("B3",))
    hurried = repaired(of, before, must=("B3",), costs=Disruption(near=frozenset({"B2"})))

    assert (stands(calm, "B1"), stands(calm, "B2")) == ("09:30 R1", "10:00 R1")
    assert (stands(hurried, "B1"), stands(hurried, "B2")) == ("10:00 R1", "09:00 R1")
    assert calm.proven
    assert hurried.proven


def test_waiting_requests_stay_waiting_unless_the_plan_is_to_be_filled():
    of = morning(bilateral("B1", "BRA", "CHL"), bilateral("B2", "FRA", "JPN"))
    before = plan(of, placed(of, "B1", "09:00", room="R1"), unplaced(of, "B2"))

    assert repaired(of, before).plan == before
    assert stands(repaired(of, before, fill=True), "B2") != "unplaced"


def test_locked_row_stays_and_an_impossible_one_is_refused():
    of = morning(bilateral("B1", "BRA", "CHL"), bilateral("B2", "FRA", "CHL"))
    before = plan(of, placed(of, "B1", "09:00", room="R1", locked=True), placed(of, "B2", "09:30", room="R1"))

    moved = repaired(replace(of, absences=(absence("CHL-1", "09:30", "10:00"),)), before)
    assert stands(moved, "B1") == "09:00 R1"
    assert moved.plan.by_item["B1"] == before.by_item["B1"] or moved.plan.by_item["B1"].locked

    with pytest.raises(CannotKeep, match="Name of CHL-1"):
        repair(replace(of, absences=(absence("CHL-1", "09:00", "09:30"),)), before)


def test_item_that_cannot_be_placed_at_all_is_told_so():
    of = morning(bilateral("B1", "BRA", "CHL"), absence("BRA-1", "09:00", "12:00"))

    assert repair(of, plan(of), must=("B1",)) == Infeasible(("B1",), proven=True)


# --- agreement -------------------------------------------------------------------------------------------------------


def small(random: Random) -> tuple[Event, Plan, tuple[str, ...]]:
    """An event whose plan was disturbed: somebody is away, a room is lost, or a waiting request has to be placed."""
    asked = [
        bilateral(
            f"B{number}",
            *random.sample(CODES, 2),
            minutes=random.choice((30, 60)),
            priority=random.randint(1, 5),
            after=f"B{number - 1}" if number and random.random() < 0.2 else "",
        )
        for number in range(4)
    ]
    of = morning(*asked, absence("R2", "10:30", "12:00"))
    of = replace(of, settings=replace(of.settings, day_end=time(11, 30)))
    board = build(of, single_rooms=True)
    rows = meeting_rows(of, Plan(), first_plan(board))
    waiting = random.choice([row.item for row in rows])
    rows = tuple(unplaced(of, row.item) if row.item == waiting else row for row in rows)
    away = random.choice(("R1", "BRA-1", "CHL-1", "FRA-1"))
    start = random.choice(("09:00", "09:30", "10:00"))
    end = at(start) + timedelta(minutes=random.choice((30, 60)))
    disturbed = replace(of, absences=(*of.absences, replace(absence(away, start, "12:00"), to=end)))
    return disturbed, Plan(rows), (waiting,) if random.random() < 0.5 else ()


def ways(of: Event, item: str) -> Iterator[Placement | None]:
    """Every row that an item can have on its own, and none."""
    yield None
    for step, code in product(range(6), ("R1", "R2")):
        start = at("09:00") + timedelta(minutes=30 * step)
        row = placed(of, item, f"{start:%H:%M}", room=code)
        faults = check(of, plan(of, row))
        if all(fault.rule == "after-item" for fault in faults):
            yield row


def cost_in_words(of: Event, before: Plan, rows: dict[str, Placement | None]) -> Cost:
    """The disruption, counted again from the rows alone."""
    dropped, told, changes = 0, dict[str, int](), 0
    for item, row in rows.items():
        old = before.by_item[item]
        if row is None and not old.stands:
            continue
        if row is not None and old.stands and (row.start, row.room) == (old.start, old.room):
            continue
        for one in (old if old.stands else row).people:
            told[one] = rank_weight(of.person[one].rank)
        if row is None:
            dropped += max(1, of.meeting[item].worth)
        elif old.stands:
            changes += (row.start != old.start) + 2 * (row.room != old.room)
    return Cost(dropped, 0, sum(told.values()), changes)


def least(of: Event, before: Plan, must: tuple[str, ...]) -> Cost | None:
    """The smallest disruption of all plans that the checker passes."""
    items = list(of.meeting)
    waiting = {item for item in items if not before.by_item[item].stands}
    choices = [
        [row for row in ways(of, item) if (row is not None) or item not in must]
        if item not in waiting or item in must
        else [None]
        for item in items
    ]
    whole = [dict(zip(items, rows, strict=True)) for rows in product(*choices)]
    for rows in sorted(whole, key=lambda rows: cost_in_words(of, before, rows)):
        if not check(of, plan(of, *(row for row in rows.values() if row is not None)), before):
            return cost_in_words(of, before, rows)
    return None


@pytest.mark.parametrize("seed", range(30))
def test_least_disruption_agrees_with_every_plan_that_there_is(seed: int):
    of, before, must = small(Random(seed))

    found = repair(of, before, must=must, workers=1, work=20)

    if isinstance(found, Infeasible):
        assert found.proven
        assert least(of, before, must) is None
    else:
        assert found.proven
        assert check(of, found.plan, before) == ()
        assert found.cost == least(of, before, must)
        rows = {item: row if row.stands else None for item, row in found.plan.by_item.items()}
        assert cost_in_words(of, before, rows) == found.cost
        assert all(row.state != PlanState.CANCELLED for row in found.plan.rows)


def test_repair_without_time_still_gives_a_plan_that_holds():
    of = morning(bilateral("B1", "BRA", "CHL"), bilateral("B2", "FRA", "CHL", after="B1"))
    before = plan(of, placed(of, "B1", "09:00", room="R1"), placed(of, "B2", "09:30", room="R1"))
    lost = replace(of, absences=(absence("BRA-1", "09:00", "12:00"),))

    found = repair(lost, before, work=0, workers=1, stop=lambda: True)

    assert isinstance(found, Repair)
    assert check(lost, found.plan, before) == ()
    assert stands(found, "B1") == stands(found, "B2") == "unplaced"

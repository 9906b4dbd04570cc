"""What a move by hand makes of a plan, and what becomes of those who are in its way."""

from dataclasses import replace
from datetime import timedelta

import pytest

from planner.domain.clock import Span
from planner.domain.plan import Plan
from planner.domain.vocabulary import PlanState
from planner.moving import (
    CannotMove,
    Clash,
    Move,
    Settling,
    exchanged,
    locked,
    placed_at,
    room_rows_from,
    rooms_exchanged,
    settle,
    shifted,
    unplaced,
)
from planner.rules import check
from tests.scenes.builders import (
    at,
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
)

CODES = ("BRA", "CHL", "FRA", "JPN", "KEN", "VNM")
OF = event(
    *(delegation(code) for code in CODES),
    *(person(f"{code}-1") for code in CODES),
    room("R1"),
    room("R2"),
    room("HALL", uses="statement"),
    programme("P1", "12:00", "13:00", who="none"),
    line(start="09:00", end="09:04", kind="statement"),
    entry("FRA"),
    entry("JPN"),
    bilateral("B1", "FRA", "JPN", minutes=20),
    bilateral("B2", "BRA", "CHL", minutes=20),
    bilateral("B3", "KEN", "VNM", minutes=20),
)
PLAN = plan(
    OF,
    placed(OF, "SIGN/FRA", "09:00", position=1),
    placed(OF, "SIGN/JPN", "09:01", position=2),
    placed(OF, "B2", "10:00", room="R1"),
    placed(OF, "B3", "11:00", room="R1"),
)


def to(item: str, start: str, room: str, settling: Settling = Settling.ASK, of: Plan = PLAN) -> Move | Clash:
    return settle(OF, of, [placed_at(OF, of, item, at(start), room, lock=True)], settling)


def moved(found: Move | Clash) -> Move:
    assert isinstance(found, Move), found
    return found


def places(of: Plan) -> dict[str, str]:
    return {row.item: f"{OF.local(row.start):%H:%M} {row.room}" for row in of.standing if row.start is not None}


def test_a_move_to_a_free_place_is_locked_there_and_breaks_nothing() -> None:
    found = moved(to("B1", "10:00", "R2"))

    assert places(found.plan)["B1"] == "10:00 R2"
    assert found.plan.by_item["B1"].locked
    assert check(OF, found.plan) == ()
    assert found.sentence == "'France – Japan' is added: 10:00–10:20 on Saturday 25 October, Room R2."


def test_a_clash_is_said_and_nothing_moves() -> None:
    found = to("B1", "10:00", "R1")

    assert isinstance(found, Clash)
    assert found.gives_way == ("B2",)
    assert [one.rule for one in found.broken] == ["room-free"]


def test_what_is_placed_anyway_breaks_a_rule_until_it_is_mended() -> None:
    found = moved(to("B1", "10:00", "R1", Settling.ANYWAY))

    assert found.broken == check(OF, found.plan)
    assert {one.rule for one in found.broken} == {"room-free"}
    assert "It breaks a rule: Room R1 holds" in found.sentence


def test_who_is_in_the_way_goes_to_the_tray() -> None:
    found = moved(to("B1", "10:00", "R1", Settling.TRAY))

    row = found.plan.by_item["B2"]
    assert row.state == PlanState.UNPLACED
    assert row.why == "Gave way to 'France – Japan', by hand."
    assert [one.item for one in found.changes] == ["B2"]
    assert check(OF, found.plan) == ()


def test_who_is_in_the_way_moves_as_little_as_possible() -> None:
    found = moved(to("B1", "10:00", "R1", Settling.DISPLACE))

    assert places(found.plan) | {"B1": "10:00 R1", "B3": "11:00 R1"} == places(found.plan)
    assert "B2" in places(found.plan)
    assert [one.item for one in found.changes] == ["B2"]
    assert not found.plan.by_item["B2"].locked
    assert check(OF, found.plan) == ()


def test_what_is_locked_gives_no_way() -> None:
    fast = Plan(tuple(replace(row, locked=row.item == "B2") for row in PLAN.rows))

    for settling in (Settling.ASK, Settling.TRAY, Settling.DISPLACE):
        found = to("B1", "10:00", "R1", settling, fast)
        assert isinstance(found, Clash)
        assert found.gives_way == ()


def test_what_was_broken_before_hinders_no_move() -> None:
    broken = moved(to("B1", "10:00", "R1", Settling.ANYWAY)).plan

    found = settle(OF, broken, [placed_at(OF, broken, "B3", at("14:00"), "R2", lock=True)])

    assert moved(found).broken == ()


def test_a_locked_item_can_be_moved_by_hand() -> None:
    there = moved(to("B1", "10:00", "R2")).plan

    assert places(moved(to("B1", "14:00", "R2", of=there)).plan)["B1"] == "14:00 R2"


def test_items_are_taken_off_the_plan() -> None:
    found = moved(settle(OF, PLAN, unplaced(OF, PLAN, ["B2", "B3"])))

    assert places(found.plan).keys() == {"P1", "SIGN/FRA", "SIGN/JPN"}
    assert found.plan.by_item["B2"].why == "Taken off the plan by hand."


def test_two_items_change_places() -> None:
    found = moved(settle(OF, PLAN, exchanged(OF, PLAN, "B2", "B3", lock=False)))

    assert places(found.plan) | {"B2": "11:00 R1", "B3": "10:00 R1"} == places(found.plan)
    assert found.sentence == "2 items moved by hand: 'Kenya – Viet Nam', 'Brazil – Chile'."


def test_two_turns_change_places() -> None:
    found = settle(OF, PLAN, exchanged(OF, PLAN, "SIGN/FRA", "SIGN/JPN", lock=False), Settling.ANYWAY)

    assert places(moved(found).plan)["SIGN/FRA"] == "09:01 HALL"
    assert moved(found).plan.by_item["SIGN/JPN"].position == 1


def test_two_rooms_change_for_a_stretch() -> None:
    stretch = Span.of(at("10:00"), at("11:00"))

    found = moved(settle(OF, PLAN, rooms_exchanged(OF, PLAN, "R1", "R2", stretch, lock=True)))

    assert places(found.plan) | {"B2": "10:00 R2", "B3": "11:00 R1"} == places(found.plan)


def test_all_that_follows_in_a_room_is_shifted() -> None:
    following = room_rows_from(OF, PLAN, "R1", at("10:00"))

    found = moved(settle(OF, PLAN, shifted(OF, PLAN, following, 10, lock=True)))

    assert following == ("B2", "B3")
    assert places(found.plan) | {"B2": "10:10 R1", "B3": "11:10 R1"} == places(found.plan)


def test_a_shift_keeps_elapsed_time() -> None:
    (row,) = shifted(OF, PLAN, ["B2"], -30, lock=False)

    assert row.span.start == PLAN.by_item["B2"].span.start - timedelta(minutes=30)


def test_locks_are_set_and_taken_away() -> None:
    found = moved(settle(OF, PLAN, locked(OF, PLAN, ["B2", "P1", "B1"], lock=True)))

    assert [row.item for row in found.plan.rows if row.locked] == ["B2"]
    assert found.sentence == "'Brazil – Chile' locked."


@pytest.mark.parametrize(
    ("item", "start", "said"),
    [
        ("P1", "10:00", "'Title of P1' is no part of the plan; change it on its own sheet."),
        ("SIGN/FRA", "10:00", "'SIGN' has no turn then."),
    ],
)
def test_what_cannot_move_is_said(item: str, start: str, said: str) -> None:
    with pytest.raises(CannotMove, match=said):
        to(item, start, "R1")


def test_what_is_done_stays() -> None:
    done = Plan(tuple(replace(row, state=PlanState.DONE) if row.item == "B2" else row for row in PLAN.rows))

    with pytest.raises(CannotMove, match="is done, and stays where it was"):
        to("B2", "14:00", "R1", of=done)

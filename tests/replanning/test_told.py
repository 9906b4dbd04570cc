"""What is said beside the changes: what was broken before, what the programme is without, what is not claimed."""

import pytest

from planner.bench.full.event import full_event
from planner.domain.plan import Plan
from planner.encoding import build
from planner.rules import check
from planner.solver.proving import bound
from planner.solver.proving.bound import bound_by_steps
from tests.replanning.scene import day, incident, issued, taken_in, where
from tests.scenes.builders import bilateral, placed, programme


def test_what_was_broken_before_is_told_apart_from_what_follows_of_the_reports() -> None:
    of = day(bilateral("B1", "BRA", "CHL"), bilateral("B2", "BRA", "FRA"), bilateral("B3", "FRA", "JPN"))
    near = issued(
        of,
        placed(of, "B1", "10:00", room="R1"),
        placed(of, "B2", "10:32", room="R2"),  # two minutes after, where five are asked
        placed(of, "B3", "15:00", room="R1"),
    )
    (known, *_) = check(of, near)

    found = taken_in(of, near, "09:00", incident("item_cancelled", item="B3"))

    assert {change.item for change in found.diff.changes} > {"B3"}
    assert (
        f"The plan broke a rule before anything was reported, which is mended as well: {known.sentence}" in found.notes
    )
    assert taken_in(found.event, found.plan, "09:05", incident("person_absent", who="JPN-1")).notes == ()


OPEN = day(programme("OPEN", "09:00", "10:00"), bilateral("B1", "FRA", "JPN"))


@pytest.mark.parametrize(
    ("change", "part"),
    [
        (incident("person_late", who="JPN-1", to="09:20"), " until 09:20"),
        (incident("person_leaves", who="JPN-1", from_="09:40"), " after 09:40"),
        (incident("person_absent", who="JPN", from_="08:00", to="10:00"), ""),
        (incident("person_absent", who="JPN-1", from_="10:00"), None),
        (incident("room_lost", who="R1"), None),
    ],
)
def test_programme_that_is_without_somebody_is_said(change, part) -> None:
    before = issued(OPEN, placed(OPEN, "B1", "12:00", room="R2"))

    notes = taken_in(OPEN, before, "09:05", change).notes

    name = "Name of JPN-1 (Japan)"
    said = f"'Title of OPEN', 09:00–10:00 on Saturday 25 October, is without {name}{part}."
    assert notes == (() if part is None else (said,))


NARROW = day(
    bilateral("B1", "BRA", "CHL"),
    bilateral("B2", "FRA", "JPN", not_before="10:15", not_after="10:45"),
)
CROWDED = issued(NARROW, placed(NARROW, "B1", "10:00", room="R1"), placed(NARROW, "B2", "10:15", room="R2"))


@pytest.mark.parametrize(("way", "first", "second"), [("", "10:00-10:10 R1", True), ("move", "10:00-10:30 R2", False)])
def test_meeting_under_way_ends_rather_than_cost_another_its_place(way, first, second) -> None:
    found = taken_in(NARROW, CROWDED, "10:10", incident("room_lost", who="R1", under_way=way))

    assert where(found, "B1") == first
    assert found.plan.by_item["B2"].stands == second
    # Where something under way goes on is chosen before, so that nothing is claimed of what else could be.
    assert found.minimal == (way == "")


def test_bound_takes_no_heed_of_the_clock(monkeypatch) -> None:
    of = day(*(bilateral(f"B{number}", "BRA", "CHL") for number in range(1, 40)))
    usual = bound_by_steps(build(of, Plan()))

    monkeypatch.setattr(bound, "monotonic", lambda: pytest.fail("the clock was asked"))

    assert bound_by_steps(build(of, Plan())) == usual < sum(meeting.worth for meeting in of.meetings)


def test_bound_that_takes_more_steps_than_allowed_is_all_that_has_a_place_by_itself(monkeypatch) -> None:
    board = build(full_event("S", 1), Plan())
    proven = bound_by_steps(board)

    monkeypatch.setattr(bound, "STEPS", 5)

    assert proven < bound_by_steps(board) <= board.worth.sum()

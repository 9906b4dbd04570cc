"""What happened makes a lock impossible: the lock yields, it is said why, and everything else that is locked stays."""

from dataclasses import replace
from itertools import pairwise

import pytest

from planner.domain.event import Event
from planner.domain.plan import Placement, Plan
from planner.replanning import Terms, proposals, replan
from planner.solver import CannotKeep
from tests.replanning.scene import day, incident, issued, taken_in, where
from tests.scenes.builders import at, bilateral, entry, line, placed, programme

MEETINGS = day(bilateral("B1", "BRA", "CHL"), bilateral("B2", "FRA", "JPN"))
SIGNING = day(
    line("L", "11:00", "12:00", kind="signing", room="HALL", seconds_each=300, order="listed", before=0, after=0),
    *(entry(code, "L", full_powers="verified") for code in ("BRA", "CHL", "FRA")),
)


def locked(of: Event, *rows: Placement, open_: str = "") -> Plan:
    """A plan in which these rows are locked, all but one."""
    return issued(of, *(replace(row, locked=row.item != open_) for row in rows))


def meetings() -> Plan:
    return locked(MEETINGS, placed(MEETINGS, "B1", "16:00", room="R1"), placed(MEETINGS, "B2", "16:00", room="R2"))


def turns() -> Plan:
    places = {"BRA": "11:00", "CHL": "11:05", "FRA": "11:10"}
    rows = (placed(SIGNING, f"L/{code}", at_, position=place) for place, (code, at_) in enumerate(places.items(), 1))
    return locked(SIGNING, *rows)


def test_locked_meeting_in_a_room_that_is_lost_moves_and_stays_locked() -> None:
    found = taken_in(MEETINGS, meetings(), "10:00", incident("room_lost", who="R1", from_="15:00"))

    assert where(found, "B1") != "16:00-16:30 R1"
    assert found.plan.by_item["B1"].stands
    assert found.plan.by_item["B1"].locked
    assert where(found, "B2") == "16:00-16:30 R2"
    (note,) = found.notes
    assert note.startswith("'Brazil – Chile' was locked, but cannot stay as it is. ")
    assert "is not available after 15:00" in note


def test_locked_meeting_without_any_place_is_dropped_and_its_lock_ends() -> None:
    found = taken_in(MEETINGS, meetings(), "10:00", incident("person_absent", who="CHL-1"))

    assert where(found, "B1") == "unplaced"
    assert not found.plan.by_item["B1"].locked
    assert "is not available" in found.plan.by_item["B1"].why


def test_programme_shifted_into_a_locked_meeting_moves_it() -> None:
    lunch = programme("LUNCH", "14:00", "15:00", who="BRA; CHL", room="HALL")
    of = replace(MEETINGS, programme=(lunch,))
    found = taken_in(of, meetings_of(of), "10:00", incident("programme_shifted", item="LUNCH", minutes=90))

    assert found.plan.by_item["B1"].stands
    assert where(found, "B1") != "16:00-16:30 R1"
    assert where(found, "B2") == "16:00-16:30 R2"


def meetings_of(of: Event) -> Plan:
    return locked(of, placed(of, "B1", "16:00", room="R1"), placed(of, "B2", "16:00", room="R2"))


def test_locked_turn_of_who_is_late_is_passed_over_and_the_others_stay() -> None:
    found = taken_in(SIGNING, turns(), "10:00", incident("person_late", who="BRA-1", to="11:12"))

    order = sorted((row.position, row.item) for row in found.plan.standing if row.position)
    assert [item for _, item in order] == ["L/CHL", "L/FRA", "L/BRA"]
    assert [position for position, item in order if item != "L/BRA"] == [2, 3]
    assert all(one[0] != other[0] for one, other in pairwise(order))
    assert found.notes[0].startswith("The turn of Brazil in 'L' was locked, but cannot stay as it is.")


def test_missed_turn_that_was_locked_is_called_again() -> None:
    found = taken_in(SIGNING, turns(), "11:01", incident("turn_missed", item="L/BRA"))

    assert found.plan.by_item["L/BRA"].position == 4


def test_lock_is_kept_where_that_is_asked_for_and_the_report_is_refused() -> None:
    lost = incident("room_lost", who="R1", from_="15:00")
    with pytest.raises(CannotKeep, match="Room R1"):
        replan(MEETINGS, meetings(), [lost], at("10:00"), terms=Terms(keep_locked=True))
    assert replan(MEETINGS, meetings(), [], at("10:00"), terms=Terms(keep_locked=True)).plan == meetings()


def test_locks_that_contradict_each_other_from_the_outset_are_nobody_elses_fault() -> None:
    of = day(bilateral("B1", "BRA", "CHL"), bilateral("B2", "BRA", "JPN"))
    before = locked(of, placed(of, "B1", "16:00", room="R1"), placed(of, "B2", "16:00", room="R2"))
    with pytest.raises(CannotKeep):
        replan(of, before, [incident("person_absent", who="FRA-1")], at("10:00"))


def test_every_way_says_which_lock_yields() -> None:
    changes = [incident("room_lost", who="R1", from_="15:00"), incident("item_overruns", item="B2", minutes=10)]
    ways = proposals(MEETINGS, meetings(), changes, at("10:00"))

    assert len(ways) > 1
    assert all("was locked" in one.found.notes[0] for one in ways)

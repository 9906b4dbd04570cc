"""Random days keep what docs/replan.md promises; and whoever looks sees it where one does not."""

from dataclasses import replace
from datetime import timedelta

import pytest

from planner.bench.days.promises import broken
from planner.bench.days.replanned_day import ReplannedDay
from planner.bench.days.run import days_dict, run_days, summary, tried
from planner.bench.days.scenes import Scene, scene
from planner.bench.days.smaller import smaller_change
from planner.domain.agreement import refuse_unsound
from planner.domain.incident import Incident
from planner.domain.plan import Placement, Plan
from planner.domain.vocabulary import IncidentKind
from planner.replanning import Replanned, replan

FEW = (0, 1, 3, 4, 7, 10, 12, 14, 20, 27)
"""Seeds of small days, of all that is mostly reported; `planner bench days` runs 500."""


@pytest.mark.parametrize("seed", FEW)
def test_day_keeps_every_promise(seed: int) -> None:
    assert tried(scene(seed)).broken == ()


@pytest.mark.parametrize("seed", [147, 300, 497])
def test_on_a_short_day_nobody_leaves_before_coming(seed: int) -> None:
    refuse_unsound(scene(seed).event)


@pytest.mark.parametrize("seed", [284, 448])
def test_what_was_to_come_after_a_turn_that_is_not_held_stays_where_it_cannot_move(seed: int) -> None:
    assert tried(scene(seed)).broken == ()


def test_same_seed_is_the_same_day() -> None:
    assert scene(14) == scene(14)


def test_rates_count_what_came_of_the_days() -> None:
    told: list[int] = []
    rows = run_days((0, 7), lambda row: told.append(row.seed))

    said = summary(rows)
    assert told == [0, 7]
    assert (said["days"], said["reports"], said["days_that_broke_a_promise"]) == (2, 5, 0)
    assert said["taken_in"] == sum(row.taken for row in rows) < 5
    assert rows[1].refused
    assert [*days_dict(rows)] == ["rows", "summary"]


# --- whoever looks sees it -------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def quiet() -> ReplannedDay:
    """A day on which a turn to come is cancelled, as it was re-planned."""
    day = scene(4)
    return ReplannedDay(day, replan(day.event, day.plan, day.incidents, day.now))


def spoilt(of: ReplannedDay, item: str, **values: object) -> ReplannedDay:
    """The same day with another row for an item, as if the re-plan had made it."""
    rows = tuple(replace(row, **values) if row.item == item else row for row in of.found.plan.rows)
    return ReplannedDay(of.day, with_rows(of.found, rows))


def with_rows(found: Replanned, rows: tuple[Placement, ...]) -> Replanned:
    return replace(found, outcome=replace(found.outcome, plan=Plan(rows)))


def faults(of: ReplannedDay) -> set[str]:
    return {one.split(":")[0] for one in broken(of)}


def meeting(of: ReplannedDay) -> Placement:
    """A meeting that is still to come."""
    rows = (row for row in of.found.plan.standing if row.item in of.day.event.meeting and row.room)
    return next(row for row in rows if row.start is not None and row.start > of.day.now)


def test_meeting_moved_without_a_call_is_seen(quiet: ReplannedDay) -> None:
    row = meeting(quiet)
    assert row.start is not None
    assert row.end is not None
    moved = spoilt(quiet, row.item, start=row.start + timedelta(minutes=5), end=row.end + timedelta(minutes=5))
    assert "changes_and_calls_belong_together" in faults(moved)


def test_two_at_once_in_a_room_are_seen(quiet: ReplannedDay) -> None:
    row = meeting(quiet)
    others = (one for one in quiet.found.plan.standing if one.item in quiet.day.event.meeting and one.room)
    other = next(one for one in others if one.room == row.room and one.item != row.item)
    assert "no_room_holds_two" in faults(spoilt(quiet, row.item, start=other.start, end=other.end))


def test_somebody_in_two_places_is_seen(quiet: ReplannedDay) -> None:
    row = meeting(quiet)
    others = (one for one in quiet.found.plan.standing if one.item != row.item and one.people)
    other = next(one for one in others if one.item in quiet.day.event.entry)
    same = spoilt(quiet, row.item, start=other.start, end=other.end, people=other.people)
    assert {"nobody_is_in_two_places", "nothing_breaks_a_rule"} <= faults(same)


def test_who_is_away_and_attends_is_seen(quiet: ReplannedDay) -> None:
    row = meeting(quiet)
    away = Incident(IncidentKind.PERSON_ABSENT, who=row.people[0])
    day = replace(quiet.day, incidents=(*quiet.day.incidents, away))
    assert "who_is_away_attends_nothing" in faults(ReplannedDay(day, quiet.found))


def test_what_was_held_and_moves_is_seen(quiet: ReplannedDay) -> None:
    later = replace(quiet.day, now=quiet.day.now + timedelta(hours=5))
    row = next(row for row in quiet.found.plan.standing if row.item in quiet.day.event.meeting)
    assert row.end is not None
    assert row.end <= later.now
    gone = spoilt(ReplannedDay(later, quiet.found), row.item, start=None, end=None)
    assert "what_was_held_stays" in faults(gone)


def test_what_moves_into_the_past_is_seen(quiet: ReplannedDay) -> None:
    row, early = meeting(quiet), quiet.day.now - timedelta(minutes=30)
    assert "nothing_moves_into_the_past" in faults(spoilt(quiet, row.item, start=early, end=quiet.day.now))


def test_lock_that_is_broken_without_a_word_is_seen(quiet: ReplannedDay) -> None:
    row = meeting(quiet)
    rows = tuple(replace(one, locked=one.item == row.item) for one in quiet.day.plan.rows)
    day = replace(quiet.day, plan=Plan(rows))
    gone = spoilt(ReplannedDay(day, quiet.found), row.item, start=None, end=None)
    assert "locked_rows_stay_or_it_is_said" in faults(gone)


def test_turns_that_pass_each_other_are_seen(quiet: ReplannedDay) -> None:
    turns = [row for row in quiet.found.plan.standing if row.item.startswith("DEBATE-1/")]
    one, other = turns[-2:]
    place = {"start": other.start, "end": other.end, "position": other.position}
    back = {"start": one.start, "end": one.end, "position": one.position}
    assert {"standby_takes_the_freed_turn_or_nobody_moves", "order_of_lines_is_kept"} & faults(
        spoilt(spoilt(quiet, one.item, **place), other.item, **back)
    )


def test_who_missed_a_turn_and_is_called_too_early_is_seen() -> None:
    day = scene(14)
    of = ReplannedDay(day, replan(day.event, day.plan, day.incidents, day.now))
    missed = next(one.item for one in day.incidents if one.what == IncidentKind.TURN_MISSED)
    assert "who_missed_a_turn_comes_last_of_the_rank" in faults(spoilt(of, missed, position=1))


def test_smaller_change_is_found() -> None:
    day = scene(0)
    found = replan(day.event, day.plan, day.incidents, day.now)
    assert list(smaller_change(ReplannedDay(day, found))) == []

    # One more meeting moves for nothing.
    row = meeting(ReplannedDay(day, found))
    assert row.start is not None
    assert row.end is not None
    late = spoilt(ReplannedDay(day, found), row.item, start=None, end=None)
    assert len(list(smaller_change(late))) == 1


def test_days_are_small_enough_to_be_told_apart() -> None:
    sizes = {scene(seed).size for seed in range(10)}
    assert sizes == {"tiny", "XS", "XS+", "S"}
    assert isinstance(scene(5), Scene)

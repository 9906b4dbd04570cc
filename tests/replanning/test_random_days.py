"""Random days: whatever is reported in the middle of one is taken in, or refused with a sentence and a cure."""

from datetime import datetime, timedelta
from random import Random

import pytest

from planner.domain.event import Event
from planner.domain.incident import Incident
from planner.domain.plan import Placement, Plan, Problem
from planner.domain.vocabulary import IncidentKind, UnderWay
from planner.encoding import build
from planner.replanning import CannotApply, Replanned, Terms, replan
from planner.rules import check
from planner.solver.placing.greedy import first_plan
from planner.solver.placing.rows import meeting_rows
from tests.replanning.scene import issued
from tests.scenes.busy_events import busy_event

TERMS = Terms(workers=1, seconds=1)


def anything(random: Random, of: Event, row: Placement, now: datetime) -> Incident:
    """Something that happens to a meeting or its people, now or soon, with or without a word on what is under way."""
    soon = now + timedelta(minutes=random.choice((0, 5, 20)))
    later = soon + timedelta(minutes=random.choice((15, 60)))
    way = random.choice((None, None, *UnderWay))
    who = random.choice(row.people)
    return random.choice(
        (
            Incident(IncidentKind.PERSON_LEAVES, who=who, from_=soon, under_way=way),
            Incident(IncidentKind.PERSON_ABSENT, who=of.person[who].delegation, to=later, under_way=way),
            Incident(IncidentKind.PERSON_LATE, who=who, to=later, under_way=way),
            Incident(IncidentKind.ROOM_LOST, who=row.room or of.rooms[0].code, from_=soon, to=later, under_way=way),
            Incident(IncidentKind.ITEM_OVERRUNS, item=row.item, minutes=random.choice((5, 25))),
            Incident(IncidentKind.ITEM_CANCELLED, item=row.item),
        )
    )


def outcome(
    of: Event, before: Plan, changes: list[Incident], now: datetime
) -> tuple[Replanned | None, tuple[Problem, ...]]:
    """The re-plan, or why there is none."""
    try:
        return replan(of, before, changes, now, terms=TERMS), ()
    except CannotApply as refused:
        return None, refused.problems


@pytest.mark.parametrize("seed", range(8))
def test_what_happens_during_a_day_is_taken_in_or_refused_in_words(seed: int) -> None:
    random, of = Random(seed), busy_event(seed)
    before = issued(of, *meeting_rows(of, Plan(), first_plan(build(of))))
    meetings = [row for row in before.standing if row.item in of.meeting and row.people]
    under_way = random.choice(meetings)
    assert under_way.start is not None
    now = of.local(under_way.start) + timedelta(minutes=5)
    changes = [anything(random, of, row, now) for row in (under_way, *random.sample(meetings, 2))]

    found, said = outcome(of, before, changes, now)
    if found is None:
        assert said
        assert all(one.sentence and one.cure for one in said)
        return

    assert check(found.event, found.plan) == ()
    assert replan(found.event, found.plan, [], now, terms=TERMS).plan == found.plan
    for row in meetings:
        after = found.plan.by_item[row.item]
        # Nothing is moved into the past, and what was over stays as it was.
        if row.end is not None and row.end <= now:
            assert (after.start, after.room) == (row.start, row.room)
        assert not after.stands or after.start == row.start or after.start >= now

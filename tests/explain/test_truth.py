"""Verdicts on random full plans, reasoned through by plain date-times: who is told never to be free never is."""

import re
from datetime import datetime, timedelta

import pytest

from planner.domain.event import Event
from planner.domain.plan import Plan
from planner.domain.wording import person_name
from planner.explain import why
from tests.explain.test_fingerprints import crowded

SEEDS = range(40)


def free(of: Event, beside: Plan, person: str, start: datetime, minutes: int) -> bool:
    """Whether a person is there and has nothing on, with no minutes between duties asked for."""
    end = start + timedelta(minutes=minutes)
    rows = [(row.start, row.end) for row in beside.standing if person in row.people and row.item in of.meeting]
    duties = [(one.start, one.end) for one in of.programme if person in of.attendees(one)]
    away = [(one.from_, one.to) for one in of.absences if one.who in (person, of.person[person].delegation)]
    return all(end <= first or last <= start for first, last in (*rows, *duties, *away))


@pytest.mark.parametrize("seed", SEEDS)
def test_whoever_is_said_never_to_be_free_never_is(seed):
    of, beside = crowded(seed)
    for row in beside.rows:
        if row.item not in of.meeting or row.stands:
            continue
        meeting, said = of.meeting[row.item], why(of, beside, row.item, cured=False).verdict
        found = re.match(r"Not placed: (.*) is never free for \d+ minutes( in the window of the meeting)?\. ", said)
        if found is None:
            continue
        (person,) = [one for one in of.person if person_name(of, one) == found[1]]
        starts = (
            of.at(day, of.settings.day_start) + timedelta(minutes=5 * step) for day in of.days for step in range(36)
        )
        held = [
            start
            for start in starts
            if start + timedelta(minutes=meeting.minutes) <= of.at(start.date(), of.settings.day_end)
            and (meeting.not_before is None or start >= meeting.not_before)
            and (meeting.not_after is None or start + timedelta(minutes=meeting.minutes) <= meeting.not_after)
        ]
        assert not any(free(of, beside, person, start, meeting.minutes) for start in held), said

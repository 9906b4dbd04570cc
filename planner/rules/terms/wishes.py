"""Soft terms on what delegations asked for: a fair share, the time, the room and the person that they prefer."""

from collections import Counter
from collections.abc import Callable
from math import ceil

from planner.domain.clock import minutes_between
from planner.domain.event import Event
from planner.domain.meeting import Meeting
from planner.domain.plan import Placement
from planner.domain.records import Bilateral
from planner.domain.vocabulary import BilateralStatus
from planner.rules.case import Case
from planner.rules.people import seatings


class Fairness:
    """Accepted bilaterals by which delegations fall short of their fair_share, summed over the delegations."""

    name = "fairness"

    def cost(self, case: Case) -> int:
        placed = {row.item for row in case.meetings}
        granted = _counted(case.event, lambda bilateral: bilateral.id in placed)
        return sum(max(0, floor - granted[code]) for code, floor in fair_floors(case.event).items())


class PreferredTime:
    """Minutes by which bilaterals start before their prefer_from or end after their prefer_to, rounded up."""

    name = "preferred_time"

    def cost(self, case: Case) -> int:
        return sum(_minutes_outside(case.event.meeting[row.item], row) for row in case.meetings)


class PreferredRoom:
    """Meetings that are not in the room they wish for."""

    name = "preferred_room"

    def cost(self, case: Case) -> int:
        wished = ((case.event.meeting[row.item], row.room) for row in case.meetings)
        return sum(
            meeting.use is not None and not meeting.must_room and meeting.room not in ("", room)
            for meeting, room in wished
        )


class Substitution:
    """Places at meetings that are taken by someone other than the person listed first."""

    name = "substitution"

    def cost(self, case: Case) -> int:
        return sum(substitutes(case.event.meeting[row.item], row.people) for row in case.meetings)


def fair_floors(event: Event) -> dict[str, int]:
    """The accepted bilaterals, rounded up, that are due to each delegation which has any."""
    asked = _counted(event, lambda bilateral: True)
    return {code: -(-count * event.policy.fair_share // 100) for code, count in asked.items()}


def _counted(event: Event, counts: Callable[[Bilateral], bool]) -> Counter[str]:
    """For each delegation, its accepted bilaterals that count."""
    found = Counter[str]()
    for bilateral in event.bilaterals:
        if bilateral.status == BilateralStatus.ACCEPTED and counts(bilateral):
            found.update({bilateral.requester, bilateral.counterpart})
    return found


def _minutes_outside(meeting: Meeting, row: Placement) -> int:
    outside = 0
    if meeting.prefer_from is not None and row.start is not None:
        outside += max(0, ceil(minutes_between(row.start, meeting.prefer_from)))
    if meeting.prefer_to is not None and row.end is not None:
        outside += max(0, ceil(minutes_between(meeting.prefer_to, row.end)))
    return outside


def substitutes(meeting: Meeting, people: tuple[str, ...]) -> int:
    """The fewest places taken by a substitute, over all ways to seat these people; 0 where there is none."""
    return min((_differences(meeting, seating) for seating in seatings(meeting, people)), default=0)


def _differences(meeting: Meeting, seating: tuple[str, ...]) -> int:
    return sum(person != role[0] for person, role in zip(seating, meeting.roles, strict=True))

"""Soft terms on what delegations asked for: a fair share, the time, the room and the person that they prefer."""

from collections import Counter
from math import ceil

from planner.domain.clock import minutes_between
from planner.domain.meeting import Meeting
from planner.domain.plan import Placement
from planner.domain.vocabulary import BilateralStatus
from planner.rules.case import Case
from planner.rules.people import seatings


class Fairness:
    """Accepted bilaterals by which delegations fall short of their fair_share, summed over the delegations."""

    name = "fairness"

    def cost(self, case: Case) -> int:
        asked, granted = Counter[str](), Counter[str]()
        placed = {row.item for row in case.meetings}
        for bilateral in case.event.bilaterals:
            if bilateral.status == BilateralStatus.ACCEPTED:
                for code in {bilateral.requester, bilateral.counterpart}:
                    asked[code] += 1
                    granted[code] += bilateral.id in placed
        share = case.event.policy.fair_share
        return sum(max(0, -(-count * share // 100) - granted[code]) for code, count in asked.items())


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
        return sum(_substitutes(case.event.meeting[row.item], row.people) for row in case.meetings)


def _minutes_outside(meeting: Meeting, row: Placement) -> int:
    outside = 0
    if meeting.prefer_from is not None and row.start is not None:
        outside += max(0, ceil(minutes_between(row.start, meeting.prefer_from)))
    if meeting.prefer_to is not None and row.end is not None:
        outside += max(0, ceil(minutes_between(meeting.prefer_to, row.end)))
    return outside


def _substitutes(meeting: Meeting, people: tuple[str, ...]) -> int:
    """The fewest places taken by a substitute, over all ways to seat these people; 0 where there is none."""
    return min((_differences(meeting, seating) for seating in seatings(meeting, people)), default=0)


def _differences(meeting: Meeting, seating: tuple[str, ...]) -> int:
    return sum(person != role[0] for person, role in zip(seating, meeting.roles, strict=True))

"""Soft terms on what delegations asked for: a fair share, the time, the room and the person that they prefer."""

from collections import Counter
from collections.abc import Callable, Hashable
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
    purpose = "Delegations are served alike."
    counted = ("bilateral short of a fair share", "bilaterals short of a fair share")
    weight = 1
    local = False

    def cost(self, case: Case) -> int:
        placed = {row.item for row in case.meetings}
        granted = _counted(case.event, lambda bilateral: bilateral.id in placed)
        return sum(max(0, floor - granted[code]) for code, floor in fair_floors(case.event).items())

    def sees(self, event: Event, row: Placement) -> Hashable:
        """Nothing: it counts that a bilateral is placed, wherever that is."""
        return None


class PreferredTime:
    """Minutes by which bilaterals start before their prefer_from or end after their prefer_to, rounded up."""

    name = "preferred_time"
    purpose = "Meetings lie inside the times preferred."
    counted = ("minute outside the time preferred", "minutes outside the time preferred")
    weight = 1
    local = True

    def cost(self, case: Case) -> int:
        return sum(_minutes_outside(case.event.meeting[row.item], row) for row in case.meetings)


class PreferredRoom:
    """Meetings that are not in the room they wish for."""

    name = "preferred_room"
    purpose = "Meetings lie in the room wished for."
    counted = ("meeting not in the room wished for", "meetings not in the rooms wished for")
    weight = 1
    local = True

    def cost(self, case: Case) -> int:
        return sum(room_granted(case.event.meeting[row.item], row) is False for row in case.meetings)


class Substitution:
    """Places at meetings that are taken by someone other than the person listed first."""

    name = "substitution"
    purpose = "The preferred person attends."
    counted = ("substitute", "substitutes")
    weight = 1
    local = True

    def cost(self, case: Case) -> int:
        return sum(substitutes(case.event.meeting[row.item], row.people) for row in case.meetings)


def fair_floors(event: Event) -> dict[str, int]:
    """The accepted bilaterals, rounded up, that are due to each delegation which has any."""
    requests = _counted(event, lambda bilateral: True)
    return {code: -(-count * event.policy.fair_share // 100) for code, count in requests.items()}


def _counted(event: Event, counts: Callable[[Bilateral], bool]) -> Counter[str]:
    """For each delegation, its accepted bilaterals that count."""
    tally = Counter[str]()
    for bilateral in event.bilaterals:
        if bilateral.status == BilateralStatus.ACCEPTED and counts(bilateral):
            tally.update({bilateral.requester, bilateral.counterpart})
    return tally


def time_granted(meeting: Meeting, row: Placement) -> bool | None:
    """Whether it stands within the time that it prefers; None where it prefers none."""
    if meeting.prefer_from is None and meeting.prefer_to is None:
        return None
    return _minutes_outside(meeting, row) == 0


def room_granted(meeting: Meeting, row: Placement) -> bool | None:
    """Whether it stands in the room that it wishes for; None where it wishes for none, or must have it."""
    if meeting.use is None or meeting.must_room or not meeting.room:
        return None
    return row.room == meeting.room


def person_granted(meeting: Meeting, row: Placement) -> bool | None:
    """Whether those listed first attend; None where nobody could stand in for them."""
    if all(len(role) == 1 for role in meeting.roles):
        return None
    return substitutes(meeting, row.people) == 0


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

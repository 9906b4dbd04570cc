"""Soft terms on how a day feels: waiting, walking, meetings in a row, and how evenly the hours are filled."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator
from itertools import combinations, pairwise
from math import ceil

from planner.domain.event import Event
from planner.domain.plan import Placement
from planner.rules.case import Case, Duty
from planner.rules.sequence import runs


class Waiting:
    """Idle minutes between the duties and line turns of a person on one day, for each person with a meeting that day.
    The margins of a line turn are not idle.
    """

    name = "waiting"
    purpose = "People wait little between duties."
    counted = ("minute of waiting", "minutes of waiting")
    weight = 1
    local = True

    def cost(self, case: Case) -> int:
        return ceil(sum(idle_minutes(case).values()))


class Walking:
    """Minutes of walking between one duty or line turn of a person and the next on the same day."""

    name = "walking"
    purpose = "People walk little."
    counted = ("minute of walking", "minutes of walking")
    weight = 1
    local = True

    def cost(self, case: Case) -> int:
        walk = case.event.walk
        return sum(
            walk(earlier.zone, later.zone) for duties in case.days.values() for earlier, later in pairwise(duties)
        )


class MaxRun:
    """Bilaterals beyond max_run in a row of one person on one day without a break of run_break minutes."""

    name = "max_run"
    purpose = "Nobody has too many bilaterals in a row."
    counted = ("bilateral too many in a row", "bilaterals too many in a row")
    weight = 1
    local = True

    def cost(self, case: Case) -> int:
        policy = case.event.policy
        return sum(
            max(0, len(run) - policy.max_run)
            for bilaterals in _bilaterals(case)
            for run in runs(bilaterals, policy.run_break)
        )


class Slack:
    """Minutes by which the time between one duty or line turn of a person and the next on the same day, the walk apart,
    falls short of `slack`, for each person with a meeting that day.
    """

    name = "slack"
    purpose = "People have time to spare between duties, so that delays do not run on; off unless given a weight."
    counted = ("minute short of the slack wished for", "minutes short of the slack wished for")
    weight = 0  # it works against short waits, so that it counts only for whoever asks for it
    local = True

    def cost(self, case: Case) -> int:
        meeting = case.event.meeting
        days = (duties for duties in case.days.values() if any(duty.item in meeting for duty in duties))
        return ceil(sum(_minutes_short(case, duties) for duties in days))


class Spread:
    """Meetings that start in a clock hour beyond an equal share of all meetings for every hour of the event's days,
    and pairs of side events of one theme that overlap.
    """

    name = "spread"
    purpose = "Meetings are spread over the days, and side events of one theme apart."
    counted = ("meeting in a crowded hour", "meetings in crowded hours")
    weight = 1
    local = False

    def cost(self, case: Case) -> int:
        starts = (case.event.local(duty.span.start) for duty in case.meeting_duties)
        count = Counter((start.date(), start.hour) for start in starts)
        settings = case.event.settings
        past_end = settings.day_end.hour + (settings.day_end.minute > 0)
        hours = len(case.event.days) * (past_end - settings.day_start.hour)
        share = ceil(len(case.meetings) / hours)
        return sum(max(0, started - share) for started in count.values()) + _overlaps_of_a_theme(case)

    def sees(self, event: Event, row: Placement) -> Hashable:
        """The hour in which it starts, and of a side event that has a theme the very time."""
        start = event.local(row.span.start)
        return start if event.meeting[row.item].theme else start.replace(minute=0, second=0, microsecond=0)


def idle_minutes(case: Case) -> dict[str, float]:
    """What each person who has a meeting waits between duties, as the term `waiting` counts it."""
    meeting, waited = case.event.meeting, dict[str, float]()
    for (person, _), duties in case.days.items():
        if any(duty.item in meeting for duty in duties):
            waited[person] = waited.get(person, 0.0) + _idle_between(duties)
    return waited


def _idle_between(duties: tuple[Duty, ...]) -> float:
    idle, until = 0.0, duties[0].span.end
    for duty in duties[1:]:
        idle += max(0.0, (duty.span.start - until).total_seconds() / 60)
        until = max(until, duty.span.end)
    return idle


def _minutes_short(case: Case, duties: tuple[Duty, ...]) -> float:
    """What is wanting to the slack wished for, over a day of one person."""
    wished, short, until = case.event.policy.slack, 0.0, duties[0].span.end
    for before, duty in pairwise(duties):
        walk = case.event.walk(before.zone, duty.zone)
        spare = max(0.0, (duty.span.start - until).total_seconds() / 60 - walk)
        short += max(0.0, wished - spare)
        until = max(until, duty.span.end)
    return short


def _overlaps_of_a_theme(case: Case) -> int:
    """Pairs of side events of one theme that take place at the same time, at least in part."""
    themed = defaultdict[str, list[Duty]](list)
    for duty in case.meeting_duties:
        if theme := case.event.meeting[duty.item].theme:
            themed[theme].append(duty)
    return sum(one.span.overlaps(two.span) for duties in themed.values() for one, two in combinations(duties, 2))


def _bilaterals(case: Case) -> Iterator[tuple[Duty, ...]]:
    """The bilaterals of each person on each day."""
    meeting = case.event.meeting
    for duties in case.days.values():
        yield tuple(duty for duty in duties if duty.item in meeting and meeting[duty.item].is_bilateral)

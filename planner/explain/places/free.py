"""Who of a meeting is free when, in words that hold.

Free is who is there, attends nothing else and has the minutes between two duties that the rules ask for, at a start
that the meeting may have.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from planner.domain.clock import Span
from planner.domain.event import Event
from planner.domain.wording import day_name, lasting, person_name
from planner.explain.places.block import Block, Culprit, listed, starts_of, union
from planner.explain.places.candidates import Candidates
from planner.explain.places.ways import Mask, Ways, minutely

SPELT_OUT = 4
"""So many stretches are named; the rest are counted."""


@dataclass(frozen=True, slots=True)
class Seat:
    """One who must attend: the preferred person, whether others may come instead, the starts free to any of them."""

    person: str
    replaceable: bool
    free: Mask

    def said(self, event: Event) -> str:
        """Who sits there, and whether somebody else could."""
        return f"{person_name(event, self.person)}{' or who may attend instead' if self.replaceable else ''}"


def seats(candidates: Candidates) -> list[Seat]:
    """Those who must attend, with the starts that the meeting leaves open and they are free for."""
    return [
        Seat(
            role[0],
            len(role) > 1,
            starts_of(union(candidates.openness.times, (_free(candidates, person) for person in role))),
        )
        for role in candidates.ways.meeting.roles
    ]


def never_together(candidates: Candidates) -> str:
    """Of people who have no start in common: the one who has none at all, or when each of them is free."""
    among = seats(candidates)
    never = next((one for one in among if not one.free.any()), None)
    if never is not None:
        return _never(candidates, never)
    busiest, ways = sorted(among, key=lambda one: int(one.free.sum())), candidates.ways
    clauses = [f"{one.said(ways.event)} only {free_times(ways, one.free)}" for one in busiest]
    return f"those who must attend are never free together{_within(candidates)}: {listed(clauses, mark=', ')}."


def together(candidates: Candidates, left: Mask, *, housed: bool = False, bridged: bool = False) -> str:
    """When those who must attend are free, perhaps with a room and interpreters, before what then is in the way."""
    among, taking_part, within = starts_of(left), seats(candidates), _within(candidates)
    named = (
        ["those who must attend"] * bool(taking_part)
        + ["a room that fits"] * housed
        + ["those who interpret"] * bridged
    )
    if not named:
        return ""
    who = " and ".join(named)
    if among.sum() * 2 > candidates.regular.sum():
        return f"whenever {who} {'are' if taking_part else 'is'} free{within}, "
    times = free_times(candidates.ways, among)
    alone = next((one for one in taking_part if not housed and np.array_equal(one.free, among)), None)
    if alone is not None:
        return f"{alone.said(candidates.ways.event)} is free only {times}{within}, when "
    are = "are free together" if len(taking_part) + housed + bridged > 1 else "are free" if taking_part else "is free"
    return f"{who} {are} only {times}{within}, when "


def _free(candidates: Candidates, person: str) -> Mask:
    """Starts x rooms that the meeting and the person leave open."""
    times = candidates.openness.times
    own = (one.mask(candidates.ways) for one in candidates.against("person") if one.subject == person)
    return np.asarray(times & ~union(times, own))


# --- never free ------------------------------------------------------------------------------------------------------


def _never(candidates: Candidates, seat: Seat) -> str:
    times, ways = candidates.openness.times, candidates.ways
    own = [one for one in candidates.against("person") if one.subject == seat.person]
    own.sort(key=lambda one: -int((one.mask(ways) & times).sum()))
    sentences = " ".join(one.sentence(candidates.regular) for one in own[: 1 if seat.replaceable else 2])
    substitutes = " Nobody who may attend instead is free either." if seat.replaceable else ""
    bounds = f"{_within(candidates)}{_strictly(candidates, own)}"
    name, lasts = person_name(ways.event, seat.person), lasting(ways.meeting.minutes)
    return f"{name} is never free for {lasts}{bounds}. {sentences}{substitutes}"


def _within(candidates: Candidates) -> str:
    """What of its own bounds the time of the meeting, where anything does; its window where that is all."""
    rules = {one.rule for one in candidates.against("meeting")} & {"time-window", "start-grid", "after-item"}
    if rules == {"time-window"}:
        return " in the window of the meeting"
    return " at the times that the meeting may have" if rules else ""


def _strictly(candidates: Candidates, own: Sequence[Block]) -> str:
    """What being free takes besides being there with nothing else on, where only that closes some of the time."""
    times, ways = candidates.openness.times, candidates.ways
    uncapped = [one for one in own if one.rule != "daily-cap"]
    if (times & ~union(times, (one.mask(ways) for one in uncapped))).any():
        return " on a day on which another bilateral is allowed"
    itself = (culprit.mask for one in uncapped for culprit in one.culprits if not _between_duties(culprit))
    if (times & ~union(times, itself)).any():
        room = ways.event.room.get(ways.meeting.room) if ways.meeting.must_room else None
        there = "" if room is None else f" to be in {room.name}, where it must be"
        return f" with the minutes that are needed between duties{there}"
    if ways.meeting.starts:  # these are the times that the meeting may have
        return ""
    fine = Candidates.of(ways.event, ways.case.plan, ways.meeting, minutely(ways.event)).only(_WHATEVER_THE_GRID)
    return f" from a start on its grid of {lasting(ways.meeting.grid)}" if _free(fine, own[0].subject).any() else ""


_WHATEVER_THE_GRID = frozenset(
    ("event-hours", "time-window", "after-item", "person-present", "person-free", "turn-free", "daily-cap")
)


def _between_duties(culprit: Culprit) -> bool:
    """Whether this is time before or after an item."""
    return culprit.says and bool(culprit.items)


# --- sets of starts in words -----------------------------------------------------------------------------------------


def _stretches(ways: Ways, starts: Mask) -> list[Span]:
    """The time that the meeting would take from these starts, in one piece where it meets or overlaps."""
    stretches: list[Span] = []
    for start in np.flatnonzero(starts).tolist():
        span = ways.span(start)
        if stretches and span.start <= stretches[-1].end:
            stretches[-1] = Span(stretches[-1].start, span.end)
        else:
            stretches.append(span)
    return stretches


def free_times(ways: Ways, starts: Mask) -> str:
    """`09:00–09:40, 14:00–14:30 on Saturday 25 October and 10:00–10:20 on Sunday 26 October and at 3 further times`."""
    spans = _stretches(ways, starts)
    by_day: dict[date, list[str]] = {}
    for span in spans[:SPELT_OUT]:
        start, end = ways.event.local(span.start), ways.event.local(span.end)
        by_day.setdefault(start.date(), []).append(f"{start:%H:%M}–{end:%H:%M}")
    days = [f"{', '.join(clocks)} on {day_name(day)}" for day, clocks in by_day.items()]
    rest = len(spans) - SPELT_OUT
    further = [f"at {rest} further time{'s' if rest > 1 else ''}"] if rest > 0 else []
    return " and ".join([*days, *further])

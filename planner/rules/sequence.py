"""How things follow one another in time: which lie too near, and which make one run."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta

from planner.domain.event import UNKNOWN_WALK_MINUTES, Event
from planner.domain.wording import lasting, moment
from planner.rules.case import Duty


def near(duties: Iterable[Duty], minutes: float) -> Iterator[tuple[Duty, Duty]]:
    """Pairs, the earlier first, that overlap or lie less than so many minutes apart."""
    ordered = sorted(duties, key=lambda duty: duty.span)
    for index, earlier in enumerate(ordered):
        limit = earlier.span.end + timedelta(minutes=minutes)
        for later in ordered[index + 1 :]:
            if later.span.start >= limit:
                break
            yield earlier, later


def gap(earlier: Duty, later: Duty) -> float:
    """Minutes from the end of the earlier to the start of the later; negative if it starts before that end."""
    return (later.span.start - earlier.span.end).total_seconds() / 60


def pressed(event: Event, duties: Sequence[Duty]) -> Iterator[tuple[Duty, Duty]]:
    """Pairs of duties that nobody can attend both, for want of time between them; not the programme's own pairs."""
    longest = max([event.policy.person_gap, UNKNOWN_WALK_MINUTES, *(walk.minutes for walk in event.walks)])
    for earlier, later in near(duties, longest):
        needed = event.gap(earlier.zone, later.zone)
        if gap(earlier, later) < needed and not (earlier.fixed and later.fixed):
            yield earlier, later


def runs(duties: Iterable[Duty], pause: float) -> Iterator[tuple[Duty, ...]]:
    """Duties in order of start, parted wherever there is a gap of at least `pause` minutes."""
    run: list[Duty] = []
    for duty in sorted(duties, key=lambda duty: duty.span):
        if run and min(gap(earlier, duty) for earlier in run) >= pause:
            yield tuple(run)
            run = []
        run.append(duty)
    if run:
        yield tuple(run)


def succession(event: Event, earlier: Duty, later: Duty, needed: int) -> str:
    """`'A' until 10:20 on Saturday 25 October and 'B' from 10:25: 5 minutes apart, 10 needed`."""
    end, start = moment(event, earlier.span.end), moment(event, later.span.start)
    first, _, day = start.partition(" on ")
    begin = first if end.endswith(f" on {day}") else start
    between = gap(earlier, later)
    how = f"{lasting(between)} apart" if between >= 0 else f"the second begins {lasting(-between)} before that end"
    return f"'{earlier.title}' until {end} and '{later.title}' from {begin}: {how}, {needed} needed"


def passage(event: Event, earlier: Duty, later: Duty) -> str:
    """`succession` by the gap that a person needs, with the walk where it is what takes the time."""
    needed = event.gap(earlier.zone, later.zone)
    clause = succession(event, earlier, later, needed)
    return clause if needed == event.policy.person_gap else f"{clause} for the walk from {earlier.zone} to {later.zone}"

"""How the sentences name people, meetings and times."""

from collections.abc import Callable, Hashable, Iterable
from datetime import datetime, timedelta
from typing import TypeVar

from planner.domain.clock import Span, clock
from planner.domain.event import Event
from planner.domain.meeting import Meeting
from planner.domain.vocabulary import SHEET_OF

Thing = TypeVar("Thing")
Key = TypeVar("Key", bound=Hashable)

NAMED = 3
"""So many names are spelt out in one sentence; the rest are counted."""


def some(names: Iterable[str]) -> str:
    """`A, B, C and 12 more`, every name once."""
    listed = list(dict.fromkeys(names))
    if len(listed) > NAMED + 1:
        return f"{', '.join(listed[:NAMED])} and {len(listed) - NAMED} more"
    return " and ".join(filter(None, (", ".join(listed[:-1]), *listed[-1:])))


def meeting_name(meeting: Meeting) -> str:
    """`Brazil – Chile (B12)`."""
    return f"{meeting.title} ({meeting.id})"


def window(earliest: datetime | None, latest: datetime | None) -> str:
    """` between 09:00 and 10:00 on Saturday 25 October`; empty where neither end is set."""
    if earliest is not None and latest is not None:
        first = f"{earliest:%H:%M}" if earliest.date() == latest.date() else clock(earliest)
        return f" between {first} and {clock(latest)}"
    if earliest is not None:
        return f" from {clock(earliest)}"
    return "" if latest is None else f" until {clock(latest)}"


def presence(event: Event, person_id: str) -> str:
    """` (arrives 14:00 on Sunday 26 October)`; empty where presence has no limit."""
    arrives, departs = event.presence(event.person[person_id])
    limits = [f"{verb} {clock(moment)}" for verb, moment in (("arrives", arrives), ("departs", departs)) if moment]
    return f" ({', '.join(limits)})" if limits else ""


def total(spans: Iterable[Span]) -> int:
    """Whole minutes of all spans together."""
    return int(sum((span.end - span.start for span in spans), timedelta()).total_seconds() // 60)


def meeting_sheet(meeting: Meeting) -> str:
    """The sheet on which the meeting stands."""
    return SHEET_OF[meeting.kind]


def grouped(things: Iterable[Thing], key: Callable[[Thing], Key]) -> dict[Key, list[Thing]]:
    """The things that share a key, in the order in which each key comes first."""
    groups: dict[Key, list[Thing]] = {}
    for thing in things:
        groups.setdefault(key(thing), []).append(thing)
    return groups

"""The part of an event that decides what local terms cost around one meeting: its people and all that they attend."""

from collections.abc import Collection
from dataclasses import replace

from planner.domain.event import Event
from planner.domain.records import WHO_NONE


def near(event: Event, people: Collection[str], meetings: Collection[str]) -> Event:
    """The event with these meetings alone, and with these people alone at the programme.

    Days of others are cut short by it, but not changed by a meeting that none of them attends: in the difference
    between two plans they cancel out.
    """
    programme = tuple(
        replace(item, who=tuple(one for one in event.attendees(item) if one in people) or (WHO_NONE,))
        for item in event.programme
    )
    return replace(
        event,
        programme=programme,
        bilaterals=tuple(one for one in event.bilaterals if one.id in meetings),
        side_events=tuple(one for one in event.side_events if one.id in meetings),
    )

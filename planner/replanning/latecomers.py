"""Who comes late to a programme item, because a meeting that is under way lasts into it."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from planner.domain.clock import minutes_between, shift
from planner.domain.plan import Placement
from planner.domain.records import WHO_NONE, ProgrammeItem
from planner.domain.wording import item_name, lasting, opening, person_name
from planner.replanning.day import Day

LATE = "-LATE"
"""What ids of the programme items end in that are for those who come late."""


def let_come_late(day: Day) -> None:
    """Gives whoever comes late to a programme item, from a meeting under way, an item of their own that begins then.

    The item itself stands where it is, for the others; who would come after its end misses it.
    """
    for item in day.event.programme:
        late = dict(_late(day, item))
        for person, arrives in late.items():
            _tell(day, item, person, arrives)
        if late and item.id.endswith(LATE):
            day.put_programme(replace(item, start=min(max(late.values()), item.end)))
        elif late:
            _part(day, item, late)


def _late(day: Day, item: ProgrammeItem) -> Iterator[tuple[str, datetime]]:
    """Who of an item comes late, and when they can be there."""
    attendees = set(day.event.attendees(item))
    for row in _under_way(day) if item.end > day.now else ():
        assert row.start is not None
        assert row.end is not None
        gap = day.event.gap(day.event.zone_of(row.room), day.event.zone_of(item.room))
        arrives = day.event.local(shift(row.end, minutes=gap))
        if row.start < item.start < arrives:
            yield from ((person, arrives) for person in row.people if person in attendees)


def _under_way(day: Day) -> Iterator[Placement]:
    for row in day.rows.values():
        if row.item in day.event.meeting and row.end is not None and row.end > day.now and day.begun(row.item):
            yield row


def _tell(day: Day, item: ProgrammeItem, person: str, arrives: datetime) -> None:
    name, title = opening(person_name(day.event, person)), item_name(day.event, item.id)
    if arrives >= item.end:
        day.notes.append(f"{name} misses {title}: the meeting under way lasts too long.")
    else:
        late = lasting(minutes_between(item.start, arrives))
        day.notes.append(f"{name} comes to {title} at {arrives:%H:%M}, {late} late.")


def _part(day: Day, item: ProgrammeItem, late: dict[str, datetime]) -> None:
    """The item without those who come late, and one more for each time at which some of them come."""
    others = tuple(person for person in day.event.attendees(item) if person not in late)
    day.put_programme(replace(item, who=others or (WHO_NONE,)))
    together: dict[datetime, list[str]] = defaultdict(list)
    for person, arrives in late.items():
        if arrives < item.end:
            together[arrives].append(person)
    for arrives, people in sorted(together.items()):
        title = f"{item.title} (from {arrives:%H:%M})"
        own = replace(item, id=_free_id(day, item.id), title=title, start=arrives, who=tuple(people), public=False)
        day.event = replace(day.event, programme=(*day.event.programme, own))


def _free_id(day: Day, id: str) -> str:
    taken = {one.casefold() for one in (*day.event.programme_item, *day.rows)}
    ids = (f"{id}{number or ''}{LATE}" for number in range(len(taken) + 1))
    return next(one for one in ids if one.casefold() not in taken)

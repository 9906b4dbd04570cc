"""What lasts over midnight, on each of its days: the one place that says which hours it has on a day."""

from dataclasses import replace
from datetime import datetime, time
from itertools import pairwise

from planner.domain.event import Event
from planner.domain.plan import Placement


def day_parts(event: Event, start: datetime, end: datetime) -> tuple[tuple[datetime, datetime], ...]:
    """The stretch cut at every midnight that begins a day of the event, on its clock; what follows the last day stays
    with that day.
    """
    first, last = event.local(start), event.local(end)
    if first.date() == last.date():
        return ((first, last),)
    midnights = (event.at(day, time.min) for day in event.days)
    return tuple(pairwise((first, *(midnight for midnight in midnights if first < midnight < last), last)))


def on_each_day(event: Event, row: Placement) -> tuple[Placement, ...]:
    """A row that stands, once for each of its days with the hours of that day."""
    return tuple(replace(row, start=start, end=end) for start, end in day_parts(event, row.span.start, row.span.end))


def goes_on(event: Event, row: Placement) -> tuple[bool, bool]:
    """Whether what a row shows of a programme item goes on from the day before, and into the next."""
    item = event.programme_item.get(row.item)
    if item is None:
        return False, False
    start, end = event.local(row.span.start), event.local(row.span.end)
    return start.time() == time.min and item.start < start, end.time() == time.min and end < item.end


def end_clock(start: datetime, end: datetime) -> str:
    """`18:00`, with seconds where there are any; the midnight that ends a day is `24:00`."""
    if end.time() == time.min and end.date() > start.date():
        return "24:00"
    return f"{end:%H:%M:%S}".removesuffix(":00")

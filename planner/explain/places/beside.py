"""An item that stands in the way, and the time that is needed before it and after it."""

from collections.abc import Callable, Iterator, Mapping

from planner.domain.clock import Span
from planner.domain.wording import hours, in_minutes, lasting, moment
from planner.explain.places.block import Culprit, column
from planner.explain.places.ways import Mask, Ways

Minutes = Mapping[str, int]
"""By the zone of the room that the meeting would have."""


def in_the_way(ways: Ways, item: str, name: str, span: Span, before: Minutes, after: Minutes) -> Iterator[Culprit]:
    """The item itself, then what must lie between the meeting and it, and between it and the meeting."""
    event, shown = ways.event, in_minutes(span)
    yield Culprit(f"{name} {hours(event, shown)}", column(ways.overlapping(span)), (item,))
    clause = f"needs {_minutes(before)} before {name} at {moment(event, shown.start)}{_would(ways, 'end')}"
    yield Culprit(clause, _masked(ways, before, lambda minutes: ways.shortly_before(span, minutes)), (item,), says=True)
    clause = f"needs {_minutes(after)} after {name}, which ends at {moment(event, shown.end)}{_would(ways, 'begin')}"
    yield Culprit(clause, _masked(ways, after, lambda minutes: ways.shortly_after(span, minutes)), (item,), says=True)


def _masked(ways: Ways, by_zone: Minutes, mask: Callable[[int], Mask]) -> Mask:
    """Starts x rooms, or x 1 where the minutes are the same for all rooms."""
    masks = {minutes: mask(minutes) for minutes in set(by_zone.values())}
    if len(masks) == 1:
        return column(next(iter(masks.values())))
    return ways.by_zone({zone: masks[minutes] for zone, minutes in by_zone.items()})


def _minutes(by_zone: Minutes) -> str:
    """`15 minutes`, or `10 to 25 minutes` where that depends on the room."""
    least, most = min(by_zone.values()), max(by_zone.values())
    return lasting(least) if least == most else f"{least} to {lasting(most)}, by the room,"


def _would(ways: Ways, edge: str) -> str:
    """When the meeting would begin or end, if it is one start that is asked about."""
    if len(ways.starts) > 1:
        return ""
    span = ways.event.local(ways.span(0).start), ways.event.local(ways.span(0).end)
    return f"; this one would {edge} at {span[edge == 'end']:%H:%M}"

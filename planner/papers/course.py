"""The course of a line as it is called: its turns, and between them the pauses and what is left free."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from planner.domain.clock import shift
from planner.domain.event import Event
from planner.domain.plan import Placement
from planner.domain.records import Line
from planner.domain.turns import Timetable
from planner.domain.wording import count
from planner.papers.phrases import minute_over


@dataclass(frozen=True, slots=True)
class Rest:
    """A stretch of a line in which nobody has a turn, and what it is in words."""

    start: datetime
    end: datetime
    what: str

    def words(self, event: Event) -> str:
        """`In reserve: 3 turns, until 10:00`."""
        return f"{self.what}, until {minute_over(event.local(self.end))}"


def course(line: Line, turns: Sequence[Placement]) -> Iterator[Placement | Rest]:
    """The turns in order of time, and every stretch between or after them that a turn or a pause would fit into."""
    free_from = None
    for row in turns:
        if free_from is not None and (rest := _between(line, free_from, row.span.start)) is not None:
            yield rest
        yield row
        free_from = row.span.end if free_from is None else max(free_from, row.span.end)
    if free_from is not None and (rest := _in_reserve(line, free_from)) is not None:
        yield rest


def _between(line: Line, start: datetime, end: datetime) -> Rest | None:
    """What lies between two turns; a breath shorter than a turn or a pause is none."""
    is_pause = line.pause_every > 0 and shift(start, minutes=line.pause_minutes) == end
    if is_pause and end > start:
        return Rest(start, end, "Pause")
    return Rest(start, end, "No turn") if (end - start).total_seconds() >= line.seconds_each else None


def _in_reserve(line: Line, start: datetime) -> Rest | None:
    left = sum(one >= start for one in Timetable.of(line).starts)
    return Rest(start, line.end, f"In reserve: {count(left, 'turn')}") if left else None

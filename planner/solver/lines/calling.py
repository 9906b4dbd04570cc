"""In which order the entries of a line are called on the day: as the line stood, those who missed their turn later.

Whoever missed a turn is called again last among those of the same rank, and after the next ones at least: one for each
desk. What has begun meanwhile was called before, too.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from planner.domain.event import Event
from planner.domain.plan import Placement, Plan
from planner.domain.records import Entry, Line
from planner.domain.turns import turn_of
from planner.domain.vocabulary import HostPlace, LineOrder
from planner.rules.precedence import line_order, rank_levels
from planner.solver.lines.order import run_length


@dataclass(frozen=True, slots=True)
class LineDay:
    """What lines have to know of a day. No turn is moved to a start before `earliest`, and none of a line in `held`
    begins before the line's moment. Nobody came to the turns `missed`, in the order of the reports. Entries of
    `filling` take the position that fell free, or none; for those in `modest` nobody else in the line moves.
    """

    earliest: datetime | None = None
    held: Mapping[str, datetime] = field(default_factory=dict)
    missed: tuple[str, ...] = ()
    filling: Mapping[str, int] = field(default_factory=dict)
    modest: frozenset[str] = frozenset()

    def opens(self, lines: Iterable[Line]) -> dict[str, datetime]:
        """The first moment at which a turn of each line may begin, where there is one."""
        moments = {line.id: self.held.get(line.id, self.earliest) for line in lines}
        return {line: moment for line, moment in moments.items() if moment is not None}


def in_calling_order(event: Event, before: Plan, line: Line, day: LineDay) -> Event:
    """The event in which the order of the line is the one in which it is called."""
    called = calling_order(event, before, line, day)
    if called == line_order(event, line):
        return event
    others = [entry for entry in event.entries if entry.line != line.id]
    as_listed = replace(line, order=LineOrder.LISTED, host=HostPlace.IN_ORDER)
    lines = tuple(as_listed if one is line else one for one in event.lines)
    return replace(event, entries=(*others, *called), lines=lines)


def calling_order(event: Event, before: Plan, line: Line, day: LineDay) -> tuple[Entry, ...]:
    """All entries of a line: those with a turn as they are called, the others where the rule of the line has them."""
    ordered = line_order(event, line)
    turns = {row.item: row for row in before.standing if row.position is not None}
    standing = [entry for entry in ordered if entry.item in turns]
    queue = sorted(standing, key=lambda entry: turns[entry.item].position or 0)
    for item in day.missed:
        queue = [event.entry[one] for one in _called_again(event, [entry.item for entry in queue], item, turns, day)]
    coming = iter(queue)
    return tuple(next(coming) if entry.item in turns else entry for entry in ordered)


def _called_again(
    event: Event, queue: list[str], missed: str, turns: Mapping[str, Placement], day: LineDay
) -> list[str]:
    """The queue with one who missed a turn behind all who are called before."""
    if missed not in queue:
        return queue
    others = [item for item in queue if item != missed]
    earlier = set(_called_before(event, others, missed, turns, day))
    last = max((place for place, item in enumerate(others) if item in earlier), default=-1)
    place = max(queue.index(missed), last + 1)
    return [*others[:place], missed, *others[place:]]


def _called_before(
    event: Event, others: Sequence[str], missed: str, turns: Mapping[str, Placement], day: LineDay
) -> Iterator[str]:
    line = event.line[event.entry[missed].line]
    turn = {item: turn_of(line, turns[item].position or 1) for item in (missed, *others)}
    alike = set(of_the_same_rank(event, line, missed))
    yield from (item for item in others if item in alike)
    yield from [item for item in others if turn[item] > turn[missed] and item not in day.missed][: line.desks]
    yield from (item for item in others if day.earliest is not None and turns[item].span.start < day.earliest)


def of_the_same_rank(event: Event, line: Line, item: str) -> Iterator[str]:
    """The others of a line whose people rank as the one of this entry."""
    level = {rank: place for place, ranks in enumerate(rank_levels(event.settings)) for rank in ranks}
    own = level[event.entrant(event.entry[item]).rank]
    for entry in event.entries:
        if entry.line == line.id and entry.item != item and level[event.entrant(entry).rank] == own:
            yield entry.item


def out_of_order(order: Sequence[str], rows: Mapping[str, Placement]) -> tuple[int, int]:
    """How many of these rows depart from an order, and by how many places all of them together."""
    positions = [row.position or 0 for item in order if (row := rows.get(item)) is not None and row.stands]
    place = {position: number for number, position in enumerate(sorted(positions))}
    turns = [place[position] for position in positions]
    return len(turns) - run_length(turns), sum(abs(turn - number) for number, turn in enumerate(turns))

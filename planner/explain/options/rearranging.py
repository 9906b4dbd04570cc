"""Plans in which a few other meetings make room for one: they leave its place and go where nothing is in their way."""

from collections.abc import Collection, Iterator
from itertools import islice, permutations

from planner.domain.event import Event
from planner.domain.plan import Placement, Plan
from planner.explain.edits import new_breaches
from planner.explain.options.obstacles import Conflict, conflicts
from planner.explain.options.preferences import change_of
from planner.explain.options.proposals import option
from planner.explain.places.candidates import Candidates
from planner.explain.records import Option
from planner.rules import check

TRIES = 24
"""So many places are tried, those that concern fewest others first."""

ENOUGH = 5
"""So many plans are found."""


def rearranged(event: Event, plan: Plan, candidates: Candidates) -> Iterator[Option]:
    """Options for a meeting for which others move; the rules find nothing new wrong with any of them.

    Locked and done rows stay, and nothing that stands is dropped.
    """
    movable = frozenset(row.item for row in plan.standing if row.item in event.meeting and not row.fixed)
    known = frozenset(check(event, plan))
    tried = islice(conflicts(candidates, movable), TRIES)
    settled = (_settled(event, plan, conflict) for conflict in tried)
    for rows in islice(filter(None, settled), ENOUGH):
        made = option(event, plan, rows, change_of(event, plan, _with(plan, rows)))
        if not new_breaches(event, made.plan, known):
            yield made


def _settled(event: Event, plan: Plan, conflict: Conflict) -> tuple[Placement, ...]:
    """The rows of the meeting and of all that makes room for it; none where one of them finds no other place."""
    for order in _orders(event, plan, conflict):
        rows: tuple[Placement, ...] = (conflict.row,)
        rest = _without(_with(plan, rows), conflict.items)
        for item in order:
            row = _nearest(event, _with(rest, rows), plan.by_item[item])
            if row is None:
                break
            rows = (*rows, row)
        else:
            return rows
    return ()


def _orders(event: Event, plan: Plan, conflict: Conflict) -> Iterator[tuple[str, ...]]:
    """The orders in which the meetings that make room may be put elsewhere; none if one of them has no other place even
    when it comes first.
    """
    rest = _without(_with(plan, (conflict.row,)), conflict.items)
    able = (_nearest(event, rest, plan.by_item[item]) is not None for item in conflict.items)
    return permutations(conflict.items) if len(conflict.items) == 1 or all(able) else iter(())


def _without(plan: Plan, items: Collection[str]) -> Plan:
    return Plan(tuple(row for row in plan.rows if row.item not in items))


def _with(plan: Plan, rows: tuple[Placement, ...]) -> Plan:
    return Plan((*_without(plan, {row.item for row in rows}).rows, *rows))


def _nearest(event: Event, plan: Plan, old: Placement) -> Placement | None:
    """The open place of a meeting that is least of a change: in the half-day and the room that it had, then in time."""
    candidates = Candidates.of(event, plan, event.meeting[old.item])
    ways, half = candidates.ways, event.half_day(old.span.start)

    def upheaval(place: tuple[int, int]) -> tuple[bool, bool, float]:
        start, room = ways.starts[place[0]], ways.rooms[place[1]]
        moved = abs((start - old.span.start).total_seconds())
        return event.half_day(start) != half, room != old.room, moved

    place = min(candidates.open_places(), key=upheaval, default=None)
    return None if place is None else candidates.row(*place, like=old)

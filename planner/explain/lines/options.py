"""The turns that a line entry could have."""

from collections.abc import Iterator
from itertools import islice

from planner.domain.event import Event
from planner.domain.plan import Plan
from planner.domain.records import Entry
from planner.explain.edits import new_breaches
from planner.explain.lines.turns import Turns
from planner.explain.options.preferences import change_of
from planner.explain.options.proposals import option
from planner.explain.records import Option
from planner.rules import check
from planner.rules.precedence import line_order, reason_before


def turn_options(event: Event, plan: Plan, entry: Entry, top: int) -> Iterator[Option]:
    """The free turns of an entry, those that keep the order of the line best before the rest; no other turn moves."""
    now = plan.by_item.get(entry.item)
    if now is not None and now.fixed:
        return
    turns, known = Turns(event, plan, entry), frozenset(check(event, plan))
    free = free_positions(turns)
    others = (one for one in free if now is None or not now.stands or one != now.position)
    for position in islice(others, top):
        offered = turn_option(event, plan, turns, position)
        if not new_breaches(event, offered.plan, known):
            yield offered


def turn_option(event: Event, plan: Plan, turns: Turns, position: int) -> Option:
    """The option of one position."""
    row = turns.row(position, _departure(turns, position))
    after = Plan((*(one for one in plan.rows if one.item != row.item), row))
    return option(event, plan, (row,), change_of(event, plan, after))


def _departure(turns: Turns, position: int) -> str:
    """How the turn departs from the order of the line; empty where it keeps it."""
    wrongly = passed(turns, position)
    return f"Out of the order of the line: {wrongly[0]}" if wrongly else ""


def free_positions(turns: Turns) -> list[int]:
    """The positions that nothing blocks, those that keep the order of the line best before the rest."""
    return sorted(turns.free_positions(), key=lambda position: (len(passed(turns, position)), position))


def passed(turns: Turns, position: int) -> list[str]:
    """For each entry on whose wrong side the position lies, what says so."""
    order = {entry.item: place for place, entry in enumerate(line_order(turns.event, turns.line))}
    own = order[turns.entry.item]
    passed_over = []
    for taken, row in sorted(turns.holders.items()):
        other = turns.event.entry[row.item]
        if (taken < position) != (order[other.item] < own):
            first, second = (other, turns.entry) if order[other.item] < own else (turns.entry, other)
            passed_over.append(reason_before(turns.event, first, second))
    return passed_over

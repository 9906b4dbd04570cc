"""Meetings that what happened cuts into: each is held where it is, as long as it still can be, and nobody else moves.

Bilaterals alone, within what their kind allows. Those concerned have to agree, so this is the way `ask`.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from planner.domain.clock import minutes_between, shift
from planner.domain.plan import Breach, Placement, Plan
from planner.domain.records import Bilateral
from planner.domain.wording import delegation_name, hours, item_name
from planner.replanning.beside import stays
from planner.replanning.day import Day
from planner.replanning.easing import SHORTEST, STEP, shorter
from planner.rules import check_part
from planner.solver.lines.reflow import reflowed
from planner.solver.placing.rows import programme_rows

MOST = 30
"""For so many meetings shortening is tried."""


@dataclass(frozen=True, slots=True)
class Shortened:
    """The day on which some meetings are shorter, and whom to ask for that."""

    day: Day
    asks: tuple[str, ...]


def shortened(day: Day) -> Shortened | None:
    """The day with what is cut into as long as it still can be; None where that helps nobody."""
    other, asks = day.copy(), list[str]()
    for row in list(_cut_into(day))[:MOST]:
        request = other.asked(row.item)
        shorter = _longest(other, row, request) if isinstance(request, Bilateral) else None
        if shorter is not None:
            asks.append(_ask(other, shorter, row))
            _put(other, shorter)
    return Shortened(other, tuple(asks)) if asks else None


def _cut_into(day: Day) -> Iterator[Placement]:
    """The bilaterals still to come that stand in the way of what cannot move, in the order of the day."""
    hit = {item for breach in _breaches(day) for item in breach.items if _by_what_stays(day, breach, item)}
    rows = (row for row in day.rows.values() if row.item in hit and row.stands and not stays(day, row.item))
    yield from sorted(rows, key=lambda row: row.span)


def _breaches(day: Day) -> tuple[Breach, ...]:
    plan = day.plan()
    turns = {row.item: row for row in reflowed(day.event, plan, (), day.of_lines)}
    rows = (turns.get(row.item, row) for row in plan.rows if row.item not in day.event.programme_item)
    return check_part(day.event, Plan((*programme_rows(day.event, plan), *rows)))


def _by_what_stays(day: Day, breach: Breach, item: str) -> bool:
    return item in day.event.meeting and all(stays(day, one) for one in breach.items if one != item)


def _longest(day: Day, row: Placement, asked: Bilateral) -> Placement | None:
    """The row as long as it can be: it begins later and ends as planned, or ends earlier."""
    assert row.start is not None
    assert row.end is not None
    usual, grid = day.event.meeting[row.item].minutes, day.event.meeting[row.item].grid
    for minutes in range((usual - 1) // STEP * STEP, SHORTEST[asked.kind] - 1, -STEP):
        later, earlier = shift(row.end, minutes=-minutes), shift(row.start, minutes=minutes)
        for tried in (replace(row, start=later), replace(row, end=earlier)):
            if tried.start is None or minutes_between(day.now, tried.start) < 0 or tried.start.minute % grid:
                continue
            if _holds(day, tried):
                return tried
    return None


def _holds(day: Day, row: Placement) -> bool:
    tried = day.copy()
    _put(tried, row)
    return not any(row.item in breach.items for breach in _breaches(tried))


def _put(day: Day, row: Placement) -> None:
    day.lasts(row, round(row.span.minutes))


def _ask(day: Day, row: Placement, old: Placement) -> str:
    request = day.asked(row.item)
    assert isinstance(request, Bilateral)
    names = " and ".join(delegation_name(day.event, code) for code in (request.requester, request.counterpart))
    lengths = f"for {shorter(round(row.span.minutes), round(old.span.minutes))}"
    return f"Ask {names}: {item_name(day.event, row.item)} {lengths}, {hours(day.event, row.span)}."

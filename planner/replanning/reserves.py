"""Turns of a reserve that are given on the day, though earlier ones stayed free: those have passed.

A rule keeps the last turns of a line for those who come late, as long as an earlier one is free. It knows no clock. So
whoever has a turn of the reserve because the free ones have passed is said to come no earlier than the line goes on.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from planner.domain.plan import Plan
from planner.domain.records import Entry, Line
from planner.replanning.day import Day
from planner.rules import check_part
from planner.rules.lines import ReserveTurns
from planner.solver.lines.reflow import reflowed
from planner.solver.placing.rows import programme_rows


def let_passed_turns_go(day: Day) -> None:
    """Notes of entries that are to have a turn of a reserve that they can have none before the line goes on."""
    lines = {line.id: opens for line, opens in _under_way(day)}
    if not lines:
        return
    wanted = [day.event.entry[item] for item in day.wanted if item in day.event.entry]
    for entry in wanted:
        _comes_from(day, entry, lines)
    plan = day.plan()
    turns = reflowed(day.event, plan, [entry.item for entry in wanted], day.of_lines)
    kept = (row for row in plan.standing if row.fixed and row.item in day.event.meeting)
    for breach in check_part(day.event, Plan((*programme_rows(day.event, plan), *turns, *kept)), plan):
        if breach.rule == ReserveTurns.key:
            _comes_from(day, day.event.entry[breach.items[0]], lines)


def _under_way(day: Day) -> Iterator[tuple[Line, datetime]]:
    """The lines with a reserve of which turns have passed, and when each goes on."""
    for line, opens in ((line, day.held.get(line.id, day.now)) for line in day.event.lines):
        if line.reserve_percent and line.start < opens < line.end:
            yield line, opens


def _comes_from(day: Day, entry: Entry, lines: dict[str, datetime]) -> None:
    opens = lines.get(entry.line)
    if opens is not None and (entry.not_before is None or entry.not_before < opens):
        day.put_entry(replace(entry, not_before=opens))

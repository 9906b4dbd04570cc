"""What each turn of its line would mean for an entry."""

from datetime import UTC, date, datetime

from planner.domain.event import Event
from planner.domain.plan import Plan
from planner.domain.records import Entry
from planner.domain.turns import turn_span
from planner.domain.wording import item_name, opening
from planner.explain.lines.options import passed
from planner.explain.lines.turns import Turns, sentence
from planner.moving.verdicts import Cells, Verdict
from planner.rules.lines import LineTurns
from planner.rules.turns import Closing

SPELT_OUT = 2

Judged = tuple[Verdict, str, tuple[str, ...]]
"""A verdict, what is said of it, and who would have to make room."""


def turn_verdicts(event: Event, plan: Plan, entry: Entry, day: date) -> tuple[tuple[datetime, ...], Cells]:
    """The starts of the turns of a day, and what each would mean; of several desks at one time the best."""
    turns = Turns(event, plan, entry)
    by_start: dict[datetime, list[Judged]] = {}
    for position, closings in turns.reasons_by_position().items():
        start = turn_span(turns.line, position).start
        if event.local(start).date() == day:
            by_start.setdefault(start.astimezone(UTC), []).append(_judged(turns, position, closings))
    cells = Cells(1, len(by_start))
    for number, found in enumerate(by_start.values()):
        verdict, told, who = min(found, key=lambda one: one[0])
        cells.judge(0, number, verdict, cells.part(told, who))
    return tuple(by_start), cells


def _judged(turns: Turns, position: int, closings: list[Closing]) -> Judged:
    if not closings:
        wrongly = passed(turns, position)
        told = f"It would be out of the order of the line: {wrongly[0]}" if wrongly else ""
        return (Verdict.WISH if wrongly else Verdict.FREE), told, ()
    told = " ".join(sentence(one.rule, one.name, [one.clause]) for one in closings[:SPELT_OUT])
    holder = turns.holders.get(position)
    if holder is None or any(one.rule != LineTurns.key for one in closings):
        return Verdict.CLOSED, told, ()
    if holder.fixed:
        return Verdict.CLOSED, f"{told} {opening(item_name(turns.event, holder.item))} is locked.", ()
    return Verdict.TAKEN, told, (holder.item,)

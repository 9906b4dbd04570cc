"""Why a line entry has no turn, or not another one."""

from dataclasses import replace
from datetime import datetime

from planner.domain.clock import clock
from planner.domain.event import Event
from planner.domain.plan import Placement, Plan
from planner.domain.records import Entry, Line
from planner.domain.turns import turn_count, turn_span
from planner.domain.wording import item_name, moment, room_name
from planner.explain.lines.cures import entry_cures
from planner.explain.lines.options import turn_option
from planner.explain.lines.turns import Turns, sentence
from planner.explain.places.block import NAMED
from planner.explain.proof import no_turn
from planner.explain.records import Blocked, Why

BARRED = ("inscribed", "full-powers")
"""The rules that leave an entry no turn whatever the line is like."""


def why_turn(event: Event, plan: Plan, entry: Entry, *, cured: bool) -> Why:
    """What blocks the positions of a line for an entry."""
    turns, row = Turns(event, plan, entry), plan.by_item.get(entry.item)
    blocked = turns.blocked()
    if row is not None and row.stands:
        return Why(entry.item, True, _placed(event, row), blocked)
    verdict = Why(entry.item, False, f"Not placed: {_reason(row, blocked, turns.line)}", blocked)
    if not cured:
        return verdict
    return replace(verdict, cures=tuple(entry_cures(event, plan, entry)), proof=no_turn(event, plan, entry))


def _placed(event: Event, row: Placement) -> str:
    line = item_name(event, event.entry[row.item].line)
    place = f"{moment(event, row.span.start)} in {room_name(event, row.room)}"
    return f"Placed at position {row.position} of {line}, {place}. {row.why}".rstrip()


def _reason(row: Placement | None, blocked: tuple[Blocked, ...], line: Line) -> str:
    barred = next((one.sentence for one in blocked if one.rule in BARRED), None)
    if barred is not None:
        return barred
    if not turn_count(line):
        return f"no turn of {line.seconds_each} seconds ends in {line.label} before {clock(line.end)}."
    if row is not None and row.why:
        return row.why
    return " ".join(one.sentence for one in blocked[:NAMED]) or f"a turn of {line.label} is free; plan again."


# --- at a given moment -----------------------------------------------------------------------------------------------


def why_turn_at(event: Event, plan: Plan, entry: Entry, at: datetime, room: str) -> Why:
    """What keeps an entry from the turn that is on at a moment; of several desks, from each of them."""
    turns, row = Turns(event, plan, entry), plan.by_item.get(entry.item)
    stands = row is not None and row.stands
    if room not in ("", turns.line.room):
        elsewhere = f"{item_name(event, turns.line.id)} is in {room_name(event, turns.line.room)}"
        return Why(entry.item, stands, f"Not there: {elsewhere} and not in {room_name(event, room)}.")
    there = [one for one in range(1, turn_count(turns.line) + 1) if _is_on(turns.line, one, at)]
    if not there:
        line, window = turns.line, f"{clock(turns.line.start)} to {clock(turns.line.end)}"
        return Why(
            entry.item, stands, f"Not there: '{line.label}' has no turn at {moment(event, at)}; it runs from {window}."
        )
    if row is not None and row.stands and row.position in there:
        return Why(entry.item, True, f"It is there already. {_placed(event, row)}")
    reasons = turns.reasons_by_position()
    free = next((one for one in there if not reasons[one]), None)
    if free is not None:
        offered = turn_option(event, plan, turns, free)
        return Why(entry.item, stands, f"Nothing is in the way: {offered.sentence[:1].lower()}{offered.sentence[1:]}")
    blocked = tuple(
        Blocked(one.rule, one.subject, 1, sentence(one.rule, one.name, [one.clause])) for one in reasons[there[0]]
    )
    return Why(entry.item, stands, f"Not there: {' '.join(one.sentence for one in blocked[:NAMED])}", blocked)


def _is_on(line: Line, position: int, at: datetime) -> bool:
    turn = turn_span(line, position)
    return turn.start <= at < turn.end

"""Plans the lines, before anything else: signing, statements, arrivals.

A line runs without waiting. What counts, in this order: as many entries as possible have a turn, those higher in the
order first; no turn stays empty that somebody could have, so a late delegate is passed over and comes after the next
ones present, and reserve turns stay free at the end; the fewest entries depart from the order; they move by the fewest
places. Lines are planned one after the other in order of their start.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from planner.domain.clock import Span
from planner.domain.event import Event
from planner.domain.plan import Placement, Plan
from planner.domain.records import Entry
from planner.domain.turns import turn_span
from planner.domain.vocabulary import EntryStatus, ItemKind, PlanState
from planner.rules.turns import Busy
from planner.solver.lines.beside import busy_people, first_followers, turn_taken
from planner.solver.lines.draft import LineDraft
from planner.solver.lines.reasons import Departure, departures, no_turn, remark
from planner.solver.stopping import Stop, never


@dataclass(frozen=True, slots=True)
class LinePlan:
    """A row for every entry that is not withdrawn, in workbook order, and the departures from the order by line."""

    rows: tuple[Placement, ...]
    departures: tuple[Departure, ...]


NO_TURNS: Mapping[str, int] = {}
AT_ONCE: Mapping[str, datetime] = {}


def plan_lines(
    event: Event,
    before: Plan,
    *,
    seed: int = 0,
    stop: Stop = never,
    former: Mapping[str, int] = NO_TURNS,
    settled: bool = False,
    opens: Mapping[str, datetime] = AT_ONCE,
) -> LinePlan:
    """The plan of all lines; `before` is the plan handed in, of which locked, done and cancelled rows are kept.

    On the day, the positions that entries had (`former`, by item) are used before others, and where the order is
    `settled`, nobody passes anybody and as few as possible change their turn, if everybody has one so. No turn is given
    before a line `opens`.

    Once somebody asks to stop, what is left is planned quickly, and not always in the best order.
    """
    staying = ((entry.item, _kept(event, entry, before)) for entry in event.entries)
    kept = {item: row for item, row in staying if row is not None}
    busy, followers = busy_people(event, before), first_followers(event, before)
    _take(event, busy, kept)
    rows, departing = dict(kept), list[Departure]()
    for line in sorted(event.lines, key=lambda one: Span.of(one.start, one.end)):
        own = {item: row for item, row in kept.items() if event.entry[item].line == line.id}
        draft = LineDraft(event, line, own, busy, followers, seed, stop, former, settled, opens.get(line.id))
        departing += departures(draft)
        planned = _rows(draft, {one.item: one for one in departing})
        _take(event, busy, planned)
        rows |= planned
    return LinePlan(tuple(rows[entry.item] for entry in event.entries if entry.item in rows), tuple(departing))


def _kept(event: Event, entry: Entry, before: Plan) -> Placement | None:
    """The row of an entry that must stay as it is: done, locked or cancelled."""
    row = before.by_item.get(entry.item)
    if entry.status == EntryStatus.WITHDRAWN:
        return None
    if entry.status == EntryStatus.DONE:
        return _done(event, entry, row)
    return row if row is not None and (row.fixed or row.state == PlanState.CANCELLED) else None


def _done(event: Event, entry: Entry, row: Placement | None) -> Placement:
    if row is not None and row.stands:
        return replace(row, state=PlanState.DONE)
    if entry.position is not None:
        return replace(_standing(event, entry, entry.position), state=PlanState.DONE)
    name = event.delegation[entry.delegation].label
    return _unplaced(event, entry, f"{name} is done, but nobody says when; give its position.")


def _take(event: Event, busy: dict[str, list[Busy]], rows: Mapping[str, Placement]) -> None:
    """Note the time that turns take from their people, for the lines still to be planned."""
    for item, row in rows.items():
        entry = event.entry[item]
        if row.stands:
            busy.setdefault(event.entrant(entry).id, []).append(turn_taken(event, event.line[entry.line], row))


def _rows(draft: LineDraft, departing: Mapping[str, Departure]) -> dict[str, Placement]:
    """The rows of the entries of a line that are free to move."""
    own = (entry for entry in draft.event.entries if entry.line == draft.line.id and entry.item not in draft.kept)
    return {entry.item: _row(draft, entry, departing) for entry in own if entry.status != EntryStatus.WITHDRAWN}


def _row(draft: LineDraft, entry: Entry, departing: Mapping[str, Departure]) -> Placement:
    position = draft.positions.get(entry.item)
    if position is None:
        return _unplaced(draft.event, entry, no_turn(draft, entry))
    departure = departing[entry.item].reason if entry.item in departing else ""
    why = " ".join(part for part in (departure, remark(draft, entry)) if part)
    return replace(_standing(draft.event, entry, position), why=why)


def _standing(event: Event, entry: Entry, position: int) -> Placement:
    line = event.line[entry.line]
    turn = turn_span(line, position)
    return replace(
        _unplaced(event, entry, ""),
        start=event.local(turn.start),
        end=event.local(turn.end),
        room=line.room,
        people=(event.entrant(entry).id,),
        position=position,
        state=PlanState.PLANNED,
    )


def _unplaced(event: Event, entry: Entry, why: str) -> Placement:
    kind = ItemKind(event.line[entry.line].kind.value)
    title = event.delegation[entry.delegation].label
    return Placement(entry.item, kind, title, state=PlanState.UNPLACED, why=why)

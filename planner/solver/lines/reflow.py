"""Lines on the day: a line stands as it is unless one of its turns cannot, or somebody has to be given one.

Who cannot have the turn foreseen is passed over, and comes after the next ones present; those behind move up. Who is
new to a line takes a turn that is free, and nobody else moves as long as there is one.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from planner.domain.event import Event
from planner.domain.plan import Placement, Plan
from planner.domain.records import Entry, Line
from planner.domain.vocabulary import EntryStatus, HostPlace, ItemKind, LineOrder, PlanState
from planner.rules import check
from planner.rules.precedence import line_order
from planner.rules.standing import OneRowEach
from planner.solver.lines.plan import plan_lines
from planner.solver.placing.rows import programme_rows

MEETING_KINDS = (ItemKind.BILATERAL, ItemKind.SIDE_EVENT)


@dataclass(frozen=True, slots=True)
class Clock:
    """No turn is moved to a start before `earliest`, and none of a line in `held` begins before the line's moment."""

    earliest: datetime | None = None
    held: Mapping[str, datetime] = field(default_factory=dict)

    def opens(self, line: str) -> datetime | None:
        """The first moment at which a turn of the line may begin."""
        return self.held.get(line, self.earliest)


AT_ANY_TIME = Clock()


def reflowed(
    event: Event, before: Plan, must: Collection[str] = (), clock: Clock = AT_ANY_TIME
) -> tuple[Placement, ...]:
    """A row for every entry that is not withdrawn: as it was in the plan before, where its line can stay as it is.

    Entries that wait are given a turn only if they are in `must`.
    """
    rows = {row.item: row for row in before.rows if row.item in event.entry}
    faulty = _faulty(event, before) | set(_held(event, before, clock))
    wanted = faulty | {item for item in must if item in event.entry and not _stands(rows.get(item))}
    for line in event.lines:
        if any(event.entry[item].line == line.id for item in wanted):
            given = Plan((*_others(event, before), *rows.values()))
            rows |= _line(event, given, line, wanted, clock)
    live = [entry for entry in event.entries if entry.status != EntryStatus.WITHDRAWN]
    if unknown := [entry.item for entry in live if entry.item not in rows]:
        fresh = {row.item: row for row in plan_lines(event, _waiting(event, rows, unknown)).rows}
        rows |= {item: replace(fresh[item], state=PlanState.UNPLACED) for item in unknown}
    return tuple(rows[entry.item] for entry in live)


def _stands(row: Placement | None) -> bool:
    return row is not None and row.stands


def _others(event: Event, before: Plan) -> Iterable[Placement]:
    return (row for row in before.rows if row.item not in event.entry)


def _faulty(event: Event, before: Plan) -> set[str]:
    """The entries whose turns break a rule beside what cannot be moved."""
    stays = [row for row in before.rows if row.item in event.entry or (row.fixed and row.item in event.meeting)]
    given = Plan(tuple(row for row in before.rows if row.fixed or row.state == PlanState.CANCELLED))
    found = check(event, Plan((*programme_rows(event, before), *stays)), given)
    items = {item for breach in found if breach.rule != OneRowEach.key for item in breach.items}
    return {item for item in items if item in event.entry and _stands(before.by_item.get(item))}


def _held(event: Event, before: Plan, clock: Clock) -> Iterator[str]:
    """The entries whose turns come before their line goes on."""
    free = (row for row in before.standing if row.item in event.entry and not row.fixed)
    for row in free:
        until = clock.held.get(event.entry[row.item].line)
        if until is not None and row.span.start < until:
            yield row.item


def _line(event: Event, before: Plan, line: Line, wanted: Collection[str], clock: Clock) -> dict[str, Placement]:
    """The rows of one line anew: with as much as possible around it left in peace."""
    opened = _opened(event, line, clock.opens(line.id))
    held = {item for item in wanted if _stands(before.by_item.get(item))}
    loosest = [(wanted, True), (None, True), (None, False)] if not held else [(None, True), (None, False)]
    due = {item for item in event.entry if item in wanted or _stands(before.by_item.get(item))}
    best: dict[str, Placement] = {}
    for free, beside_meetings in loosest:
        rows = _planned(opened, before, line, wanted, free=free, beside_meetings=beside_meetings)
        if not best or _standing(rows) > _standing(best):
            best = rows
        if all(row.stands for item, row in rows.items() if item in due):
            break
    return best


def _opened(event: Event, line: Line, moment: datetime | None) -> Event:
    """The event with no turn of a line before a moment."""
    if moment is None:
        return event

    def later(entry: Entry) -> Entry:
        first = moment if entry.not_before is None else max(moment, entry.not_before)
        return replace(entry, not_before=first) if entry.line == line.id else entry

    return replace(event, entries=tuple(later(entry) for entry in event.entries))


def _standing(rows: dict[str, Placement]) -> int:
    return sum(row.stands for row in rows.values())


def _planned(
    event: Event,
    before: Plan,
    line: Line,
    wanted: Collection[str],
    *,
    free: Collection[str] | None,
    beside_meetings: bool,
) -> dict[str, Placement]:
    """The line planned with these entries free (None: all that stand or are wanted), meetings standing or not."""

    def given(row: Placement) -> Placement:
        entry = event.entry.get(row.item)
        if entry is None:
            return replace(row, locked=row.locked or (beside_meetings and row.kind in MEETING_KINDS and row.stands))
        if not row.stands and row.item not in wanted:
            return replace(row, state=PlanState.CANCELLED)
        loose = entry.line == line.id and (free is None or row.item in free)
        return row if loose else replace(row, locked=row.stands)

    known = {row.item for row in before.rows}
    waiting = [entry.item for entry in event.entries if entry.item not in known and entry.item not in wanted]
    rows = (*(given(row) for row in before.rows), *(_cancelled(event, item) for item in waiting))
    found = plan_lines(_in_former_order(event, before, line), Plan(rows)).rows
    own = [row for row in found if event.entry[row.item].line == line.id and row.item not in waiting]
    return {row.item: _as_before(row, before.by_item.get(row.item)) for row in own}


def _as_before(row: Placement, old: Placement | None) -> Placement:
    """The old row where it says the same, and wherever its entry took no part."""
    if old is None:
        return row
    same = (row.place, row.people) == (old.place, old.people)
    return old if same or row.state == PlanState.CANCELLED else row


def _cancelled(event: Event, item: str) -> Placement:
    kind = ItemKind(event.line[event.entry[item].line].kind.value)
    return Placement(item, kind, state=PlanState.CANCELLED)


def _waiting(event: Event, rows: dict[str, Placement], unknown: Collection[str]) -> Plan:
    """A plan in which all turns are given, so that whoever is new learns why there is none yet."""
    return Plan(tuple(replace(row, locked=row.stands) for item, row in rows.items() if item not in unknown))


def _in_former_order(event: Event, before: Plan, line: Line) -> Event:
    """The event with the order in which the line stood as its rule, where that was not the order of its rule."""
    ordered = line_order(event, line)
    place = {row.item: row.position for row in before.standing if row.position is not None}
    standing = [entry for entry in ordered if entry.item in place]
    former = sorted(standing, key=lambda entry: place[entry.item])
    if former == standing:
        return event
    queue = iter(former)
    listed = [next(queue) if entry.item in place else entry for entry in ordered]
    others = [entry for entry in event.entries if entry.line != line.id]
    as_listed = replace(line, order=LineOrder.LISTED, host=HostPlace.IN_ORDER)
    lines = tuple(as_listed if one is line else one for one in event.lines)
    return replace(event, entries=(*others, *listed), lines=lines)

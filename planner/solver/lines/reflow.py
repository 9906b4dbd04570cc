"""Lines on the day: a line stands as it is unless one of its turns cannot, or somebody has to be given one.

Who cannot have the turn foreseen is passed over, and comes after the next ones present; those behind move up. Who
missed a turn is called again as `calling` says. Their order comes first, as in a solve: meetings that may move go
around the turns, and are spared only where the line is no worse for it. Who is new to a line takes a turn that is free,
and nobody else moves as long as there is one.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from planner.domain.clock import clock
from planner.domain.event import Event
from planner.domain.plan import Placement, Plan
from planner.domain.records import Line
from planner.domain.turns import gate_fault
from planner.domain.vocabulary import EntryStatus, ItemKind, PlanState
from planner.rules import check_part
from planner.rules.lines import ReserveTurns
from planner.rules.precedence import line_order
from planner.solver.lines.calling import LineDay, calling_order, in_calling_order, of_the_same_rank, out_of_order
from planner.solver.lines.plan import plan_lines
from planner.solver.placing.rows import programme_rows

MEETING_KINDS = (ItemKind.BILATERAL, ItemKind.SIDE_EVENT)
AT_ANY_TIME = LineDay()

Rows = dict[str, Placement]


def reflowed(
    event: Event, before: Plan, must: Collection[str] = (), day: LineDay = AT_ANY_TIME
) -> tuple[Placement, ...]:
    """A row for every entry that is not withdrawn: as it was in the plan before, where its line can stay as it is.

    Entries that wait are given a turn only if they are in `must`.
    """
    live = [entry for entry in event.entries if entry.status != EntryStatus.WITHDRAWN]
    faults, plan = turns_that_cannot(event, before, day), before
    for line in event.lines:
        plan = _Flow(event, line, day).anew(plan, faults, must)
    rows = {item: row for item, row in plan.by_item.items() if item in event.entry}
    if unknown := {entry.item for entry in live if entry.item not in rows}:
        rows |= _still_waiting(event, rows, unknown, day)
    return tuple(rows[entry.item] for entry in live)


def stand_in(event: Event, before: Plan, freed: Placement, day: LineDay = AT_ANY_TIME) -> str | None:
    """The first of a line's order on standby who can have a turn that fell free, beside everything as it stands."""
    line = event.line[event.entry[freed.item].line]
    if freed.position is None or any(_holds(event, row, line, freed.position) for row in before.standing):
        return None
    for entry in line_order(event, line):
        inscribed = replace(entry, status=EntryStatus.INSCRIBED)
        if entry.status == EntryStatus.STANDBY and gate_fault(event, inscribed) is None:
            entries = tuple(inscribed if one is entry else one for one in event.entries)
            taking = replace(day, filling={entry.item: freed.position})
            filled = _Flow(replace(event, entries=entries), line, taking).filled(before)
            if _stands(filled.by_item.get(entry.item)):
                return entry.item
    return None


def _holds(event: Event, row: Placement, line: Line, position: int) -> bool:
    return row.item in event.entry and event.entry[row.item].line == line.id and row.position == position


# --- what cannot stay ------------------------------------------------------------------------------------------------


def turns_that_cannot(event: Event, before: Plan, day: LineDay = AT_ANY_TIME) -> Mapping[str, frozenset[str]]:
    """The entries whose turns break rules beside what cannot be moved, and which; the rule is '' where a turn comes
    before its line goes on.
    """
    stays = [row for row in before.rows if row.item in event.entry or (row.fixed and row.item in event.meeting)]
    kept = Plan(tuple(row for row in before.rows if row.fixed or row.state == PlanState.CANCELLED))
    broken: dict[str, set[str]] = {item: {""} for item in _held(event, before, day)}
    for breach in check_part(event, Plan((*programme_rows(event, before), *stays)), kept):
        for item in breach.items:
            if item in event.entry and _stands(before.by_item.get(item)):
                broken.setdefault(item, set()).add(breach.rule)
    return {item: frozenset(rules) for item, rules in broken.items()}


def _held(event: Event, before: Plan, day: LineDay) -> Iterator[str]:
    """The entries whose turns come before their line goes on."""
    free = (row for row in before.standing if row.item in event.entry and not row.fixed)
    for row in free:
        until = day.held.get(event.entry[row.item].line)
        if until is not None and row.span.start < until:
            yield row.item


def _stands(row: Placement | None) -> bool:
    return row is not None and row.stands


# --- one line anew ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Flow:
    """One line on its way through the day; each step makes a plan of a plan."""

    event: Event
    line: Line
    day: LineDay

    def anew(self, before: Plan, faults: Mapping[str, frozenset[str]], must: Collection[str]) -> Plan:
        """The line with as much as possible around what has to change left in peace."""
        own = {item: rules for item, rules in faults.items() if self._has(item)}
        new = {item for item in must if self._has(item) and not _stands(before.by_item.get(item))}
        found = self.filled(before) if new & self.day.filling.keys() else before
        if set(own.values()) - {frozenset({ReserveTurns.key})}:
            found = self._in_order(found, own.keys())
        elif own:
            found = self._out_of_the_reserve(found, own.keys())
        new -= self.day.filling.keys()
        return self._joined(found, new) if new else found

    def _has(self, item: str) -> bool:
        return item in self.event.entry and self.event.entry[item].line == self.line.id

    def _is_there(self, item: str, before: Plan) -> bool:
        """Whether the person of a turn can come from now on, while the line goes on as it stands; nobody waits for one
        who cannot.
        """
        last = max((row.span.end for row in before.standing if self._has(row.item)), default=self.line.end)
        away = self.event.absences_of.get(self.event.entrant(self.event.entry[item]).id, ())
        now = self.day.earliest
        return all(now is not None and (absence.to <= now or absence.from_ >= last) for absence in away)

    def filled(self, before: Plan) -> Plan:
        """Those who take a turn that fell free have it, if they can, beside everything as it stands."""
        filling = {item: position for item, position in self.day.filling.items() if self._has(item)}
        entries = (replace(entry, position=filling.get(entry.item, entry.position)) for entry in self.event.entries)
        flow = replace(self, event=replace(self.event, entries=tuple(entries)))
        return _with(before, flow.planned(before, filling, free=filling, beside_meetings=True))

    def _in_order(self, before: Plan, cannot: Collection[str]) -> Plan:
        """Everybody in the order in which they are called. Where a free turn would put who missed theirs before others
        who are called first, they come after these, unless somebody would lose a turn for it.
        """
        called = self.called(before, cannot)
        waits = self._waits_for(before, called)
        if not waits:
            return called
        entries = (
            replace(entry, not_before=self.event.local(waits[entry.item])) if entry.item in waits else entry
            for entry in self.event.entries
        )
        patient = replace(self, event=replace(self.event, entries=tuple(entries)))
        again = patient.called(before, cannot)
        worse = _standing(again.by_item) < _standing(called.by_item)
        return called if worse or self._waits_for(before, again) else again

    def _waits_for(self, before: Plan, found: Plan) -> dict[str, datetime]:
        """Who missed a turn and stands before others of the same rank, and when the last of these is called."""
        rows, waits = found.by_item, dict[str, datetime]()
        for item in filter(self._has, self.day.missed):
            first = [one for one in of_the_same_rank(self.event, self.line, item) if one not in self.day.missed]
            calls = [
                rows[one].span.start for one in first if _stands(rows.get(one)) and _stands(before.by_item.get(one))
            ]
            if _stands(rows.get(item)) and rows[item].span.start < max(calls, default=rows[item].span.start):
                waits[item] = max(calls)
        return waits

    def called(self, before: Plan, cannot: Collection[str]) -> Plan:
        """The line in the order in which it is called; meetings are spared if the line is no worse for it."""
        around = self.planned(before, cannot, free=None, beside_meetings=False)
        beside = self.planned(before, cannot, free=None, beside_meetings=True)
        return _with(before, beside if self._as_good(before, beside, around) else around)

    def _as_good(self, before: Plan, one: Rows, other: Rows) -> bool:
        order = [entry.item for entry in calling_order(self.event, before, self.line, self.day)]

        def disturbed(rows: Rows) -> tuple[int, int, int]:
            moved = sum(row != before.by_item.get(item) for item, row in rows.items())
            return (*out_of_order(order, rows), moved)

        same = {item for item, row in one.items() if row.stands} == {item for item, row in other.items() if row.stands}
        return same and disturbed(one) <= disturbed(other)

    def _out_of_the_reserve(self, before: Plan, cannot: Collection[str]) -> Plan:
        """Whoever stands in the reserve, though an earlier turn is free now, takes that; nobody else moves."""
        found = before
        for entry in calling_order(self.event, before, self.line, self.day):
            if entry.item in cannot and entry.item in turns_that_cannot(self.event, found, self.day):
                found = self._first(found, {entry.item}, [({entry.item}, True), ({entry.item}, False)])
        return found

    def _joined(self, before: Plan, new: Collection[str]) -> Plan:
        """Those who are new have a free turn; meetings go around it, and others in the line, only if they must."""
        quiet = [(new, True), (new, False)]
        return self._first(before, new, quiet if self.day.modest.issuperset(new) else [*quiet, (None, False)])

    def _first(
        self, before: Plan, wanted: Collection[str], ways: Iterable[tuple[Collection[str] | None, bool]]
    ) -> Plan:
        """The first way in which everybody has a turn who should, or the one in which most have."""
        due = {item for item in self.event.entry if item in wanted or _stands(before.by_item.get(item))}
        best: Rows = {}
        for free, beside_meetings in ways:
            rows = self.planned(before, wanted, free=free, beside_meetings=beside_meetings)
            if not best or _standing(rows) > _standing(best):
                best = rows
            if all(row.stands for item, row in rows.items() if item in due):
                break
        return _with(before, best)

    def planned(
        self, before: Plan, wanted: Collection[str], *, free: Collection[str] | None, beside_meetings: bool
    ) -> Rows:
        """The line planned with these entries free (None: all that stand or are wanted), meetings standing or not."""
        known = {row.item for row in before.rows}
        waiting = {item for item in self.event.entry if item not in known and item not in wanted}
        given = (self._given(row, wanted, free, beside_meetings) for row in before.rows)
        found = plan_lines(
            in_calling_order(self.event, before, self.line, self.day),
            Plan((*given, *(_cancelled(self.event, item) for item in waiting))),
            former={row.item: row.position for row in before.standing if self._has(row.item) and row.position},
            settled=all(item in self.day.missed and self._is_there(item, before) for item in wanted),
            opens=self.day.opens([self.line]),
        ).rows
        own = (row for row in found if self._has(row.item) and row.item not in waiting)
        return {row.item: _as_before(row, before.by_item.get(row.item)) for row in own}

    def _given(
        self, row: Placement, wanted: Collection[str], free: Collection[str] | None, beside_meetings: bool
    ) -> Placement:
        """A row as it is handed to the planner of lines: locked unless it is free to move."""
        if row.item not in self.event.entry:
            return replace(row, locked=row.locked or (beside_meetings and row.kind in MEETING_KINDS and row.stands))
        if not row.stands and row.item not in wanted:
            return replace(row, state=PlanState.CANCELLED)
        loose = self._has(row.item) and (free is None or row.item in free)
        return row if loose else replace(row, locked=row.stands)


def _with(before: Plan, rows: Rows) -> Plan:
    known = before.by_item
    return Plan(
        (*(rows.get(row.item, row) for row in before.rows), *(rows[item] for item in rows if item not in known))
    )


def _standing(rows: Mapping[str, Placement]) -> int:
    return sum(row.stands for row in rows.values())


def _as_before(row: Placement, old: Placement | None) -> Placement:
    """The old row where it says the same, and wherever its entry took no part."""
    if old is None:
        return row
    same = (row.place, row.people) == (old.place, old.people)
    return old if same or row.state == PlanState.CANCELLED else row


def _cancelled(event: Event, item: str) -> Placement:
    kind = ItemKind(event.line[event.entry[item].line].kind.value)
    return Placement(item, kind, state=PlanState.CANCELLED)


# --- who waits -------------------------------------------------------------------------------------------------------


def _still_waiting(event: Event, rows: Rows, unknown: Collection[str], day: LineDay) -> Rows:
    """Rows for those whom no plan knew so far, with the reason why they have no turn yet."""
    given = Plan(tuple(replace(row, locked=row.stands) for row in rows.values()))
    fresh = plan_lines(event, given, opens=day.opens(event.lines)).rows
    return {row.item: _waits(row) for row in fresh if row.item in unknown}


def _waits(row: Placement) -> Placement:
    if row.start is None or not row.stands:
        return row
    why = f"A turn at {clock(row.start)} is free and suits it, but this plan gives it to nobody."
    return Placement(row.item, row.kind, row.title, state=PlanState.UNPLACED, why=why)

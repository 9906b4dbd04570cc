"""What keeps a line entry from each position of its line."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from planner.domain.clock import clock
from planner.domain.event import Event
from planner.domain.plan import Placement, Plan
from planner.domain.records import Entry, Line
from planner.domain.turns import counts, gate_fault, reserve_count, turn_count, turn_span
from planner.domain.vocabulary import ApartRule, ItemKind
from planner.domain.wording import delegation_name, item_name, moment, opening, person_name
from planner.explain.places.block import RULE, listed
from planner.explain.records import Blocked
from planner.rules.case import Case
from planner.rules.hindrances import TurnsOf, hindrances, turns_of_people


@dataclass(frozen=True, slots=True)
class Reason:
    """What a rule holds against one position: the subject for programs, its name, and a clause."""

    rule: str
    subject: str
    name: str
    clause: str


@dataclass(frozen=True)
class Turns:
    """The positions of a line beside everything in the plan but the entry itself."""

    event: Event
    plan: Plan
    entry: Entry

    @property
    def line(self) -> Line:
        return self.event.line[self.entry.line]

    @cached_property
    def case(self) -> Case:
        return Case(self.event, Plan(tuple(row for row in self.plan.rows if row.item != self.entry.item)))

    @cached_property
    def turns_of(self) -> TurnsOf:
        return turns_of_people(self.case)

    @cached_property
    def holders(self) -> dict[int, Placement]:
        """The turns of the line that others have, by position."""
        own = (row for row in self.case.turns if self.event.entry[row.item].line == self.line.id)
        return {row.position: row for row in own if row.position is not None}

    def blocked(self) -> tuple[Blocked, ...]:
        """What blocks positions, the largest first."""
        clauses: defaultdict[tuple[str, str, str], dict[str, None]] = defaultdict(dict)
        positions: defaultdict[tuple[str, str, str], set[int]] = defaultdict(set)
        for position, reasons in self.reasons_by_position().items():
            for one in reasons:
                clauses[one.rule, one.subject, one.name][one.clause] = None
                positions[one.rule, one.subject, one.name].add(position)
        found = [
            Blocked(rule, subject, len(positions[rule, subject, name]), sentence(rule, name, list(said)))
            for (rule, subject, name), said in clauses.items()
        ]
        return tuple(sorted(found, key=lambda one: -one.candidates))

    def rules_by_position(self) -> tuple[frozenset[str], ...]:
        """The rules that block each position."""
        return tuple(frozenset(one.rule for one in reasons) for reasons in self.reasons_by_position().values())

    def free_positions(self) -> list[int]:
        """The positions that nothing blocks."""
        return [position for position, reasons in self.reasons_by_position().items() if not reasons]

    def row(self, position: int, remark: str) -> Placement:
        """The turn at a position as a row of the plan."""
        event, turn = self.event, turn_span(self.line, position)
        return Placement(
            item=self.entry.item,
            kind=ItemKind(self.line.kind.value),
            title=event.delegation[self.entry.delegation].label,
            start=event.local(turn.start),
            end=event.local(turn.end),
            room=self.line.room,
            people=(event.entrant(self.entry).id,),
            position=position,
            why=remark,
        )

    def reasons_by_position(self) -> dict[int, list[Reason]]:
        count = turn_count(self.line)
        reasons = {position: list(self._reasons(position)) for position in range(1, count + 1)}
        ordinary = count - self._reserve()
        # A reserve turn may be given only to an entry that no ordinary one suits.
        if any(not reasons[position] for position in range(1, ordinary + 1)):
            clause = f"positions {ordinary + 1} to {count} are for those who come late"
            for position in range(ordinary + 1, count + 1):
                reasons[position].append(Reason("line-reserve", self.line.id, f"'{self.line.label}'", clause))
        return reasons

    def _reserve(self) -> int:
        entries = sum(one.line == self.line.id and counts(self.event, one) for one in self.event.entries)
        return min(turn_count(self.line), reserve_count(self.line, entries))

    # --- reasons -------------------------------------------------------------------------------------------------

    def _reasons(self, position: int) -> Iterator[Reason]:
        """Everything that keeps the entry from a position."""
        fault = gate_fault(self.event, self.entry)
        if fault is not None:
            name = delegation_name(self.event, self.entry.delegation)
            yield Reason("full-powers", self.entry.item, name, fault[:1].lower() + fault[1:].removesuffix("."))
        yield from self._bounds(position)
        yield from self._others(position)
        person, turn = self.event.entrant(self.entry).id, turn_span(self.line, position)
        for _, clause in hindrances(self.case, self.turns_of, self.entry, turn):
            yield Reason("turn-free", person, person_name(self.event, person), clause)

    def _bounds(self, position: int) -> Iterator[Reason]:
        entry, start = self.entry, turn_span(self.line, position).start
        clauses = []
        if entry.not_before is not None and start < entry.not_before:
            clauses.append(f"it may not start before {clock(entry.not_before)}")
        if entry.not_after is not None and start > entry.not_after:
            clauses.append(f"it may not start after {clock(entry.not_after)}")
        if entry.position is not None and position != entry.position:
            clauses.append(f"its position is fixed at {entry.position}")
        name = item_name(self.event, entry.item)
        return (Reason("line-bounds", entry.item, name, clause) for clause in clauses)

    def _others(self, position: int) -> Iterator[Reason]:
        """The holder of the position, and neighbours from whom the delegation is kept apart."""
        event, here = self.event, self.holders.get(position)
        if here is not None:
            other = delegation_name(event, event.entry[here.item].delegation)
            said = f"{other} has position {position} at {moment(event, here.span.start)}"
            yield Reason("line-turns", self.line.id, f"a turn of '{self.line.label}'", said)
        for beside in (self.holders.get(position - 1), self.holders.get(position + 1)):
            if beside is not None and self._kept_apart(event.entry[beside.item].delegation):
                yield self._neighbour(beside)

    def _neighbour(self, beside: Placement) -> Reason:
        own, other = self.entry.delegation, self.event.entry[beside.item].delegation
        both = f"{delegation_name(self.event, own)} and {delegation_name(self.event, other)}"
        said = f"{delegation_name(self.event, other)} has position {beside.position}"
        return Reason("adjacent-in-line", f"{own}; {other}", both, f"{said} at {moment(self.event, beside.span.start)}")

    def _kept_apart(self, other: str) -> bool:
        pair = {self.entry.delegation, other}
        return any(one.rule == ApartRule.ADJACENT_IN_LINE and {one.a, one.b} == pair for one in self.event.keep_apart)


def sentence(rule: str, name: str, clauses: list[str]) -> str:
    """Why a rule leaves an entry no turn, as the rule says it."""
    return opening(RULE[rule].because(name, listed(clauses)))

"""What keeps a line entry from each position of its line."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from planner.domain.event import Event
from planner.domain.plan import Placement, Plan
from planner.domain.records import Entry, Line
from planner.domain.turns import Timetable, turn_span
from planner.domain.vocabulary import ItemKind
from planner.domain.wording import moment, opening
from planner.explain.places.block import RULE, listed
from planner.explain.records import Blocked
from planner.rules import closings
from planner.rules.case import Case
from planner.rules.lines import ReserveTurns
from planner.rules.turns import Busy, Closing, TurnChoice


@dataclass(frozen=True)  # not slotted: the look-ups below are computed once and kept
class Turns:
    """The positions of a line beside everything in the plan but the entry itself."""

    event: Event
    plan: Plan
    entry: Entry

    @property
    def line(self) -> Line:
        """The line that the entry stands before."""
        return self.event.line[self.entry.line]

    @cached_property
    def case(self) -> Case:
        """The plan without the entry's own turn, as rules look at it."""
        return Case(self.event, Plan(tuple(row for row in self.plan.rows if row.item != self.entry.item)))

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
        blocks = [
            Blocked(rule, subject, len(positions[rule, subject, name]), sentence(rule, name, list(clauses_of)))
            for (rule, subject, name), clauses_of in clauses.items()
        ]
        return tuple(sorted(blocks, key=lambda one: -one.candidates))

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

    def reasons_by_position(self) -> dict[int, list[Closing]]:
        """Everything that keeps the entry from each position, as the rules say it to the planner of lines."""
        reasons: dict[int, list[Closing]] = {position: [] for position in self._choice.timetable.positions}
        alone = closings(self._choice)
        for closing in (*alone, *ReserveTurns().closes_last(self._choice, alone)):
            for position in closing.positions:
                reasons[position].append(closing)
        return reasons

    @cached_property
    def _choice(self) -> TurnChoice:
        followers = (row for row in self.case.meetings if self.event.meeting[row.item].after == self.entry.item)
        return TurnChoice(
            self.event,
            self.entry,
            Timetable.of(self.line),
            tuple(self._busy()),
            sorted(followers, key=lambda row: row.span.start),
            self.holders,
        )

    def _busy(self) -> Iterator[Busy]:
        """What the person does elsewhere: meetings, the programme, turns of other lines."""
        event, person = self.event, self.event.entrant(self.entry).id
        for duty in self.case.duties.get(person, ()):
            clause = f"attends '{duty.title}' at {moment(event, duty.span.start)}"
            yield Busy(duty.span, duty.zone, clause)
        for row in self.case.turns:
            entry = event.entry[row.item]
            if entry.line != self.line.id and event.entrant(entry).id == person:
                line = event.line[entry.line]
                clause = f"has a turn of {line.label} at {moment(event, row.span.start)}"
                yield Busy(row.span, event.zone_of(line.room), clause, line.before, line.after)


def sentence(rule: str, name: str, clauses: list[str]) -> str:
    """Why a rule leaves an entry no turn, as the rule says it."""
    return opening(RULE[rule].because(name, listed(clauses)))

"""The rules of lines: turns, bounds, reserve, and that a person is free for the turn."""

from collections.abc import Iterator, Sequence
from datetime import UTC
from functools import partial
from typing import TYPE_CHECKING

from planner.domain.clock import Span, clock
from planner.domain.event import Event
from planner.domain.plan import Breach, Placement
from planner.domain.records import Entry, Line
from planner.domain.turns import (
    counts,
    margins,
    reserve_count,
    spoken,
    taken_span,
    turn_count,
    turn_span,
)
from planner.domain.vocabulary import ApartRule
from planner.domain.wording import delegation_name, in_minutes, item_name, moment, person_name, room_name
from planner.rules.admission import FullPowersGate, Inscribed
from planner.rules.case import Case
from planner.rules.hindrances import TurnsOf, hindrances, local_clock, turn_of, turns_of_people
from planner.rules.turns import Closing, TurnChoice, left_open

if TYPE_CHECKING:
    from planner.board.draft import Draft


def _from_to(case: Case, span: Span) -> str:
    start, end = case.event.local(span.start), case.event.local(span.end)
    form = "%H:%M:%S" if start.second or end.second else "%H:%M"
    return f"{start:{form}} to {end:{form}}"


def _positions(case: Case, line: Line) -> list[tuple[int, Placement]]:
    """The standing turns of a line that have a position."""
    rows = (row for row in case.turns if case.event.entry[row.item].line == line.id)
    return [(row.position, row) for row in rows if row.position is not None and row.position >= 1]


class LineTurns:
    """A line has one entry per desk and turn, in its room, at the time of its position, inside its window."""

    key = "line-turns"

    def check(self, case: Case) -> Iterator[Breach]:
        for row in case.turns:
            yield from (Breach(self.key, (row.item,), sentence) for sentence in self._faults(case, row))
        for line in case.event.lines:
            yield from self._shared(case, line)

    def closes(self, choice: TurnChoice) -> Iterator[Closing]:
        event, subject = choice.event, f"a turn of '{choice.line.label}'"
        for position, row in choice.holders.items():
            other = delegation_name(event, event.entry[row.item].delegation)
            clause = f"{other} has position {position} at {moment(event, row.span.start)}"
            yield Closing(self.key, choice.timetable.at(position), choice.line.id, subject, clause)

    def because(self, subject: str, cause: str) -> str:
        return f"{subject} is given to another: {cause}."

    def _faults(self, case: Case, row: Placement) -> Iterator[str]:
        entry, line, name = turn_of(case, row)
        entrant = case.event.entrant(entry)
        if row.room != line.room:
            where, right = room_name(case.event, row.room), room_name(case.event, line.room)
            yield f"{name} has its turn of {line.label} in {where}; the line is in {right}."
        if row.people != (entrant.id,):
            named = ", ".join(person_name(case.event, person) for person in row.people) or "nobody"
            yield f"The turn of {name} in {line.label} is for {spoken(case.event, entrant)}; the plan names {named}."
        if row.position is None or row.position < 1:
            yield f"{name} has a turn of {line.label} without a position; positions are counted from 1."
        else:
            yield from self._off_time(case, row, row.position)

    def _off_time(self, case: Case, row: Placement, position: int) -> Iterator[str]:
        _, line, name = turn_of(case, row)
        due = turn_span(line, position)
        if row.span != due:
            yield (
                f"{name} has position {position} of {line.label}, which is the turn {_from_to(case, due)}; "
                f"the plan says {local_clock(case, row.span)}, {_from_to(case, row.span)}."
            )
        if not row.span.within(Span.of(line.start, line.end)):
            yield (
                f"The turn of {name} at {local_clock(case, row.span)} is not inside {line.label}, from "
                f"{clock(line.start)} to {clock(line.end)}; give it one of the positions 1 to {turn_count(line)}."
            )

    def _shared(self, case: Case, line: Line) -> Iterator[Breach]:
        first: dict[int, Placement] = {}
        for position, row in _positions(case, line):
            other = first.setdefault(position, row)
            if other is not row:
                names = f"{turn_of(case, other)[2]} and {turn_of(case, row)[2]}"
                yield Breach(
                    self.key, (other.item, row.item), f"{names} both have position {position} of {line.label}."
                )


class LineBounds:
    """A turn starts within not_before and not_after of its entry, and a fixed position is kept."""

    key = "line-bounds"

    def check(self, case: Case) -> Iterator[Breach]:
        for row in case.turns:
            yield from (Breach(self.key, (row.item,), sentence) for sentence in self._faults(case, row))

    def closes(self, choice: TurnChoice) -> Iterator[Closing]:
        entry, name = choice.entry, item_name(choice.event, choice.entry.item)
        for positions, clause in self._bounds(choice):
            yield Closing(self.key, positions, entry.item, name, clause)

    def _bounds(self, choice: TurnChoice) -> Iterator[tuple[range, str]]:
        entry, timetable = choice.entry, choice.timetable
        if entry.not_before is not None:
            reason = f"the turn may not start before {clock(entry.not_before)}"
            yield timetable.starting_before(entry.not_before), reason
        if entry.not_after is not None:
            yield timetable.starting_after(entry.not_after), f"the turn may not start after {clock(entry.not_after)}"
        if entry.position is not None:
            clause = f"its position is fixed at {entry.position}"
            yield range(1, min(entry.position, timetable.positions.stop)), clause
            yield range(entry.position + 1, timetable.positions.stop), clause

    def because(self, subject: str, cause: str) -> str:
        return f"{subject} has bounds of its own in the line: {cause}."

    def _faults(self, case: Case, row: Placement) -> Iterator[str]:
        entry, line, name = turn_of(case, row)
        turn = f"The turn of {name} in {line.label} starts at {local_clock(case, row.span)}"
        if entry.not_before is not None and row.span.start < entry.not_before:
            yield f"{turn}; it may not start before {clock(entry.not_before)}."
        if entry.not_after is not None and row.span.start > entry.not_after:
            yield f"{turn}; it may not start after {clock(entry.not_after)}."
        if entry.position is not None and row.position != entry.position:
            yield f"{name} has position {row.position} of {line.label}; its position is fixed at {entry.position}."


class ReserveTurns:
    """The last turns of a window, as many as the reserve asks, stay free unless an entry can have no earlier turn.

    An entry can have no earlier turn where all of them are given away, or where none that is free suits it. So a
    delegation that is there is never refused for one that may still come. Locked and done rows stay where they are.
    """

    key = "line-reserve"

    def check(self, case: Case) -> Iterator[Breach]:
        turns_of = turns_of_people(case)
        for line in case.event.lines:
            entries = sum(1 for entry in case.event.entries if entry.line == line.id and counts(case.event, entry))
            ordinary = turn_count(line) - reserve_count(line, entries)
            taken = {position: case.event.entry[row.item] for position, row in _positions(case, line)}
            free = [position for position in range(1, ordinary + 1) if position not in taken]
            for position, row in _positions(case, line):
                if position > ordinary and not row.fixed:
                    better = next((turn for turn in free if self._suits(case, turns_of, taken, row, turn)), None)
                    if better is not None:
                        yield self._given_away(case, row, better)

    def closes_last(self, choice: TurnChoice, closed: Sequence[Closing]) -> Iterator[Closing]:
        """The last positions, where what else is closed leaves the entry an earlier one."""
        line, positions = choice.line, choice.timetable.positions
        entries = sum(one.line == line.id and counts(choice.event, one) for one in choice.event.entries)
        first = max(1, positions.stop - reserve_count(line, entries))
        if any(position < first for position in left_open(choice.timetable, closed)):
            clause = f"positions {first} to {positions.stop - 1} are for those who come late"
            yield Closing(self.key, range(first, positions.stop), line.id, f"'{line.label}'", clause)

    def because(self, subject: str, cause: str) -> str:
        return f"{subject} keeps its last turns for late inscriptions: {cause}."

    def _given_away(self, case: Case, row: Placement, better: int) -> Breach:
        _, line, name = turn_of(case, row)
        at = local_clock(case, turn_span(line, better))
        kept = f"{name} has position {row.position} of {line.label}, which is kept for late inscriptions"
        return Breach(self.key, (row.item,), f"{kept}; position {better} at {at} is free and suits it.")

    def _suits(self, case: Case, turns_of: TurnsOf, taken: dict[int, Entry], row: Placement, position: int) -> bool:
        entry, line, _ = turn_of(case, row)
        turn = turn_span(line, position)
        neighbours = (taken.get(position - 1), taken.get(position + 1))
        return (
            entry.position is None
            and (entry.not_before is None or turn.start >= entry.not_before)
            and (entry.not_after is None or turn.start <= entry.not_after)
            and not any(_kept_apart(case, entry, other) for other in neighbours)
            and not any(hindrances(case, turns_of, entry, turn))
        )


def _kept_apart(case: Case, entry: Entry, other: Entry | None) -> bool:
    if other is None:
        return False
    pair = {entry.delegation, other.delegation}
    return any(one.rule == ApartRule.ADJACENT_IN_LINE and {one.a, one.b} == pair for one in case.event.keep_apart)


class TurnFree:
    """A turn, with the minutes before and after it, finds its person present and free; its room is available.

    A turn takes its person from `before` minutes before its start to `after` minutes after its end. In that time lie
    no meeting, no programme item, no absence, and no time for which a turn of another line takes the same person.
    Between the turn itself and a duty or turn of its person in another zone lies the walk, where that is longer.
    """

    key = "turn-free"

    def check(self, case: Case) -> Iterator[Breach]:
        turns_of = turns_of_people(case)
        for row in case.turns:
            entry, line, name = turn_of(case, row)
            for others, clause in hindrances(case, turns_of, entry, row.span):
                taken = _from_to(case, in_minutes(taken_span(line, row.span)))
                turn = f"The turn of {name} in {line.label} at {local_clock(case, row.span)} takes its person {taken}"
                yield Breach(self.key, (row.item, *others), f"{turn}, but {clause}.")

    def encode(self, draft: "Draft") -> None:
        case = Case(draft.event, draft.before)
        for row in case.turns:
            _, line, _ = turn_of(case, row)
            for person in row.people:
                draft.close_actor_around(draft.person(person), row.span, partial(margins, case.event, line))

    def closes(self, choice: TurnChoice) -> Iterator[Closing]:
        person, name = choice.person.id, person_name(choice.event, choice.person.id)
        for positions, clause in (*self._person(choice), *self._room(choice)):
            yield Closing(self.key, positions, person, name, clause)

    def _person(self, choice: TurnChoice) -> Iterator[tuple[range, str]]:
        event, who = choice.event, spoken(choice.event, choice.person)
        arrives, departs = (None if one is None else one.astimezone(UTC) for one in event.presence(choice.person))
        if arrives is not None:
            yield choice.taking_before(arrives), f"{who} arrives at {clock(event.local(arrives))}"
        if departs is not None:
            yield choice.taking_after(departs), f"{who} departs at {clock(event.local(departs))}"
        for span, clause in _away(event, choice.person.id):
            yield choice.taking(span), f"{who} {clause}"
        for busy in choice.busy:
            yield choice.beside(busy), f"{who} {busy.clause}"

    def _room(self, choice: TurnChoice) -> Iterator[tuple[range, str]]:
        room = choice.line.room
        for span, clause in _away(choice.event, room):
            yield choice.timetable.meeting(span.start, span.end), f"{room_name(choice.event, room)} {clause}"

    def because(self, subject: str, cause: str) -> str:
        return f"{subject} is not free around the turn: {cause}."


def _away(event: Event, subject: str) -> Iterator[tuple[Span, str]]:
    """The absences of a person or room, each with a clause."""
    for absence in event.absences_of.get(subject, ()):
        clause = f"is not available from {clock(absence.from_)} to {clock(absence.to)}"
        yield Span.of(absence.from_, absence.to), clause


LINE_RULES = (LineTurns(), LineBounds(), Inscribed(), FullPowersGate(), ReserveTurns(), TurnFree())

"""What keeps the person of a line entry from a turn: presence, absences, duties, the turns of other lines."""

from collections.abc import Iterator, Mapping

from planner.domain.clock import Span, clock
from planner.domain.plan import Placement
from planner.domain.records import Entry, Line, Person
from planner.domain.turns import spoken, taken_span
from planner.domain.wording import lasting, room_name
from planner.rules.case import Case

Hindrance = tuple[tuple[str, ...], str]
"""The other items concerned, and a clause that says what is in the way."""

TurnsOf = Mapping[str, list[Placement]]
"""The standing line turns of each person that has any."""


def turns_of_people(case: Case) -> TurnsOf:
    """Every person's turns over all lines, in the order of the sheet."""
    turns: dict[str, list[Placement]] = {}
    for row in case.turns:
        turns.setdefault(case.event.entrant(case.event.entry[row.item]).id, []).append(row)
    return turns


def turn_of(case: Case, row: Placement) -> tuple[Entry, Line, str]:
    """The entry of a row, its line, and the name of its delegation."""
    entry = case.event.entry[row.item]
    return entry, case.event.line[entry.line], case.event.delegation[entry.delegation].label


def local_clock(case: Case, moment: Span) -> str:
    """The start of a span on the event's clock."""
    return clock(case.event.local(moment.start))


def hindrances(case: Case, turns_of: TurnsOf, entry: Entry, turn: Span) -> Iterator[Hindrance]:
    """What is in the way of an entry having a turn; nothing where the turn suits it."""
    line, person = case.event.line[entry.line], case.event.entrant(entry)
    taken = taken_span(line, turn)
    yield from _presence(case, person, taken)
    yield from _absences(case, person.id, spoken(case.event, person), taken)
    yield from _absences(case, line.room, room_name(case.event, line.room), turn)
    for duty in case.duties.get(person.id, ()):
        if duty.span.overlaps(taken) or _out_of_reach(case, duty.span, duty.zone, turn, line):
            who = spoken(case.event, person)
            attends = f"{who} attends '{duty.title}' at {local_clock(case, duty.span)}"
            yield (duty.item,), attends + _on_foot(case, duty.span, duty.zone, turn, line)
    yield from _other_lines(case, turns_of.get(person.id, []), line, turn)


def _presence(case: Case, person: Person, taken: Span) -> Iterator[Hindrance]:
    arrives, departs = case.event.presence(person)
    if arrives is not None and taken.start < arrives:
        yield (), f"{spoken(case.event, person)} arrives at {clock(arrives)}"
    if departs is not None and taken.end > departs:
        yield (), f"{spoken(case.event, person)} departs at {clock(departs)}"


def _absences(case: Case, subject: str, name: str, span: Span) -> Iterator[Hindrance]:
    for absence in case.event.absences_of.get(subject, ()):
        if Span.of(absence.from_, absence.to).overlaps(span):
            yield (), f"{name} is not available from {clock(absence.from_)} to {clock(absence.to)}"


def _other_lines(case: Case, rows: list[Placement], line: Line, turn: Span) -> Iterator[Hindrance]:
    taken = taken_span(line, turn)
    for row in rows:
        other = case.event.line[case.event.entry[row.item].line]
        zone = case.event.zone_of(other.room)
        both = taken_span(other, row.span).overlaps(taken)
        if other.id != line.id and (both or _out_of_reach(case, row.span, zone, turn, line)):
            takes = f"{other.label} takes the same person for a turn at {local_clock(case, row.span)}"
            yield (row.item,), takes + _on_foot(case, row.span, zone, turn, line)


def _out_of_reach(case: Case, duty: Span, zone: str, turn: Span, line: Line) -> bool:
    """Whether the walk between the two zones is longer than the time between the turn and the duty."""
    return duty.gap_to(turn) < _walk(case, duty, zone, turn, line)


def _walk(case: Case, duty: Span, zone: str, turn: Span, line: Line) -> int:
    """Minutes on foot from the earlier of the two to the later."""
    here = case.event.zone_of(line.room)
    return case.event.walk(zone, here) if duty.start < turn.start else case.event.walk(here, zone)


def _on_foot(case: Case, duty: Span, zone: str, turn: Span, line: Line) -> str:
    """`, 12 minutes on foot away`, where there is not enough time for the walk."""
    walk = _walk(case, duty, zone, turn, line)
    return f", {lasting(walk)} on foot away" if 0 <= duty.gap_to(turn) < walk else ""

"""Turns of a line: when position k stands, how many fit the window, who may have one.

Terms: a position is counted from 1 over all desks; a turn is the stretch of time of a position; a turn takes its
person for longer than it lasts, from `before` minutes in front of it to `after` minutes behind it.
"""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from datetime import datetime

from planner.domain.clock import Span
from planner.domain.event import Event
from planner.domain.records import Entry, Line, Person
from planner.domain.vocabulary import NEEDS_NO_FULL_POWERS, EntryStatus, FullPowers, LineKind

OPENS_THE_GATE = (FullPowers.VERIFIED, FullPowers.ORIGINAL_DEPOSITED, FullPowers.COPY_RECEIVED)
"""Full powers with which a person who needs them is given a turn; a copy alone earns a remark."""


def _seconds_until(line: Line, turn: int) -> int:
    """Seconds from the start of the line to a turn of its desks, counted from 0."""
    pauses = turn // line.pause_every if line.pause_every else 0
    return turn * line.seconds_each + pauses * line.pause_minutes * 60


def turn_of(line: Line, position: int) -> int:
    """Which turn of the desks, counted from 0, has a position."""
    return (position - 1) // line.desks


def first_position(line: Line, turn: int) -> int:
    """The first position of a turn of the desks."""
    return turn * line.desks + 1


def turn_span(line: Line, position: int) -> Span:
    """The time of a position, pauses counted in."""
    seconds = _seconds_until(line, turn_of(line, position))
    opening = Span.of(line.start, line.start).widened(after=seconds / 60)
    return Span(opening.end, opening.widened(after=line.seconds_each / 60).end)


def turn_count(line: Line) -> int:
    """How many positions end inside the window of the line."""
    window = round(Span.of(line.start, line.end).minutes * 60)
    turns = range(max(0, window // line.seconds_each))
    fitting = bisect_right(turns, window, key=lambda turn: _seconds_until(line, turn) + line.seconds_each)
    return fitting * line.desks


@dataclass(frozen=True, slots=True)
class Timetable:
    """The starts and ends of the positions of a line, in order. Its answers are the positions concerned."""

    starts: tuple[datetime, ...]
    ends: tuple[datetime, ...]

    @classmethod
    def of(cls, line: Line) -> "Timetable":
        """When each turn of a line stands."""
        turns = [turn_span(line, position) for position in range(1, turn_count(line) + 1)]
        return cls(tuple(turn.start for turn in turns), tuple(turn.end for turn in turns))

    @property
    def positions(self) -> range:
        """All positions, from 1."""
        return range(1, len(self.starts) + 1)

    def starting_before(self, moment: datetime) -> range:
        """The positions whose turn starts before a moment."""
        return range(1, bisect_left(self.starts, moment) + 1)

    def starting_after(self, moment: datetime) -> range:
        """The positions whose turn starts after a moment."""
        return range(bisect_right(self.starts, moment) + 1, len(self.starts) + 1)

    def ending_after(self, moment: datetime) -> range:
        """The positions whose turn ends after a moment."""
        return range(bisect_right(self.ends, moment) + 1, len(self.ends) + 1)

    def meeting(self, start: datetime, end: datetime) -> range:
        """Positions whose turns share time with the stretch from start to end."""
        return range(self.ending_after(start).start, self.starting_before(end).stop)

    def at(self, position: int) -> range:
        """The position alone; none where the line has no such turn."""
        return range(position, position + 1) if position in self.positions else range(0)


def taken_span(line: Line, turn: Span) -> Span:
    """The time for which a turn takes its person."""
    return turn.widened(before=line.before, after=line.after)


def margins(event: Event, line: Line, zone: str) -> tuple[int, int]:
    """The minutes between a duty in a zone and a turn of the line, and between the turn and the next duty there: those
    for which the turn takes its person, or the walk where that is longer.
    """
    here = event.zone_of(line.room)
    return max(line.before, event.walk(zone, here)), max(line.after, event.walk(here, zone))


def span_beside(event: Event, line: Line, turn: Span, zone: str) -> Span:
    """The time around a turn in which its person has no duty in a zone."""
    before, after = margins(event, line, zone)
    return turn.widened(before=before, after=after)


def reserve_count(line: Line, entries: int) -> int:
    """How many turns the line keeps in reserve for so many entries, rounded up."""
    return -(-entries * line.reserve_percent // 100)


def spoken(event: Event, person: Person) -> str:
    """`the Minister of Justice of France`, as sentences call a person."""
    delegation = event.delegation[person.delegation].label
    if person.implied:
        return f"the head of {delegation}"
    if not person.title:  # lists of unnamed principals give the office as the name
        return f"the {person.name}" if delegation in person.name else f"{person.name} ({delegation})"
    return f"the {person.title}" if delegation in person.title else f"the {person.title} of {delegation}"


def needs_full_powers(event: Event, entry: Entry) -> bool:
    """Whether the person signs by powers given to them, not by virtue of office."""
    signing = event.line[entry.line].kind == LineKind.SIGNING
    return signing and event.entrant(entry).rank not in NEEDS_NO_FULL_POWERS


def gate_fault(event: Event, entry: Entry) -> str | None:
    """Why an entry may have no turn, with the cure; None where it may. What is done is past every gate."""
    return inscription_fault(event, entry) or powers_fault(event, entry)


def inscription_fault(event: Event, entry: Entry) -> str | None:
    """Why an entry that is not inscribed may have no turn, with the cure; None where it is inscribed, or done."""
    delegation = event.delegation[entry.delegation].label
    if entry.status == EntryStatus.WITHDRAWN:
        return f"{delegation} has withdrawn."
    if entry.status != EntryStatus.STANDBY:
        return None
    if powers_fault(event, entry) is None:
        return f"{delegation} is on the standby list; inscribe it, and it can have a turn."
    who = spoken(event, event.entrant(entry))
    return f"{delegation} is on the standby list; it can have a turn once it is inscribed and {who} has full powers."


def powers_fault(event: Event, entry: Entry) -> str | None:
    """Why whoever signs may not, for want of full powers, with the cure; None where they may, or have done so."""
    if entry.status == EntryStatus.DONE or not needs_full_powers(event, entry) or entry.full_powers in OPENS_THE_GATE:
        return None
    return _powers_fault(spoken(event, event.entrant(entry)), entry.full_powers)


def _powers_fault(who: str, powers: FullPowers | None) -> str:
    cure = "A turn is given once they are verified or the original is deposited."
    if powers == FullPowers.DEFECTIVE:
        return f"The full powers of {who} are defective. {cure}"
    if powers == FullPowers.NOT_NEEDED:
        exempt = "only heads of State, heads of government and foreign ministers sign without"
        return f"Full powers of {who} are needed: {exempt}. {cure}"
    return f"The full powers of {who} are missing. {cure}"


def counts(event: Event, entry: Entry) -> bool:
    """Whether an entry counts for turns and reserve: inscribed and past the gate, or done."""
    return gate_fault(event, entry) is None

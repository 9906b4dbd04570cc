"""The turns of a line as one entry may choose among them, and what each rule closes of them.

This is to a line what the draft of a board is to meetings: a rule says here, position by position, what its check says
of a finished plan. The planner of lines gives no entry a turn that is closed to it, and explanations are drawn from the
same closings.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from planner.domain.clock import Span
from planner.domain.event import Event
from planner.domain.plan import Placement
from planner.domain.records import Entry, Line, Person
from planner.domain.turns import Timetable


@dataclass(frozen=True, slots=True)
class Busy:
    """A duty that a person has elsewhere, or a turn of another line; `clause` says what, to follow the person's name.

    A turn takes its person for minutes `before` and `after` its `span`, too.
    """

    span: Span
    zone: str
    clause: str
    before: int = 0
    after: int = 0


@dataclass(frozen=True, slots=True)
class Closing:
    """Positions that a rule closes to an entry: who or what is in the way, for programs (`subject`) and by name, and a
    clause with clock times.
    """

    rule: str
    positions: range
    subject: str
    name: str
    clause: str


@dataclass(frozen=True, slots=True)
class TurnChoice:
    """An entry before its line. `busy` is what its person does elsewhere; `followers` are meetings that stand and must
    come after the turn, the earliest first; `holders` are the turns of the line that others have, by position.
    """

    event: Event
    entry: Entry
    timetable: Timetable
    busy: Sequence[Busy] = ()
    followers: Sequence[Placement] = ()
    holders: Mapping[int, Placement] = field(default_factory=dict)
    called: Callable[[Placement], str] = lambda row: f"'{row.title}'"
    """What sentences call a meeting that must come after the turn."""

    @property
    def line(self) -> Line:
        """The line that the entry stands before."""
        return self.event.line[self.entry.line]

    @property
    def person(self) -> Person:
        """Who would take the turn."""
        return self.event.entrant(self.entry)

    def taking(self, span: Span) -> range:
        """The positions whose turn takes the person in some of the time, minutes before and after included."""
        around = span.widened(before=self.line.after, after=self.line.before)
        return self.timetable.meeting(around.start, around.end)

    def beside(self, busy: Busy) -> range:
        """The positions too near to what the person does elsewhere: between a turn and that lie the minutes for which
        each takes the person, or the walk between their zones where that is longer.
        """
        walk, here = self.event.walk, self.event.zone_of(self.line.room)
        around = busy.span.widened(
            before=max(self.line.after + busy.before, walk(here, busy.zone)),
            after=max(busy.after + self.line.before, walk(busy.zone, here)),
        )
        return self.timetable.meeting(around.start, around.end)

    def taking_before(self, moment: datetime) -> range:
        """The positions that take the person before the moment."""
        return self.timetable.starting_before(moment + timedelta(minutes=self.line.before))

    def taking_after(self, moment: datetime) -> range:
        """The positions that take the person after the moment."""
        return self.timetable.ending_after(moment - timedelta(minutes=self.line.after))


def left_open(timetable: Timetable, closings: Sequence[Closing]) -> list[int]:
    """The positions that none of the closings closes, in order."""
    closed = {position for closing in closings for position in closing.positions}
    return [position for position in timetable.positions if position not in closed]

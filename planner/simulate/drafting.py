"""Makes the network of a plan: who and what goes from which item to which."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from itertools import chain

from planner.domain.clock import Span
from planner.domain.event import Event
from planner.domain.plan import Placement, Plan
from planner.domain.vocabulary import ItemKind
from planner.rules.case import Case
from planner.simulate.assumptions import Assumptions, DelaySpread
from planner.simulate.network import Hold, Network, Stop, Waits
from planner.simulate.records import Through

Resource = tuple[Through, str]


@dataclass(frozen=True, slots=True)
class Booking:
    """An item with all that it takes."""

    item: str
    span: Span
    waits: Waits
    people: tuple[str, ...]
    interpreters: tuple[str, ...] = ()
    room: str = ""
    desk: str = ""


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Where a hold leaves its person or room, and when it is planned to."""

    hold: int
    until: datetime
    zone: str


def network_of(event: Event, plan: Plan) -> Network:
    """The network of the plan's standing items and the event's programme."""
    case = Case(event, plan)
    bookings = sorted(chain(_programme(case), _turns(case), _meetings(case)), key=lambda one: one.span)
    if not bookings:
        return Network((), (), (), ())
    draft = _Draft(case, bookings[0].span.start)
    for booking in bookings:
        draft.add(booking)
    return draft.network()


def _programme(case: Case) -> Iterator[Booking]:
    for item, duty in zip(case.event.programme, case.programme_duties, strict=True):
        yield Booking(item.id, duty.span, Waits.FOR_SOME_TIME, case.event.attendees(item), room=duty.room)


def _meetings(case: Case) -> Iterator[Booking]:
    for row, duty in zip(case.meetings, case.meeting_duties, strict=True):
        side_event = case.event.meeting[row.item].kind == ItemKind.SIDE_EVENT
        waits = Waits.FOR_SOME_TIME if side_event else Waits.FOR_ALL
        people = tuple(one for one in dict.fromkeys(row.people) if one in case.event.person)
        crew = tuple(one for one in dict.fromkeys(row.interpreters) if one in case.event.interpreter)
        yield Booking(row.item, duty.span, waits, people, crew, duty.room)


def _turns(case: Case) -> Iterator[Booking]:
    for row in case.turns:
        entry = case.event.entry[row.item]
        line = case.event.line[entry.line]
        people = (case.event.entrant(entry).id,)
        yield Booking(row.item, row.span, Waits.PASSES_OVER, people, room=line.room, desk=_desk(row, line.desks))


def _desk(row: Placement, desks: int) -> str:
    return str((row.position - 1) % desks + 1 if row.position else 1)


@dataclass(slots=True)
class _Draft:
    """The network while it grows; bookings come in order of planned start."""

    case: Case
    first: datetime
    stops: list[Stop] = field(default_factory=list)
    holds: list[Hold] = field(default_factory=list)
    latenesses: list[tuple[str, date, DelaySpread]] = field(default_factory=list)
    absences: list[tuple[int, float]] = field(default_factory=list)
    seen: set[tuple[Resource, date]] = field(default_factory=set)
    last: dict[Resource, tuple[Whereabouts, ...]] = field(default_factory=dict)
    before_line: dict[str, tuple[Whereabouts, ...]] = field(default_factory=dict)
    assumptions: Assumptions = field(init=False)

    def __post_init__(self) -> None:
        self.assumptions = Assumptions(self.case.event)

    def network(self) -> Network:
        return Network(tuple(self.stops), tuple(self.holds), tuple(self.latenesses), tuple(self.absences))

    def add(self, booking: Booking) -> None:
        """A stop with its holds: the place first, then people and interpreters."""
        first = len(self.holds)
        if booking.desk:
            self._take_desk(booking)
        elif booking.room:
            self._take_room(booking)
        for person in booking.people:
            self._take_actor(booking, (Through.PERSON, person))
        for interpreter in booking.interpreters:
            self._take_actor(booking, (Through.INTERPRETER, interpreter))
        self.stops.append(replace(self._stop(booking), holds=tuple(range(first, len(self.holds)))))

    def _stop(self, booking: Booking) -> Stop:
        span, event = booking.span, self.case.event
        stop = Stop(
            booking.item,
            event.local(span.start),
            Span(self.first, span.start).minutes,
            span.minutes,
            booking.waits,
            self.assumptions.patience(booking.item),
            min(self.assumptions.catch_up(booking.item), span.minutes),
            self.assumptions.overrun(booking.item),
        )
        if not booking.desk:
            return stop
        line = event.line[event.entry[booking.item].line]
        closes = Span.of(line.end, line.end).start
        return replace(stop, last_call=Span(span.start, closes).minutes, desk=f"{line.id} {booking.desk}")

    # --- places ------------------------------------------------------------------------------------------------------

    def _take_room(self, booking: Booking) -> None:
        room = (Through.ROOM, booking.room)
        rests = self._turnover(booking.room)
        leads = tuple((one.hold, _slack(one, booking, rests)) for one in self.last.get(room, ()))
        self._hold(booking, room, Hold(len(self.stops), *room, leads))

    def _take_desk(self, booking: Booking) -> None:
        """The desk comes from the turn before at it; at its first turn from what was in the room before the line."""
        line = self.case.event.entry[booking.item].line
        desk, room = (Through.LINE, f"{line} {booking.desk}"), (Through.ROOM, booking.room)
        before_line = self.before_line.setdefault(line, self.last.get(room, ()))
        before, rests = (self.last[desk], 0) if desk in self.last else (before_line, self._turnover(booking.room))
        leads = tuple((one.hold, _slack(one, booking, rests)) for one in before)
        self._hold(booking, desk, Hold(len(self.stops), Through.LINE, line, leads))
        others = (self.last[key] for key in self.last if key[0] == Through.LINE and key[1].rpartition(" ")[0] == line)
        self.last[room] = tuple(chain.from_iterable(others))

    def _turnover(self, room: str) -> int:
        event = self.case.event
        return event.turnover(event.room[room]) if room in event.room else event.policy.room_turnover

    # --- people ------------------------------------------------------------------------------------------------------

    def _take_actor(self, booking: Booking, actor: Resource) -> None:
        zone = self.case.event.zone_of(booking.room)
        before = self.last.get(actor, ())
        leads = tuple((one.hold, _slack(one, booking, self.case.event.walk(one.zone, zone))) for one in before)
        self._hold(booking, actor, Hold(len(self.stops), *actor, leads, *self._draws(booking, actor)))

    def _draws(self, booking: Booking, actor: Resource) -> tuple[int | None, int | None]:
        """The numbers of the draws: how late on the first duty of a day, and whether at all where somebody waits."""
        kind, who = actor
        by_person, day = kind == Through.PERSON, self.case.day(booking.span.start)
        lateness = absence = None
        if (actor, day) not in self.seen:
            self.seen.add((actor, day))
            lateness = len(self.latenesses)
            spread = self.assumptions.lateness(who) if by_person else self.assumptions.interpreter_lateness(who)
            self.latenesses.append((who, day, spread))
        if booking.item not in self.case.event.programme_item:
            absence = len(self.absences)
            chance = self.assumptions.absence(who) if by_person else self.assumptions.interpreter_absence(who)
            self.absences.append((len(self.holds), chance))
        return lateness, absence

    def _hold(self, booking: Booking, resource: Resource, hold: Hold) -> None:
        """Adds a hold; what comes next takes over from the one that is planned to end last."""
        at = Whereabouts(len(self.holds), booking.span.end, self.case.event.zone_of(booking.room))
        self.holds.append(hold)
        if all(at.until >= one.until for one in self.last.get(resource, ())):
            self.last[resource] = (at,)


def _slack(before: Whereabouts, booking: Booking, needed: float) -> float:
    return max(0.0, (booking.span.start - before.until).total_seconds() / 60 - needed)

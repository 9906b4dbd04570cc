"""What a plan holds for whom, reasoned by plain date-times from the words of the workbook, and nothing of the planner's
own reasoning: who is free, which room is, and in how many ways each rule closes a meeting.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import cached_property
from itertools import product
from typing import Any

from planner.domain.event import Event
from planner.domain.meeting import Meeting
from planner.domain.plan import Placement, Plan

NO_WALK_KNOWN = 10
"""Minutes between two zones without a row on the sheet Walking."""


@dataclass(frozen=True, slots=True)
class Duty:
    """What takes somebody or a room: from when to when, where, and the minutes that a line asks for around it."""

    item: str
    title: str
    start: datetime
    end: datetime
    zone: str
    turn: bool = False
    before: int = 0
    after: int = 0


@dataclass(frozen=True, slots=True)
class Way:
    """One way to hold the meeting."""

    start: datetime
    end: datetime
    people: tuple[str, ...]
    room: str
    crew: tuple[str, ...]


@dataclass(frozen=True)  # not slotted: what is looked up often is worked out once
class PlainDay:
    """A meeting before a plan of everything else."""

    event: Event
    plan: Plan
    meeting: Meeting
    at_any_hour: bool = False
    """Whether starts by night are looked at too."""

    # --- time and place ------------------------------------------------------------------------------------------

    def minutes_apart(self, earlier: str, later: str) -> int:
        """Minutes between two duties of a person in these zones."""
        return max(self.event.policy.person_gap, self.walk(earlier, later))

    def walk(self, earlier: str, later: str) -> int:
        if not earlier or not later or earlier == later:
            return 0
        known = {(one.from_, one.to): one.minutes for one in self.event.walks}
        return known.get((earlier, later), known.get((later, earlier), NO_WALK_KNOWN))

    def zone(self, room: str) -> str:
        return self._zones.get(room, "")

    @cached_property
    def _zones(self) -> dict[str, str]:
        return {one.code: one.zone for one in self.event.rooms}

    def day_hours(self, moment: datetime) -> tuple[datetime, datetime]:
        settings = self.event.settings
        return _at(moment, settings.day_start), _at(moment, settings.day_end)

    @cached_property
    def standing(self) -> tuple[Placement, ...]:
        """The other meetings that stand."""
        rows = (row for row in self.plan.rows if row.start is not None and row.state in ("planned", "done"))
        return tuple(row for row in rows if row.item in self.event.meeting and row.item != self.meeting.id)

    def _row_zone(self, row: Placement) -> str:
        return "" if self.event.meeting[row.item].use is None else self.zone(row.room)

    # --- the ways ------------------------------------------------------------------------------------------------

    @cached_property
    def starts(self) -> tuple[datetime, ...]:
        """Every such minute on the grid of the meeting."""
        return tuple(one for one in self.minutes if (one.hour * 60 + one.minute) % self.meeting.grid == 0)

    @cached_property
    def minutes(self) -> tuple[datetime, ...]:
        """Every minute in the hours of a day, or of the whole day."""
        found = []
        for day in self.event.days:
            midnight = self.event.at(day, time(0))
            hours = (midnight, midnight + timedelta(hours=24)) if self.at_any_hour else self.day_hours(midnight)
            first, last = hours
            found += [first + timedelta(minutes=one) for one in range(int((last - first).total_seconds() // 60))]
        return tuple(found)

    @cached_property
    def seatings(self) -> tuple[tuple[str, ...], ...]:
        return tuple(dict.fromkeys(tuple(dict.fromkeys(people)) for people in product(*self.meeting.roles)))

    @cached_property
    def rooms(self) -> tuple[str, ...]:
        return ("",) if self.meeting.use is None else tuple(one.code for one in self.event.rooms)

    @cached_property
    def crews(self) -> tuple[tuple[str, ...], ...]:
        able = [
            [one.id for one in self.event.interpreters if {pair, pair[::-1]} & {*one.languages}]
            for pair in self.meeting.pairs
        ]
        teams = (tuple(sorted(team)) for team in product(*able) if len({*team}) == len(team))
        return tuple(dict.fromkeys(teams))

    def ways(self) -> Iterator[Way]:
        """Every way to hold it on its grid; one without a crew where nobody bridges its languages."""
        lasts = timedelta(minutes=self.meeting.minutes)
        for start, people, room, crew in product(self.starts, self.seatings, self.rooms, self.crews or ((),)):
            yield Way(start, start + lasts, people, room, crew)

    # --- the meeting itself --------------------------------------------------------------------------------------

    def closed_by(self, way: Way) -> Iterator[tuple[str, str]]:
        """Each rule that closes this way, with whom or what it is about."""
        yield from ((rule, self.meeting.id) for rule in self._once("own", way.room, way))
        for person in way.people:
            yield from ((rule, person) for rule in self._once("person", person, way))
        yield from ((rule, way.room) for rule in self._once("room", way.room, way))
        for interpreter in way.crew:
            yield from ((rule, interpreter) for rule in self._once("interpreter", interpreter, way))
        yield from self._once("apart", way.room, way)

    def _once(self, kind: str, subject: str, way: Way) -> tuple[Any, ...]:
        """What one kind of rule says of a subject at a start and place, worked out once."""
        key = kind, subject, way.start, way.room if kind in ("own", "room", "apart") else self.zone(way.room)
        if key not in self._known:
            asked = getattr(self, kind)
            found = asked(way) if kind in ("own", "room", "apart") else asked(subject, way)
            self._known[key] = tuple(found)
        return self._known[key]

    @cached_property
    def _known(self) -> dict[tuple[str, str, datetime, str], tuple[Any, ...]]:
        return {}

    def own(self, way: Way) -> Iterator[str]:
        """What of its own closes this way to the meeting, whoever attends."""
        meeting, (opens, closes) = self.meeting, self.day_hours(way.start)
        if way.start < opens or way.end > closes:
            yield "event-hours"
        if meeting.starts and way.start.time() not in meeting.starts:
            yield "start-grid"
        if (meeting.not_before and way.start < meeting.not_before) or (
            meeting.not_after and way.end > meeting.not_after
        ):
            yield "time-window"
        if not self._in_order(way):
            yield "after-item"
        if not self.crews:
            yield "crew-complete"
        if meeting.must_room and meeting.use is not None and way.room != meeting.room:
            yield "must-room"

    def _in_order(self, way: Way) -> bool:
        followers = (row for row in self.standing if self.event.meeting[row.item].after == self.meeting.id)
        if any(way.end > row.start for row in followers if row.start is not None):
            return False
        end = self.end_of(self.meeting.after)
        return not self.meeting.after or (end is not None and way.start >= end)

    def end_of(self, item: str) -> datetime | None:
        """When an item or line is over; None where it has no time."""
        ends = {one.id: one.end for one in (*self.event.programme, *self.event.lines)}
        ends |= {
            row.item: row.end for row in self.plan.rows if row.state in ("planned", "done") and row.end is not None
        }
        return ends.get(item)

    # --- people --------------------------------------------------------------------------------------------------

    def person(self, person: str, way: Way) -> Iterator[str]:
        """The rules by which a person cannot attend this way."""
        zone = self.zone(way.room)
        if not self.is_there(person, way.start, way.end):
            yield "person-present"
        if any(not self.clear(duty, way.start, way.end, zone) for duty in self.duties(person) if not duty.turn):
            yield "person-free"
        if any(not self.clear(duty, way.start, way.end, zone) for duty in self.duties(person) if duty.turn):
            yield "turn-free"
        if self.capped(person, way.start):
            yield "daily-cap"

    def is_there(self, person: str, start: datetime, end: datetime) -> bool:
        one = self.event.person[person]
        of = self.event.delegation[one.delegation]
        arrives, departs = one.arrives or of.arrives, one.departs or of.departs
        if (arrives and start < arrives) or (departs and end > departs):
            return False
        away = [absence for absence in self.event.absences if absence.who in (person, of.code)]
        return all(end <= absence.from_ or absence.to <= start for absence in away)

    def duties(self, person: str) -> tuple[Duty, ...]:
        """What a person does: meetings, programme items, turns."""
        return self._duties.setdefault(person, tuple(self._duties_of(person)))

    @cached_property
    def _duties(self) -> dict[str, tuple[Duty, ...]]:
        return {}

    def _duties_of(self, person: str) -> Iterator[Duty]:
        for item in self.event.programme:
            if person in self.event.attendees(item):
                yield Duty(item.id, item.title, item.start, item.end, self.zone(item.room))
        for row in self.standing:
            if person in row.people and row.start and row.end:
                yield Duty(row.item, row.title, row.start, row.end, self._row_zone(row))
        for row in self.plan.rows:
            if row.item in self.event.entry and row.state in ("planned", "done") and row.start and row.end:
                entry = self.event.entry[row.item]
                if self.event.entrant(entry).id == person:
                    line = self.event.line[entry.line]
                    zone = self.zone(line.room)
                    yield Duty(row.item, "", row.start, row.end, zone, True, line.before, line.after)

    def clear(self, duty: Duty, start: datetime, end: datetime, zone: str) -> bool:
        """Whether a meeting then, in this zone, leaves the minutes that are needed before and after the duty."""
        before = duty.before if duty.turn else self.event.policy.person_gap
        after = duty.after if duty.turn else self.event.policy.person_gap
        ahead = duty.start - timedelta(minutes=max(before, self.walk(zone, duty.zone)))
        behind = duty.end + timedelta(minutes=max(after, self.walk(duty.zone, zone)))
        return end <= ahead or start >= behind

    def idle(self, person: str, start: datetime, end: datetime) -> bool:
        """Whether a person is there and has nothing on, whatever lies just before and after."""
        if not self.is_there(person, start, end):
            return False
        spans = (
            (one.start - timedelta(minutes=one.before), one.end + timedelta(minutes=one.after))
            for one in self.duties(person)
        )
        return all(end <= first or last <= start for first, last in spans)

    def capped(self, person: str, start: datetime) -> bool:
        """Whether another bilateral of that day would be one too many."""
        cap = self.event.cap(self.event.person[person])
        if cap is None or not self.meeting.is_bilateral:
            return False
        return self.bilaterals(person, start) >= cap

    def bilaterals(self, person: str, moment: datetime) -> int:
        """How many a person has on the day of a moment."""
        rows = (row for row in self.standing if person in row.people and self.event.meeting[row.item].is_bilateral)
        return sum(row.start is not None and row.start.date() == moment.date() for row in rows)

    # --- rooms ---------------------------------------------------------------------------------------------------

    def fits(self, code: str) -> bool:
        """Whether the meeting may be in the room, whenever that is."""
        room, meeting = self.event.room[code], self.meeting
        return (
            meeting.use in room.uses
            and meeting.capacity <= room.capacity
            and meeting.booths <= room.booths
            and {*meeting.features} <= {*room.features}
        )

    def room(self, way: Way) -> Iterator[str]:
        """The rules that close the room of this way."""
        if not way.room:
            return
        if not self.fits(way.room):
            yield "room-fits"
        if not self.is_open(way.room, way.start, way.end):
            yield "room-open"
        rest = timedelta(minutes=self.rest(way.room))
        if any(way.start < one.end + rest and way.end + rest > one.start for one in self.held(way.room)):
            yield "room-free"

    def open_hours(self, code: str, moment: datetime) -> tuple[datetime, datetime]:
        """When the room opens and closes on the day of a moment."""
        room, settings = self.event.room[code], self.event.settings
        return _at(moment, room.opens or settings.day_start), _at(moment, room.closes or settings.day_end)

    def is_open(self, code: str, start: datetime, end: datetime) -> bool:
        opens, closes = self.open_hours(code, start)
        away = [absence for absence in self.event.absences if absence.who == code]
        return opens <= start and end <= closes and all(end <= one.from_ or one.to <= start for one in away)

    def rest(self, code: str) -> int:
        turnover = self.event.room[code].turnover
        return self.event.policy.room_turnover if turnover is None else turnover

    def held(self, code: str) -> tuple[Duty, ...]:
        """What a room holds: programme items, whole lines, meetings."""
        found = [Duty(one.id, one.title, one.start, one.end, "") for one in self.event.programme if one.room == code]
        found += [Duty(one.id, one.label, one.start, one.end, "") for one in self.event.lines if one.room == code]
        rows = (row for row in self.standing if row.room == code and self.event.meeting[row.item].use is not None)
        found += [Duty(row.item, row.title, row.start, row.end, "") for row in rows if row.start and row.end]
        return tuple(found)

    # --- interpreters --------------------------------------------------------------------------------------------

    def interpreter(self, who: str, way: Way) -> Iterator[str]:
        """The rules by which an interpreter cannot serve this way."""
        one, jobs = self.event.interpreter[who], self.jobs(who)
        away = [absence for absence in self.event.absences if absence.who == who]
        present = not (one.from_ and way.start < one.from_) and not (one.to and way.end > one.to)
        if not present or any(way.start < absence.to and absence.from_ < way.end for absence in away):
            yield "interpreter-present"
        if any(not self.clear(job, way.start, way.end, self.zone(way.room)) for job in jobs):
            yield "interpreter-free"
        worked = sum((job.end - job.start for job in jobs if job.start.date() == way.start.date()), timedelta())
        if worked + (way.end - way.start) > timedelta(minutes=one.max_minutes_per_day):
            yield "interpreter-day"
        if self._run_with(jobs, way, one.break_) > timedelta(minutes=one.max_run):
            yield "interpreter-run"

    def jobs(self, who: str) -> tuple[Duty, ...]:
        rows = (row for row in self.standing if who in row.interpreters)
        return tuple(
            Duty(row.item, row.title, row.start, row.end, self._row_zone(row)) for row in rows if row.start and row.end
        )

    def _run_with(self, jobs: tuple[Duty, ...], way: Way, pause: int) -> timedelta:
        """How long the stretch of work is that the meeting would be part of."""
        first, last, grown = way.start, way.end, True
        rest = timedelta(minutes=pause)
        while grown:
            near = [one for one in jobs if one.start < last + rest and first < one.end + rest]
            begin, end = min([first, *(one.start for one in near)]), max([last, *(one.end for one in near)])
            grown, first, last = (begin, end) != (first, last), begin, end
        return last - first

    # --- kept apart ----------------------------------------------------------------------------------------------

    def apart(self, way: Way) -> Iterator[tuple[str, str]]:
        """The pairs to be kept apart that this way would bring near each other."""
        parties = {*self.meeting.parties}
        for pair in self.event.keep_apart:
            both, rule = {pair.a, pair.b}, pair.rule.value.replace("_", "-")
            if rule == "same-item":
                near = both <= parties
            else:
                others = self.of_the_other(both - parties, both & parties) if len(both & parties) == 1 else ()
                near = any(self.near(row, way, rule, pair.minutes) for row in others)
            if near:
                yield rule, f"{pair.a}; {pair.b}"

    def of_the_other(self, other: set[str], own: set[str]) -> Iterator[Placement]:
        """The meetings of the one that is not of this meeting, without the one that is."""
        for row in self.standing:
            parties = {*self.event.meeting[row.item].parties}
            if other <= parties and not own & parties:
                yield row

    def near(self, row: Placement, way: Way, rule: str, minutes: int) -> bool:
        """Whether a meeting lies within so many minutes in the same room or zone."""
        places = {"same-room-next": (way.room, row.room), "same-zone": (self.zone(way.room), self._row_zone(row))}
        here, there = places.get(rule, ("", ""))
        if not here or here != there or self.event.meeting[row.item].use is None or not row.start or not row.end:
            return False
        rest = timedelta(minutes=minutes)
        return way.start < row.end + rest and row.start < way.end + rest


def _at(day: datetime, clock: time) -> datetime:
    return day.replace(hour=clock.hour, minute=clock.minute, second=0, microsecond=0)

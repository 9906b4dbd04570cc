"""The event: everything the workbook says, and the look-ups that rules, solver and papers share."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

from planner.domain.clock import AFTERNOON_FROM, Span
from planner.domain.incident import Incident
from planner.domain.meeting import Meeting, bilateral_meeting, side_event_meeting
from planner.domain.records import (
    ANY_PERSON,
    WHO_ALL,
    WHO_HEADS,
    WHO_NONE,
    Absence,
    Bilateral,
    Delegation,
    Entry,
    Interpreter,
    KeepApart,
    Line,
    Person,
    Policy,
    ProgrammeItem,
    Room,
    Settings,
    SideEvent,
    Walk,
)
from planner.domain.uncertainty import Uncertainty
from planner.domain.vocabulary import BilateralStatus

UNKNOWN_WALK_MINUTES = 10
"""Between two zones for which the Walking sheet has no row."""


@dataclass(frozen=True)  # not slotted: the look-ups below are computed once and kept
class Event:
    """One event, in workbook order throughout. Every delegation has at least one person (see `Person.implied`)."""

    settings: Settings
    policy: Policy = field(default_factory=Policy)
    delegations: tuple[Delegation, ...] = ()
    people: tuple[Person, ...] = ()
    absences: tuple[Absence, ...] = ()
    rooms: tuple[Room, ...] = ()
    walks: tuple[Walk, ...] = ()
    programme: tuple[ProgrammeItem, ...] = ()
    lines: tuple[Line, ...] = ()
    entries: tuple[Entry, ...] = ()
    bilaterals: tuple[Bilateral, ...] = ()
    side_events: tuple[SideEvent, ...] = ()
    interpreters: tuple[Interpreter, ...] = ()
    keep_apart: tuple[KeepApart, ...] = ()
    uncertainties: tuple[Uncertainty, ...] = ()
    changes: tuple[Incident, ...] = ()
    """What was reported and no plan has taken in yet; nothing but a re-plan looks at it."""

    def plans_like(self, other: "Event") -> bool:
        """Whether both have the same plans and bounds: what may come otherwise than planned makes no difference."""
        return replace(self, uncertainties=()) == replace(other, uncertainties=())

    # --- by code or id -------------------------------------------------------------------------------------------

    @cached_property
    def delegation(self) -> Mapping[str, Delegation]:
        """The delegations by code."""
        return {delegation.code: delegation for delegation in self.delegations}

    @cached_property
    def person(self) -> Mapping[str, Person]:
        """The people by id, those made up for delegations that list nobody among them."""
        return {person.id: person for person in self.people}

    @cached_property
    def room(self) -> Mapping[str, Room]:
        """The rooms by code."""
        return {room.code: room for room in self.rooms}

    @cached_property
    def interpreter(self) -> Mapping[str, Interpreter]:
        """The interpreters by id."""
        return {interpreter.id: interpreter for interpreter in self.interpreters}

    @cached_property
    def line(self) -> Mapping[str, Line]:
        """The lines by id."""
        return {line.id: line for line in self.lines}

    @cached_property
    def entry(self) -> Mapping[str, Entry]:
        """By item id, `LINE/CODE`."""
        return {entry.item: entry for entry in self.entries}

    @cached_property
    def programme_item(self) -> Mapping[str, ProgrammeItem]:
        """The items of the programme by id."""
        return {item.id: item for item in self.programme}

    @cached_property
    def meeting(self) -> Mapping[str, Meeting]:
        """The bilaterals and side events that may be placed, by id."""
        return {meeting.id: meeting for meeting in self.meetings}

    # --- people --------------------------------------------------------------------------------------------------

    @cached_property
    def people_of(self) -> Mapping[str, tuple[Person, ...]]:
        """The people of each delegation, the head first."""
        listed: dict[str, list[Person]] = {delegation.code: [] for delegation in self.delegations}
        for person in self.people:
            listed[person.delegation].append(person)
        return {code: tuple(people) for code, people in listed.items()}

    def head(self, code: str) -> Person:
        """The first person listed for the delegation."""
        return self.people_of[code][0]

    def individual(self, who: str) -> Person:
        """The person meant by a person id, or by a delegation code, which means its head."""
        return self.person[who] if who in self.person else self.head(who)

    def attendees(self, item: ProgrammeItem) -> tuple[str, ...]:
        """The ids of the people for whom a programme item is a duty."""
        if item.who == (WHO_NONE,):
            return ()
        if item.who == (WHO_ALL,):
            return tuple(person.id for person in self.people)
        if item.who == (WHO_HEADS,):
            return tuple(self.head(delegation.code).id for delegation in self.delegations)
        return tuple(dict.fromkeys(self.individual(who).id for who in item.who))

    def entrant(self, entry: Entry) -> Person:
        """Who takes the turn of an entry."""
        return self.head(entry.delegation) if entry.person is None else self.person[entry.person]

    def presence(self, person: Person) -> tuple[datetime | None, datetime | None]:
        """Arrival and departure; a blank one is the delegation's, None means no limit."""
        delegation = self.delegation[person.delegation]
        arrives = delegation.arrives if person.arrives is None else person.arrives
        departs = delegation.departs if person.departs is None else person.departs
        return arrives, departs

    @cached_property
    def absences_of(self) -> Mapping[str, tuple[Absence, ...]]:
        """The absences of each person (with the delegation's), room and interpreter that has any, by id or code."""
        by_subject: dict[str, list[Absence]] = {}
        for absence in self.absences:
            subjects = {absence.who} | {person.id for person in self.people_of.get(absence.who, ())}
            for subject in sorted(subjects):
                by_subject.setdefault(subject, []).append(absence)
        return {subject: tuple(absences) for subject, absences in by_subject.items()}

    def cap(self, person: Person) -> int | None:
        """The most bilaterals of the person on one day: the person's own, else the delegation's, else the policy's."""
        own, delegations = person.max_bilaterals_per_day, self.delegation[person.delegation].max_bilaterals_per_day
        if own is not None:
            return own
        return self.policy.max_bilaterals_per_day if delegations is None else delegations

    # --- places and times ----------------------------------------------------------------------------------------

    @cached_property
    def zone(self) -> ZoneInfo:
        """The time zone."""
        return ZoneInfo(self.settings.timezone)

    @cached_property
    def days(self) -> tuple[date, ...]:
        """The dates of the event, first to last."""
        count = (self.settings.end_date - self.settings.start_date).days + 1
        return tuple(self.settings.start_date + timedelta(days=offset) for offset in range(count))

    def at(self, day: date, moment: time) -> datetime:
        """A time of day on a date, on the event's clock."""
        return datetime.combine(day, moment, tzinfo=self.zone)

    def day_hours(self, day: date) -> Span:
        """The hours of a day in which meetings may be placed."""
        return Span.of(self.at(day, self.settings.day_start), self.at(day, self.settings.day_end))

    def open_hours(self, room: Room, day: date) -> Span:
        """The hours in which a room may hold meetings on a day."""
        opens = self.settings.day_start if room.opens is None else room.opens
        closes = self.settings.day_end if room.closes is None else room.closes
        return Span.of(self.at(day, opens), self.at(day, closes))

    def local(self, moment: datetime) -> datetime:
        """A moment on the event's clock."""
        return moment.astimezone(UTC).astimezone(self.zone)

    def turnover(self, room: Room) -> int:
        """Minutes that the room rests after an item."""
        return self.policy.room_turnover if room.turnover is None else room.turnover

    @cached_property
    def _walks(self) -> Mapping[tuple[str, str], int]:
        one_way = {(walk.from_, walk.to): walk.minutes for walk in self.walks}
        return {(there, back): minutes for (back, there), minutes in one_way.items()} | one_way

    def walk(self, from_zone: str, to_zone: str) -> int:
        """Minutes on foot from zone to zone; 0 inside one zone and where a zone is not known (empty)."""
        if not from_zone or not to_zone or from_zone == to_zone:
            return 0
        return self._walks.get((from_zone, to_zone), UNKNOWN_WALK_MINUTES)

    def gap(self, from_zone: str, to_zone: str) -> int:
        """Minutes that a person needs between a duty in one zone and the next in another."""
        return max(self.policy.person_gap, self.walk(from_zone, to_zone))

    def gaps(self, here: str, zone: str) -> tuple[int, int]:
        """Minutes between a duty in `zone` and one `here`, and between the one here and the next in `zone`."""
        return self.gap(zone, here), self.gap(here, zone)

    def zone_of(self, room_code: str) -> str:
        """The zone of a room; empty where there is no room."""
        return self.room[room_code].zone if room_code in self.room else ""

    def half_day(self, moment: datetime) -> tuple[date, bool]:
        """The local day of a moment, and whether it is in the second half of it."""
        local = self.local(moment)
        return local.date(), local.hour >= AFTERNOON_FROM

    # --- what may be placed --------------------------------------------------------------------------------------

    @cached_property
    def meetings(self) -> tuple[Meeting, ...]:
        """Bilaterals that are requested or accepted, then side events, with defaults filled in."""
        live = (BilateralStatus.REQUESTED, BilateralStatus.ACCEPTED)
        bilaterals = tuple(self._bilateral(one) for one in self.bilaterals if one.status in live)
        return bilaterals + tuple(self._side_event(one) for one in self.side_events)

    def _bilateral(self, bilateral: Bilateral) -> Meeting:
        sides = (
            (bilateral.requester, bilateral.requester_person),
            (bilateral.counterpart, bilateral.counterpart_person),
        )
        also = tuple(self.individual(who) for who in bilateral.also)
        codes = (bilateral.requester, bilateral.counterpart, *(person.delegation for person in also))
        return bilateral_meeting(
            bilateral,
            self.policy,
            title=" – ".join(self.delegation[code].label for code, _ in sides),
            roles=tuple(self._candidates(code, ids) for code, ids in sides) + tuple((one.id,) for one in also),
            parties=tuple(dict.fromkeys(codes)),
            interpreted=bool(self.interpreters),
            time_step=self.settings.time_step,
        )

    def _candidates(self, code: str, ids: tuple[str, ...]) -> tuple[str, ...]:
        if not ids:
            return (self.head(code).id,)
        if ids == (ANY_PERSON,):
            return tuple(person.id for person in self.people_of[code])
        return ids

    def _side_event(self, side_event: SideEvent) -> Meeting:
        speakers = (self.person[speaker].delegation for speaker in side_event.speakers)
        codes = (side_event.organiser, *side_event.co_organisers, *speakers)
        return side_event_meeting(
            side_event,
            self.policy,
            parties=tuple(dict.fromkeys(codes)),
            time_step=self.settings.time_step,
        )

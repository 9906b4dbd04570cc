"""Random days: a full event with its plan, a moment of its first day, and one to four things that happen."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from random import Random

from planner.bench.core import SIZES, Size
from planner.bench.full.event import event_of
from planner.domain.event import Event
from planner.domain.incident import Incident
from planner.domain.issue import carried
from planner.domain.plan import Placement, Plan
from planner.domain.records import Line, ProgrammeItem
from planner.domain.vocabulary import EntryStatus, IncidentKind, RoomUse, UnderWay
from planner.encoding import build
from planner.solver.lines.plan import plan_lines
from planner.solver.placing.greedy import first_plan
from planner.solver.placing.rows import meeting_rows, programme_rows

MOST = 4
"""So many things happen at most."""

LOCKED = 0.05
"""The share of the meetings and turns that are locked."""

DAY_SIZES = {
    "tiny": Size(6, 8, 1, 1),
    "XS": Size(12, 30, 2, 1),
    "XS+": Size(20, 70, 4, 1),
    "S": SIZES["S"],
}
DEALT = ("tiny", "tiny", "XS", "XS", "XS", "XS+", "XS+", "tiny", "XS", "S")
"""The size of every tenth seed."""


@dataclass(frozen=True, slots=True)
class Scene:
    """A day at the moment at which something is reported."""

    size: str
    seed: int
    event: Event
    plan: Plan
    now: datetime
    incidents: tuple[Incident, ...]


def scene(seed: int) -> Scene:
    """The day of a seed; the same every time."""
    size, random = DEALT[seed % len(DEALT)], Random(f"day {seed}")
    event = event_of(DAY_SIZES[size], seed)
    plan = _planned(event, random)
    now = _moment(event, plan, random)
    count = random.randint(1, MOST)
    return Scene(size, seed, event, plan, now, tuple(_Report(random, event, plan, now).any() for _ in range(count)))


def _planned(event: Event, random: Random) -> Plan:
    """A first plan of the event, in which a few rows are locked."""
    turns = plan_lines(event, Plan())
    state = first_plan(build(event, Plan(turns.rows)))
    rows = [*turns.rows, *meeting_rows(event, Plan(), state)]
    locked = (replace(row, locked=row.stands and random.random() < LOCKED) for row in rows)
    return carried(event, Plan((*programme_rows(event, Plan()), *locked)), Plan())


def _moment(event: Event, plan: Plan, random: Random) -> datetime:
    """Some minutes after something began, as things are mostly reported, or at any time of the day."""
    if random.random() < 0.25:
        opens = event.at(event.days[0], event.settings.day_start)
        return opens + timedelta(minutes=random.randrange(0, 300, 5))
    row = random.choice([row for row in plan.standing if row.start is not None])
    assert row.start is not None
    return event.local(row.start).replace(second=0) + timedelta(minutes=random.choice((1, 4, 5, 10)))


class _Report:
    """Things that may be reported at a moment, of people, rooms and items drawn by chance."""

    def __init__(self, random: Random, event: Event, plan: Plan, now: datetime) -> None:
        self.random, self.event, self.now = random, event, now
        standing = plan.standing
        # On a day on which no meeting has a place, the programme is all that can be spoken of.
        self.meetings = [row for row in standing if row.item in event.meeting] or [*standing]
        self.turns = [row for row in standing if row.item in event.entry]
        self.waiting = [row for row in plan.rows if row.item in event.meeting and not row.stands]

    def any(self) -> Incident:
        """One of all kinds; those of lines are as likely as the others together."""
        return self.random.choice(list(KINDS.values()))(self)

    # --- what it concerns ----------------------------------------------------------------------------------------

    def _soon(self) -> datetime | None:
        minutes = self.random.choice((None, None, 0, 10, 40))
        return None if minutes is None else self.now + timedelta(minutes=minutes)

    def _later(self, least: int = 10) -> datetime:
        return self.now + timedelta(minutes=self.random.choice((10, 20, 45, 90)) + least)

    def _way(self) -> UnderWay | None:
        ways: list[UnderWay | None] = [None, None, None, *UnderWay]
        return self.random.choice(ways)

    def _row(self) -> Placement:
        """A meeting or turn, mostly one that is on or still to come."""
        rows = [row for row in (*self.meetings, *self.turns) if row.end is not None and row.end > self.now]
        return self.random.choice(rows if rows and self.random.random() < 0.9 else [*self.meetings, *self.turns])

    def _meeting(self) -> Placement:
        rows = [row for row in self.meetings if row.end is not None and row.end > self.now]
        return self.random.choice(rows or self.meetings)

    def _turn(self, *, begun: bool) -> Placement:
        rows = [row for row in self.turns if row.start is not None and (row.start <= self.now) == begun]
        return self.random.choice(rows or self.turns)

    def _person(self) -> str:
        row = self._row()
        return self.random.choice(row.people) if row.people else self.event.people[0].id

    def _delegation(self) -> str:
        return self.random.choice(self.event.delegations).code

    def _fixture(self) -> str:
        every: list[ProgrammeItem | Line] = [*self.event.programme, *self.event.lines]
        fixed = [one.id for one in every if one.end > self.now]
        return self.random.choice(fixed or [self.event.programme[0].id])

    # --- people, rooms, interpreters -----------------------------------------------------------------------------

    def late(self) -> Incident:
        return Incident(IncidentKind.PERSON_LATE, who=self._person(), to=self._later(), under_way=self._way())

    def delegation_late(self) -> Incident:
        return Incident(IncidentKind.DELEGATION_LATE, who=self._delegation(), to=self._later())

    def leaves(self) -> Incident:
        from_ = self._soon() or self.now
        return Incident(IncidentKind.PERSON_LEAVES, who=self._person(), from_=from_, under_way=self._way())

    def absent(self) -> Incident:
        from_, to = self._soon(), self.random.choice((None, self._later(45)))
        return Incident(IncidentKind.PERSON_ABSENT, who=self._person(), from_=from_, to=to, under_way=self._way())

    def room_lost(self) -> Incident:
        room = self._meeting().room or self.event.rooms[0].code
        from_, to = self._soon(), self.random.choice((None, self._later(45)))
        return Incident(IncidentKind.ROOM_LOST, who=room, from_=from_, to=to, under_way=self._way())

    def ill(self) -> Incident:
        if not self.event.interpreters:
            return self.absent()
        who = self.random.choice(self.event.interpreters).id
        return Incident(IncidentKind.INTERPRETER_ILL, who=who, from_=self._soon(), under_way=self._way())

    def room_changed(self) -> Incident:
        fixed = self.event.programme_item.get(item := self._fixture())
        use = RoomUse.OTHER if isinstance(fixed, ProgrammeItem) else RoomUse(self.event.line[item].kind.value)
        rooms = [room.code for room in self.event.rooms if use in room.uses] or [room.code for room in self.event.rooms]
        return Incident(IncidentKind.ROOM_CHANGED, item=item, room=self.random.choice(rooms))

    # --- items ---------------------------------------------------------------------------------------------------

    def cancelled(self) -> Incident:
        return Incident(IncidentKind.ITEM_CANCELLED, item=self._row().item)

    def overruns(self) -> Incident:
        item = self._fixture() if self.random.random() < 0.3 else self._meeting().item
        return Incident(IncidentKind.ITEM_OVERRUNS, item=item, minutes=self.random.choice((5, 10, 25)))

    def shifted(self) -> Incident:
        minutes = self.random.choice((5, 10, 30))
        return Incident(IncidentKind.PROGRAMME_SHIFTED, item=self._fixture(), minutes=minutes)

    def missed(self) -> Incident:
        return (
            self.shifted() if not self.turns else Incident(IncidentKind.TURN_MISSED, item=self._turn(begun=True).item)
        )

    def turn_cancelled(self) -> Incident:
        return (
            self.cancelled()
            if not self.turns
            else Incident(IncidentKind.ITEM_CANCELLED, item=self._turn(begun=False).item)
        )

    # --- requests ------------------------------------------------------------------------------------------------

    def requested(self) -> Incident:
        one, other = self.random.sample([one.code for one in self.event.delegations], 2)
        priority, minutes = self.random.choice((None, 1, 3, 5)), self.random.choice((None, 10, 15))
        return Incident(IncidentKind.NEW_BILATERAL, who=one, counterpart=other, priority=priority, minutes=minutes)

    def inscribed(self) -> Incident:
        line = self.random.choice(self.event.lines).id
        return Incident(IncidentKind.NEW_INSCRIPTION, who=self._delegation(), item=line)

    def promoted(self) -> Incident:
        waits = [one.item for one in self.event.entries if one.status == EntryStatus.STANDBY]
        return Incident(IncidentKind.STANDBY_PROMOTED, item=self.random.choice(waits)) if waits else self.inscribed()

    def powers(self) -> Incident:
        return Incident(IncidentKind.FULL_POWERS_RECEIVED, who=self._delegation())

    def raised(self) -> Incident:
        return Incident(IncidentKind.PRIORITY_RAISED, item=self.random.choice(self.waiting or self.meetings).item)


KINDS: Mapping[str, Callable[[_Report], Incident]] = {
    "late": _Report.late,
    "delegation_late": _Report.delegation_late,
    "leaves": _Report.leaves,
    "absent": _Report.absent,
    "room_lost": _Report.room_lost,
    "ill": _Report.ill,
    "room_changed": _Report.room_changed,
    "cancelled": _Report.cancelled,
    "overruns": _Report.overruns,
    "shifted": _Report.shifted,
    "missed": _Report.missed,
    "turn_cancelled": _Report.turn_cancelled,
    "requested": _Report.requested,
    "inscribed": _Report.inscribed,
    "promoted": _Report.promoted,
    "powers": _Report.powers,
    "raised": _Report.raised,
}

"""The day as it turned out: the event and the plan before, with what happened worked in."""

from collections.abc import Callable, Iterable, Iterator
from copy import copy
from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import TypeVar

from planner.domain.clock import Span, clock, shift
from planner.domain.event import Event
from planner.domain.incident import Incident
from planner.domain.plan import Placement, Plan
from planner.domain.records import Absence, Bilateral, Entry, Line, ProgrammeItem, SideEvent
from planner.domain.vocabulary import EntryStatus, PlanState
from planner.domain.wording import (
    delegation_name,
    hours,
    interpreter_name,
    item_name,
    moment,
    opening,
    person_name,
    room_name,
)
from planner.replanning.outcome import Bounds
from planner.solver.lines.calling import LineDay
from planner.solver.repairing.disruption import party_weights

Record = TypeVar("Record")

Locate = Callable[[str, str, str], str]
"""The cell of a sheet's record and column; see `Workbook.locate`."""


class Misfit(Exception):
    """A change that cannot be: the column of the sheet at fault, what is wrong, and the cure."""

    def __init__(self, header: str, sentence: str, cure: str) -> None:
        super().__init__(sentence)
        self.header, self.sentence, self.cure = header, sentence, cure


class Day:
    """One day in the making: each change edits the event or the rows, and notes what has to follow."""

    def __init__(self, event: Event, before: Plan, now: datetime) -> None:
        self.event, self.now = replace(event, changes=()), now
        self.as_it_was = event
        self.rows = {row.item: row for row in before.rows}
        self.wanted: list[str] = []
        """The items that are to be placed if that does not cost dearer ones."""
        self.held: dict[str, datetime] = {}
        """For lines that are held up, when they go on."""
        self.told: dict[str, int] = {}
        """Who hears of a change anyway."""
        self.missed: list[str] = []
        """The turns to which nobody came, in the order of the reports."""
        self.filling: dict[str, int] = {}
        """The positions that fell free and go to entries on standby."""
        self.modest: set[str] = set()
        """The entries for whom nobody else in the line moves."""
        self.cancelled: dict[str, str] = {}
        """What was cancelled on the day, by name."""
        self.dear: dict[str, int] = {}
        """What is left out because so many others would have to be called for it."""
        self.in_the_way: dict[str, tuple[str, ...]] = {}
        """What would be dropped for entries that are left out."""
        self.reported: set[str] = set()
        """The items that the reports name."""
        self.elsewhere: dict[Incident, bool] = {}
        """The reports for which something under way goes on with another room or person, which is weighed against
        nothing; and whether it takes the place of others though nobody asked for that."""
        self.notes: list[str] = []
        """What has to be said beside the changes of the plan, in sentences."""
        self.bounds = Bounds()
        self._away: list[Absence] = []

    @property
    def end(self) -> datetime:
        """The midnight after the last day."""
        return self.event.at(self.event.settings.end_date, time(0)) + timedelta(days=1)

    @property
    def of_lines(self) -> LineDay:
        """What lines have to know of the day."""
        return LineDay(self.now, self.held, tuple(self.missed), self.filling, frozenset(self.modest))

    # --- what has begun ------------------------------------------------------------------------------------------

    def begun(self, item: str) -> bool:
        """Whether an item has begun, and so stays; what could not begin, for want of somebody or a room, has not."""
        row = self.rows.get(item)
        if row is None or not row.stands or item in self.missed:
            return False
        # By the clock, not by the lock: what is locked for the evening keeps nobody busy until then.
        passed = row.span.start <= Span.of(self.now, self.now).start
        return row.state == PlanState.DONE or (passed and not self._hindered(row))

    def _hindered(self, row: Placement) -> bool:
        spans = (Span.of(one.from_, one.to) for one in self._absences_of(row))
        return any(span.start <= row.span.start < span.end for span in spans)

    def _absences_of(self, row: Placement) -> Iterator[Absence]:
        """The new absences of whoever and whatever a row takes."""
        subjects = {row.room, *row.people, *row.interpreters}
        subjects |= {self.event.person[one].delegation for one in row.people if one in self.event.person}
        return (one for one in self._away if one.who in subjects)

    def hindrance(self, row: Placement) -> str:
        """In a sentence, what happened that an item cannot stand where it stood; '' if nothing that concerns itself."""
        for one in self._absences_of(row):
            span = Span.of(one.from_, one.to)
            if span.overlaps(row.span):
                for_good = one.to >= self.end
                when = f"after {moment(self.event, one.from_)}" if for_good else hours(self.event, span)
                return f"{opening(self.name_of(one.who))} is not available {when}."
        return ""

    def lacks_somebody(self, item: str) -> bool:
        """Whether an item needs somebody who comes back no more, with nobody in the place."""
        gone = {one.who for one in self._away if one.to >= self.end}
        if item in self.event.entry:
            return self._is_of(self.event.entrant(self.event.entry[item]).id, gone)
        roles = self.event.meeting[item].roles if item in self.event.meeting else ()
        return any(all(self._is_of(one, gone) for one in role) for role in roles)

    def _is_of(self, person: str, gone: set[str]) -> bool:
        """Whether a person or their delegation is among those who are gone."""
        return person in gone or self.event.person[person].delegation in gone

    def name_of(self, who: str) -> str:
        """What people call a person, delegation, room or interpreter."""
        named = (
            (self.event.person, person_name),
            (self.event.delegation, delegation_name),
            (self.event.room, room_name),
        )
        return next((name(self.event, who) for known, name in named if who in known), interpreter_name(self.event, who))

    def must_be_open(self, item: str, header: str = "item") -> None:
        """Refuse what is done already."""
        row = self.rows.get(item)
        if row is not None and row.state == PlanState.DONE:
            name = opening(item_name(self.event, item))
            raise Misfit(header, f"{name} is done.", "Leave the row out, or correct its state in the sheet Plan.")

    def plan(self) -> Plan:
        """The plan before, in which what has begun is kept."""
        return Plan(tuple(replace(row, locked=True) if self.begun(item) else row for item, row in self.rows.items()))

    # --- edits ---------------------------------------------------------------------------------------------------

    def close(self, who: str, start: datetime | None, end: datetime | None, reason: str, *, restricted: bool) -> None:
        """Somebody, or a room, is away from a moment (now) to another (the end of the event)."""
        first, last = start or self.now, end or self.end
        if first >= self.end:
            raise Misfit("from", f"{clock(first)} {first.year} is after the event.", "Look at the date.")
        if last <= self.now:
            raise Misfit(
                "to", f"{clock(last)} is over at {clock(self.now)}.", "Write a later time, or leave the row out."
            )
        if last <= first:
            raise Misfit("from", f"{clock(first)} is not before {clock(last)}.", "Put from before to.")
        absence = Absence(who, first, last, reason, restricted)
        self._away.append(absence)
        self.event = replace(self.event, absences=(*self.event.absences, absence))

    def lasts(self, row: Placement, minutes: int) -> None:
        """A meeting that stays where it is lasts so long."""
        assert row.start is not None
        self.put_minutes(row.item, minutes)
        self.tell(row)
        self.rows[row.item] = replace(row, end=shift(row.start, minutes=minutes))

    def copy(self) -> "Day":
        """The same day, to be changed by itself."""
        other = copy(self)
        for name, value in vars(self).items():
            if isinstance(value, dict | list | set):
                setattr(other, name, value.copy())
        return other

    def unlock(self, row: Placement) -> None:
        """A row may move."""
        self.rows[row.item] = replace(row, locked=False)

    def put_minutes(self, item: str, minutes: int) -> None:
        """A meeting is to last so long."""
        request = self.asked(item)
        if isinstance(request, SideEvent):
            self.put_side_event(replace(request, minutes=minutes))
        elif request is not None:
            self.put_bilateral(replace(request, minutes=minutes))

    def drop(self, item: str, why: str) -> None:
        """An item is not held."""
        row = self.rows.get(item)
        if row is None:
            raise Misfit(
                "item",
                f"{opening(item_name(self.event, item))} has no row in the plan.",
                "Solve the workbook first, or name another item.",
            )
        self._take_out(row, PlanState.CANCELLED, why)

    def leave_out(self, row: Placement, why: str) -> None:
        """A turn for which nobody can be there is given up, unless it was cancelled."""
        if row.item in self.rows and self.rows[row.item].stands:
            self._take_out(row, PlanState.UNPLACED, why)

    def _take_out(self, row: Placement, state: PlanState, why: str) -> None:
        """A row without time and place; what was issued of it stays on record."""
        if row.stands:
            self.tell(row)
        bare = Placement(row.item, row.kind, row.title, state=state, why=why)
        self.rows[row.item] = replace(bare, revision=row.revision, changed=row.changed, issued=row.issued)

    def tell(self, row: Placement) -> None:
        """Note that the parties of an item hear of a change."""
        for code, weight in party_weights(self.event, row.item, row.people).items():
            self.told[code] = max(self.told.get(code, 0), weight)

    def want(self, item: str) -> None:
        """Note that an item is to be placed, unless it stands."""
        row = self.rows.get(item)
        if (row is None or not row.stands) and item not in self.wanted:
            self.wanted.append(item)

    def fill(self, item: str, position: int) -> None:
        """An entry on standby takes a position that fell free."""
        self.put_entry(replace(self.event.entry[item], status=EntryStatus.INSCRIBED))
        self.filling[item] = position
        self.want(item)

    def put_programme(self, item: ProgrammeItem) -> None:
        """Exchange an item of the programme for one of the same id."""
        self.event = replace(
            self.event, programme=_with(self.event.programme, self.event.programme_item[item.id], item)
        )

    def put_line(self, line: Line) -> None:
        """Exchange a line for one of the same id."""
        self.event = replace(self.event, lines=_with(self.event.lines, self.event.line[line.id], line))

    def put_entry(self, entry: Entry) -> None:
        """Change an entry, or add one."""
        old = self.event.entry.get(entry.item)
        entries = (*self.event.entries, entry) if old is None else _with(self.event.entries, old, entry)
        self.event = replace(self.event, entries=entries)

    def put_bilateral(self, bilateral: Bilateral) -> None:
        """Change a bilateral, or add one."""
        bilaterals = {one.id: one for one in self.event.bilaterals} | {bilateral.id: bilateral}
        self.event = replace(self.event, bilaterals=tuple(bilaterals.values()))

    def put_side_event(self, side_event: SideEvent) -> None:
        """Exchange a side event for one of the same id, or add it."""
        side_events = {one.id: one for one in self.event.side_events} | {side_event.id: side_event}
        self.event = replace(self.event, side_events=tuple(side_events.values()))

    def asked(self, item: str) -> Bilateral | SideEvent | None:
        """The request behind a meeting."""
        requests: Iterable[Bilateral | SideEvent] = (*self.event.bilaterals, *self.event.side_events)
        return next((one for one in requests if one.id == item), None)


def _with(records: tuple[Record, ...], old: Record, new: Record) -> tuple[Record, ...]:
    return tuple(new if one is old else one for one in records)

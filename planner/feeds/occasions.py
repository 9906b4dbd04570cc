"""The occasions of a plan: what takes place when and where, as those who take part in it may know it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from functools import cached_property

from planner.domain.days import day_parts
from planner.domain.event import Event
from planner.domain.issue import Issue, carried, dated, read_issue
from planner.domain.plan import Placement, Plan
from planner.domain.records import Line, ProgrammeItem
from planner.domain.turns import taken_span
from planner.domain.vocabulary import KIND_NAMES, ItemKind, LineKind
from planner.domain.wording import kind_name, title_of
from planner.views import Discretion, line_is_public, line_item
from planner.workbook import Workbook

LINE_NAMES = {LineKind.SIGNING: "Signing", LineKind.STATEMENT: "Statements", LineKind.ARRIVAL: "Arrivals"}


class Certainty(StrEnum):
    """How sure an occasion is, in the words of calendars."""

    CONFIRMED = "CONFIRMED"
    TENTATIVE = "TENTATIVE"
    CANCELLED = "CANCELLED"


@dataclass(frozen=True, slots=True)
class Occasion:
    """One of them. `key` never changes; `parties` are delegation codes, `people` and `interpreters` ids.

    `public` ones may be shown to everybody, `restricted` ones to their parties and the organiser alone. `there_from` is
    when somebody in a line has to be there. `revision`, `changed` and `left` are those of `planner.domain.issue`.
    """

    key: str
    kind: str
    title: str
    start: datetime
    end: datetime
    changed: datetime
    room: str = ""
    parties: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    interpreters: tuple[str, ...] = ()
    standing: Certainty = Certainty.CONFIRMED
    public: bool = False
    restricted: bool = False
    revision: int = 0
    there_from: datetime | None = None
    left: frozenset[str] = frozenset()

    @property
    def held(self) -> bool:
        """Whether it is held as far as is known: it is not cancelled."""
        return self.standing != Certainty.CANCELLED

    def of(self, who: str, attends: bool) -> "Occasion | None":
        """It in the calendar of `room R1`, `person FRA-1` or `interpreter I1`: cancelled where it has gone from there,
        so that programs which took it over do not keep it; None where it was never there.
        """
        if attends:
            return self
        return replace(self, standing=Certainty.CANCELLED, there_from=None) if who in self.left else None


@dataclass(frozen=True)  # not slotted: the look-ups below are computed once and kept
class Agenda:
    """An event, its plan, and the occasions of both. `saved` dates what does not say itself since when it is so."""

    event: Event
    plan: Plan
    saved: datetime

    @classmethod
    def of(cls, workbook: Workbook, now: datetime) -> "Agenda":
        """Of the workbook with its plan brought up to date; `now` stands in where the file does not say its age."""
        event = workbook.event
        saved = event.local(workbook.saved or now).replace(microsecond=0)
        before = workbook.dated_plan
        return cls(event, dated(carried(event, before, before), saved), saved)

    @cached_property
    def discretion(self) -> Discretion:
        """What may be known of its items."""
        return Discretion(self.event)

    @cached_property
    def items(self) -> tuple[Occasion, ...]:
        """Every item that stands, and those that were issued and do not stand any more, in order of time."""
        occasions = [occasion for row in self.plan.rows if (occasion := self._of_row(row)) is not None]
        occasions += (self._of_programme(one) for one in self.event.programme if one.id not in self.plan.by_item)
        return tuple(sorted(occasions, key=in_order))

    @cached_property
    def of_party(self) -> Mapping[str, tuple[Occasion, ...]]:
        """The items by the code of each delegation and the id of each person who takes part or was told so."""
        by_party: dict[str, list[Occasion]] = {}
        for one in self.items:
            gone = (who.removeprefix("person ") for who in one.left if who.startswith("person "))
            for who in {*one.parties, *one.people, *gone}:
                by_party.setdefault(who, []).append(one)
        return {who: tuple(items) for who, items in by_party.items()}

    @cached_property
    def lines(self) -> tuple[Occasion, ...]:
        """The lines as wholes: whoever stands in them, each is one occasion."""
        return tuple(sorted((self._of_line(line) for line in self.event.lines), key=in_order))

    @cached_property
    def hosts_of(self) -> Mapping[str, tuple[str, ...]]:
        """The delegations that give a side event."""
        return {one.id: (one.organiser, *one.co_organisers) for one in self.event.side_events}

    def turns(self, line: str) -> tuple[Occasion, ...]:
        """The turns of a line that stand, in their order."""
        own = {entry.item for entry in self.event.entries if entry.line == line}
        return tuple(one for one in self.items if one.key in own and one.held)

    # --- how occasions come about --------------------------------------------------------------------------------

    def _of_row(self, row: Placement) -> Occasion | None:
        issue = read_issue(row.issued)
        if issue is None:
            return None
        event, item = self.event, row.item
        meeting, programme = event.meeting.get(item), event.programme_item.get(item)
        people = event.attendees(programme) if programme is not None else issue.people
        tentative = Certainty.TENTATIVE if "provisional" in issue.marks else Certainty.CONFIRMED
        return Occasion(
            key=item,
            kind=kind_name(event, item, row.kind),
            title=self._title(row, issue),
            start=event.local(issue.start),
            end=event.local(issue.end),
            changed=row.changed or self.saved,
            room=issue.room,
            parties=self.discretion.parties(item, people),
            people=people,
            interpreters=issue.interpreters,
            standing=Certainty.CANCELLED if issue.cancelled else tentative,
            public=item in self.discretion.public,
            # What was restricted when it was told stays so, and what has become so is so at once.
            restricted="restricted" in issue.marks or (meeting is not None and meeting.restricted),
            revision=row.revision or 0,
            there_from=self._there_from(row),
            left=issue.left,
        )

    def _title(self, row: Placement, issue: Issue) -> str:
        """As the event says it; of what is cancelled, as it was told."""
        if row.item in self.event.entry:
            entry = self.event.entry[row.item]
            return f"{self.event.line[entry.line].label}: {self.event.delegation[entry.delegation].label}"
        return (issue.title if issue.cancelled else "") or title_of(self.event, row)

    def _there_from(self, row: Placement) -> datetime | None:
        if row.item not in self.event.entry or not row.stands:
            return None
        return self.event.local(taken_span(self.event.line[self.event.entry[row.item].line], row.span).start)

    def _of_programme(self, item: ProgrammeItem) -> Occasion:
        people = self.event.attendees(item)
        return Occasion(
            key=item.id,
            kind=KIND_NAMES[ItemKind.PROGRAMME],
            title=item.title,
            start=item.start,
            end=item.end,
            changed=self.saved,
            room=item.room,
            parties=self.discretion.parties(item.id, people),
            people=people,
            public=item.id in self.discretion.public,
        )

    def _of_line(self, line: Line) -> Occasion:
        entries = [entry for entry in self.event.entries if entry.line == line.id]
        rows = [self.plan.by_item[entry.item] for entry in entries if entry.item in self.plan.by_item]
        issues = [issue for row in rows if (issue := read_issue(row.issued)) is not None]
        rooms = {one for issue in issues for one in issue.left if one.startswith("room ")}
        return Occasion(
            key=line_item(line),
            kind=LINE_NAMES[line.kind],
            title=line.label,
            start=line.start,
            end=line.end,
            changed=max((row.changed for row in rows if row.changed is not None), default=self.saved),
            room=line.room,
            parties=tuple(dict.fromkeys(entry.delegation for entry in entries)),
            public=line_is_public(line),
            revision=max((issue.line_changes for issue in issues), default=0),
            left=frozenset(rooms),
        )


def on_each_day(event: Event, occasions: Iterable[Occasion]) -> Iterator[Occasion]:
    """The occasions in order, what lasts over several days on each of them with the hours of that day."""
    for one in occasions:
        for start, end in day_parts(event, one.start, one.end):
            yield replace(one, start=start, end=end)


def in_order(occasion: Occasion) -> tuple[datetime, timedelta, str]:
    """By start, then by length."""
    return occasion.start, occasion.end - occasion.start, occasion.key

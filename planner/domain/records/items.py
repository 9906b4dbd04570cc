"""What is held, and who interprets it: the sheets Programme, Lines with their entries (Signings, Statements, Arrivals),
Bilaterals, SideEvents and Interpreters.
"""

from dataclasses import dataclass
from datetime import datetime

from planner.domain.records.settings import PRIORITIES
from planner.domain.sound import (
    refuse_blank,
    refuse_minutes,
    refuse_misfits,
    refuse_number,
    refuse_reversed,
    refuse_word,
)
from planner.domain.vocabulary import (
    BilateralKind,
    BilateralStatus,
    EntryStatus,
    FullPowers,
    HostPlace,
    LineKind,
    LineOrder,
    ProgrammeKind,
)

ANY_PERSON = "any"
"""In `requester_person` and `counterpart_person`: anyone of the delegation may attend."""

WHO_ALL, WHO_HEADS, WHO_NONE = "all", "heads", "none"
"""The words that `Programme.who` takes instead of a list."""


@dataclass(frozen=True, slots=True)
class ProgrammeItem:
    """A fixed item. `who` is one of the words above or codes and ids."""

    id: str
    title: str
    start: datetime
    end: datetime
    room: str = ""
    who: tuple[str, ...] = (WHO_HEADS,)
    kind: ProgrammeKind = ProgrammeKind.OTHER
    public: bool = True

    def __post_init__(self) -> None:
        record = f"programme item {self.id}"
        refuse_misfits(record, self)
        refuse_blank(record, id=self.id)
        refuse_word(record, ProgrammeKind, kind=self.kind)
        refuse_reversed(record, start=self.start, end=self.end)


@dataclass(frozen=True, slots=True)
class Line:
    """An ordered sequence at one place; `pause_every` counts turns (rounds, where there are several desks)."""

    id: str
    kind: LineKind
    room: str
    start: datetime
    end: datetime
    seconds_each: int
    title: str = ""
    desks: int = 1
    order: LineOrder = LineOrder.PRECEDENCE
    host: HostPlace = HostPlace.FIRST
    reserve_percent: int = 0
    pause_every: int = 0
    pause_minutes: int = 0
    before: int = 10
    after: int = 5

    def __post_init__(self) -> None:
        record = f"line {self.id}"
        refuse_misfits(record, self)
        refuse_blank(record, id=self.id)
        refuse_word(record, LineKind, kind=self.kind)
        refuse_word(record, LineOrder, order=self.order)
        refuse_word(record, HostPlace, host=self.host)
        refuse_reversed(record, start=self.start, end=self.end)
        refuse_number(record, 1, seconds_each=self.seconds_each, desks=self.desks)
        refuse_number(record, 0, pause_every=self.pause_every)
        refuse_minutes(record, 0, pause_minutes=self.pause_minutes, before=self.before, after=self.after)
        refuse_number(record, 0, 100, reserve_percent=self.reserve_percent)

    @property
    def label(self) -> str:
        """The title; the id where there is none."""
        return self.title or self.id


@dataclass(frozen=True, slots=True)
class Entry:
    """One delegation's place in a line. `full_powers` is None where the cell is blank, and in other than signings."""

    line: str
    delegation: str
    person: str | None = None
    not_before: datetime | None = None
    not_after: datetime | None = None
    position: int | None = None
    status: EntryStatus = EntryStatus.INSCRIBED
    inscribed_at: datetime | None = None
    notes: str = ""
    full_powers: FullPowers | None = None

    def __post_init__(self) -> None:
        record = f"entry {self.item}"
        refuse_misfits(record, self)
        refuse_blank(record, line=self.line, delegation=self.delegation)
        refuse_number(record, 1, position=self.position)
        refuse_word(record, EntryStatus, status=self.status)
        refuse_word(record, FullPowers, full_powers=self.full_powers)

    @property
    def item(self) -> str:
        """`SIGN/BRA`: what the Plan sheet and reports of the day call the entry."""
        return f"{self.line}/{self.delegation}"


@dataclass(frozen=True, slots=True)
class Bilateral:
    """`requester_person` and `counterpart_person`: empty means the head, otherwise any one of these (or `any`).

    `room` is a wish, or a must where `must_room`. `minutes` None takes the policy's.
    """

    id: str
    requester: str
    counterpart: str
    requester_person: tuple[str, ...] = ()
    counterpart_person: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    minutes: int | None = None
    priority: int = 3
    status: BilateralStatus = BilateralStatus.ACCEPTED
    seats: int = 8
    languages: tuple[str, ...] = ()
    features: tuple[str, ...] = ()
    not_before: datetime | None = None
    not_after: datetime | None = None
    prefer_from: datetime | None = None
    prefer_to: datetime | None = None
    room: str = ""
    must_room: bool = False
    after: str = ""
    kind: BilateralKind = BilateralKind.FORMAL
    submitted_at: datetime | None = None
    restricted: bool = False
    source: str = ""

    def __post_init__(self) -> None:
        record = f"bilateral {self.id}"
        refuse_misfits(record, self)
        refuse_blank(record, id=self.id)
        refuse_number(record, 1, PRIORITIES, priority=self.priority)
        refuse_minutes(record, 1, minutes=self.minutes)
        refuse_number(record, 0, seats=self.seats)
        refuse_word(record, BilateralStatus, status=self.status)
        refuse_word(record, BilateralKind, kind=self.kind)
        refuse_reversed(record, not_before=self.not_before, not_after=self.not_after)
        refuse_reversed(record, prefer_from=self.prefer_from, prefer_to=self.prefer_to)


@dataclass(frozen=True, slots=True)
class SideEvent:
    """An event beside the programme that somebody organises and the planner finds a time and room for."""

    id: str
    title: str
    organiser: str
    attendance: int
    co_organisers: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()
    minutes: int = 60
    priority: int = 3
    theme: str = ""
    features: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    not_before: datetime | None = None
    not_after: datetime | None = None
    room: str = ""
    must_room: bool = False
    public: bool = True

    def __post_init__(self) -> None:
        record = f"side event {self.id}"
        refuse_misfits(record, self)
        refuse_blank(record, id=self.id)
        refuse_number(record, 1, PRIORITIES, priority=self.priority)
        refuse_minutes(record, 1, minutes=self.minutes)
        refuse_number(record, 0, attendance=self.attendance)
        refuse_reversed(record, not_before=self.not_before, not_after=self.not_after)


@dataclass(frozen=True, slots=True)
class Interpreter:
    """`languages` are pairs, each of which serves both directions; limits are minutes."""

    id: str
    name: str
    languages: tuple[tuple[str, str], ...]
    from_: datetime | None = None
    to: datetime | None = None
    max_minutes_per_day: int = 360
    max_run: int = 90
    break_: int = 30

    def __post_init__(self) -> None:
        record = f"interpreter {self.id}"
        refuse_misfits(record, self)
        refuse_blank(record, id=self.id)
        refuse_minutes(record, 1, max_minutes_per_day=self.max_minutes_per_day, max_run=self.max_run)
        refuse_minutes(record, 0, break_=self.break_)
        refuse_reversed(record, from_=self.from_, to=self.to)

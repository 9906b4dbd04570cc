"""The records of an event, one class per sheet of the workbook. Fields carry the names of the sheet's columns.

Codes and ids are spelt as in the sheet that defines them; references are resolved to that spelling on reading.
An optional field that is None means the cell was blank and the documented default applies. A value that cannot be is
refused as `Unsound`, with a sentence that says what was found and what would be right.
"""

from dataclasses import dataclass
from datetime import date, datetime, time

from planner.domain.sound import (
    Unsound,
    refuse_blank,
    refuse_minutes,
    refuse_misfits,
    refuse_number,
    refuse_reversed,
    refuse_word,
    refuse_zone,
)
from planner.domain.vocabulary import (
    PRECEDENCE_PRESETS,
    ApartRule,
    BilateralKind,
    BilateralStatus,
    DelegationKind,
    DoorNames,
    EntryStatus,
    FullPowers,
    HostPlace,
    LineKind,
    LineOrder,
    ProgrammeKind,
    Rank,
    RoomUse,
    TieBreak,
)

PRIORITIES = 5
"""Priorities go from 1 to this; 5 counts most."""

ANY_PERSON = "any"
"""In `requester_person` and `counterpart_person`: anyone of the delegation may attend."""

WHO_ALL, WHO_HEADS, WHO_NONE = "all", "heads", "none"
"""The words that `Programme.who` takes instead of a list."""


@dataclass(frozen=True, slots=True)
class Settings:
    """The Event sheet. `precedence` is a preset's name or an explicit list of ranks; dates are inclusive."""

    name: str
    timezone: str
    start_date: date
    end_date: date
    day_start: time = time(8)
    day_end: time = time(20)
    time_step: int = 5
    host: str = ""
    precedence: tuple[str, ...] = ("un_recent",)
    tie_break: tuple[TieBreak, ...] = (TieBreak.OFFICE_SINCE, TieBreak.INSCRIBED_AT, TieBreak.ALPHABETICAL)
    alphabet_from: str = "A"
    venue: str = ""
    theme: str = ""
    door_names: DoorNames = DoorNames.KIND

    def __post_init__(self) -> None:
        refuse_misfits("event", self)
        refuse_zone("event", timezone=self.timezone)
        refuse_number("event", 1, 1440, time_step=self.time_step)
        refuse_reversed("event", may_meet=True, start_date=self.start_date, end_date=self.end_date)
        refuse_reversed("event", day_start=self.day_start, day_end=self.day_end)
        for rank in self.precedence:
            refuse_word("event", (*PRECEDENCE_PRESETS, *Rank), precedence=rank)
        for tie_break in self.tie_break:
            refuse_word("event", TieBreak, tie_break=tie_break)
        refuse_word("event", DoorNames, door_names=self.door_names)


@dataclass(frozen=True, slots=True)
class Policy:
    """The Policy sheet. Gaps and lengths are minutes, `fair_share` is a percentage.

    `secondary` lists the soft terms with their weights in order of importance; a term of weight 0, or left out, is off.
    None is the default: every term in its place with the weight that it has of itself.
    """

    person_gap: int = 10
    room_turnover: int = 15
    bilateral_minutes: int = 20
    bilateral_start_grid: int = 5
    side_event_starts: tuple[time, ...] = ()
    value_of_priority: tuple[int, ...] = (1, 2, 4, 8, 16)
    bilateral: int = 1
    side_event: int = 4
    max_bilaterals_per_day: int | None = None
    max_run: int = 4
    run_break: int = 30
    slack: int = 20
    fair_share: int = 0
    secondary: tuple[tuple[str, int], ...] | None = None

    def __post_init__(self) -> None:
        refuse_misfits("policy", self)
        refuse_minutes("policy", 0, person_gap=self.person_gap, room_turnover=self.room_turnover)
        refuse_minutes("policy", 0, run_break=self.run_break, slack=self.slack)
        refuse_number("policy", 0, bilateral=self.bilateral, side_event=self.side_event)
        refuse_number("policy", 0, max_bilaterals_per_day=self.max_bilaterals_per_day)
        refuse_minutes("policy", 1, bilateral_minutes=self.bilateral_minutes)
        refuse_minutes("policy", 1, bilateral_start_grid=self.bilateral_start_grid)
        refuse_number("policy", 1, max_run=self.max_run)
        refuse_number("policy", 0, 100, fair_share=self.fair_share)
        if len(self.value_of_priority) != PRIORITIES:
            values = len(self.value_of_priority)
            raise Unsound(f"policy: value_of_priority has {values} values; write one for each priority from 1 to 5")
        for value in self.value_of_priority:
            refuse_number("policy", 0, value_of_priority=value)
        for term, weight in self.secondary or ():
            refuse_number("policy", 0, **{f"weight of {term}": weight})


@dataclass(frozen=True, slots=True)
class Delegation:
    """A party to the event, by its code, and when it is there; `liaison` is the officer who accompanies it."""

    code: str
    name: str
    short_name: str = ""
    kind: DelegationKind = DelegationKind.STATE
    region: str = ""
    arrives: datetime | None = None
    departs: datetime | None = None
    languages: tuple[str, ...] = ()
    inscribed_at: datetime | None = None
    precedence: int | None = None
    max_bilaterals_per_day: int | None = None
    contact: str = ""
    liaison: str = ""
    liaison_phone: str = ""
    notes: str = ""

    def __post_init__(self) -> None:
        record = f"delegation {self.code}"
        refuse_misfits(record, self)
        refuse_blank(record, code=self.code, name=self.name)
        refuse_word(record, DelegationKind, kind=self.kind)
        refuse_number(record, 0, precedence=self.precedence, max_bilaterals_per_day=self.max_bilaterals_per_day)
        refuse_reversed(record, may_meet=True, arrives=self.arrives, departs=self.departs)

    @property
    def label(self) -> str:
        """The short name where there is one."""
        return self.short_name or self.name


@dataclass(frozen=True, slots=True)
class Person:
    """A principal. `honorific` stands before the name (`H.E.`), `pronunciation` is for whoever calls it out.

    `implied` marks the one made up for a delegation that lists nobody; it is not written out.
    """

    id: str
    delegation: str
    name: str
    rank: Rank
    title: str = ""
    office_since: date | None = None
    arrives: datetime | None = None
    departs: datetime | None = None
    languages: tuple[str, ...] = ()
    max_bilaterals_per_day: int | None = None
    honorific: str = ""
    pronunciation: str = ""
    phone: str = ""
    notes: str = ""
    implied: bool = False

    def __post_init__(self) -> None:
        record = f"person {self.id}"
        refuse_misfits(record, self)
        refuse_blank(record, id=self.id, delegation=self.delegation)
        refuse_word(record, Rank, rank=self.rank)
        refuse_number(record, 0, max_bilaterals_per_day=self.max_bilaterals_per_day)
        refuse_reversed(record, may_meet=True, arrives=self.arrives, departs=self.departs)

    @property
    def label(self) -> str:
        return self.title or self.name

    @property
    def presented(self) -> str:
        """`H.E. Ilva Marn, President of Aldoria`; without the title where the name is no more than that."""
        named = f"{self.honorific} {self.name}" if self.honorific else self.name
        return f"{named}, {self.title}" if self.title and self.title != self.name else named


@dataclass(frozen=True, slots=True)
class Absence:
    """`who` is a delegation code, person id, room code or interpreter id."""

    who: str
    from_: datetime
    to: datetime
    reason: str = ""
    restricted: bool = False

    def __post_init__(self) -> None:
        record = f"absence of {self.who}"
        refuse_misfits(record, self)
        refuse_reversed(record, from_=self.from_, to=self.to)


@dataclass(frozen=True, slots=True)
class Room:
    """A room, hall or booth: how many it seats, what for, and when it is open; `turnover` is in minutes.

    `setting` is how it is set, in the organiser's words.
    """

    code: str
    name: str
    capacity: int
    uses: tuple[RoomUse, ...]
    zone: str = ""
    features: tuple[str, ...] = ()
    booths: int = 0
    opens: time | None = None
    closes: time | None = None
    turnover: int | None = None
    floor: str = ""
    phone: str = ""
    setting: str = ""

    @property
    def storey(self) -> str:
        """`floor 2`, or as it is written where that is no number: `Mezzanine`."""
        return f"floor {self.floor}" if self.floor.isdigit() else self.floor

    def __post_init__(self) -> None:
        record = f"room {self.code}"
        refuse_misfits(record, self)
        refuse_blank(record, code=self.code)
        refuse_number(record, 0, capacity=self.capacity, booths=self.booths)
        refuse_minutes(record, 0, turnover=self.turnover)
        for use in self.uses:
            refuse_word(record, RoomUse, use=use)
        refuse_reversed(record, opens=self.opens, closes=self.closes)


@dataclass(frozen=True, slots=True)
class Walk:
    """The minutes on foot between two zones, the same both ways."""

    from_: str
    to: str
    minutes: int

    def __post_init__(self) -> None:
        record = f"walk from {self.from_} to {self.to}"
        refuse_misfits(record, self)
        refuse_minutes(record, 0, minutes=self.minutes)


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


@dataclass(frozen=True, slots=True)
class KeepApart:
    """`a` and `b` are delegation codes; `minutes` counts for same_zone and same_room_next."""

    a: str
    b: str
    rule: ApartRule
    minutes: int = 15

    def __post_init__(self) -> None:
        record = f"{self.a} and {self.b} kept apart"
        refuse_misfits(record, self)
        refuse_word(record, ApartRule, rule=self.rule)
        refuse_minutes(record, 0, minutes=self.minutes)

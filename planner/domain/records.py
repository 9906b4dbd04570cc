"""The records of an event, one class per sheet of the workbook. Fields carry the names of the sheet's columns.

Codes and ids are spelt as in the sheet that defines them; references are resolved to that spelling on reading.
An optional field that is None means the cell was blank and the documented default applies.
"""

from dataclasses import dataclass
from datetime import date, datetime, time

from planner.domain.vocabulary import (
    ApartRule,
    BilateralKind,
    BilateralStatus,
    DelegationKind,
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

ANY_PERSON = "any"
"""In `requester_person` and `counterpart_person`: anyone of the delegation may attend."""

WHO_ALL, WHO_HEADS, WHO_NONE = "all", "heads", "none"
"""The words that `Programme.who` takes instead of a list."""

SECONDARY_TERMS = (
    "fairness",
    "preferred_time",
    "preferred_room",
    "substitution",
    "waiting",
    "walking",
    "max_run",
    "spread",
    "slack",
    "disruption",
)
"""The secondary terms in their default order of importance."""

DEFAULT_WEIGHTS = {term: int(term != "slack") for term in SECONDARY_TERMS}
"""Slack works against short waits, so that it counts only for whoever asks for it."""


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


@dataclass(frozen=True, slots=True)
class Policy:
    """The Policy sheet. Gaps and lengths are minutes, `fair_share` is a percentage.

    `secondary` lists the secondary terms with their weights in order of importance; weight 0 switches a term off.
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
    secondary: tuple[tuple[str, int], ...] = tuple(DEFAULT_WEIGHTS.items())


@dataclass(frozen=True, slots=True)
class Delegation:
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
    notes: str = ""

    @property
    def label(self) -> str:
        """The short name where there is one."""
        return self.short_name or self.name


@dataclass(frozen=True, slots=True)
class Person:
    """A principal. `implied` marks the one made up for a delegation that lists nobody; it is not written out."""

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
    notes: str = ""
    implied: bool = False

    @property
    def label(self) -> str:
        return self.title or self.name


@dataclass(frozen=True, slots=True)
class Absence:
    """`who` is a delegation code, person id, room code or interpreter id."""

    who: str
    from_: datetime
    to: datetime
    reason: str = ""
    restricted: bool = False


@dataclass(frozen=True, slots=True)
class Room:
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


@dataclass(frozen=True, slots=True)
class Walk:
    from_: str
    to: str
    minutes: int


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


@dataclass(frozen=True, slots=True)
class SideEvent:
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


@dataclass(frozen=True, slots=True)
class KeepApart:
    """`a` and `b` are delegation codes; `minutes` counts for same_zone and same_room_next."""

    a: str
    b: str
    rule: ApartRule
    minutes: int = 15

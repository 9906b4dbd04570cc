"""Who comes and who may not be near whom: the sheets Delegations, People, Absences, KeepApart."""

from dataclasses import dataclass
from datetime import date, datetime

from planner.domain.sound import (
    refuse_blank,
    refuse_minutes,
    refuse_misfits,
    refuse_number,
    refuse_reversed,
    refuse_word,
)
from planner.domain.vocabulary import ApartRule, DelegationKind, Rank


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
        """The title where there is one, else the name."""
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

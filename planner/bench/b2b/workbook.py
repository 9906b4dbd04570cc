"""Published instances as the workbooks that an organiser would write, and the plans of those as answers.

Participants become delegations and tables become rooms, without gap or turnover. The sessions and fixed slots are
windows of the requests, forbidden slots are absences, and a request that must follow another says so in `after`.
"""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

from planner.bench.b2b.instance import Instance
from planner.domain.event import Event
from planner.domain.plan import Plan
from planner.domain.records import Absence, Bilateral, Delegation, Person, Policy, Room, Settings
from planner.domain.vocabulary import DelegationKind, Rank, RoomUse, Severity
from planner.workbook import Workbook, read, write

DAY, OPENS, ZONE = date(2024, 1, 15), time(8), "UTC"
"""The instances tell neither day nor hour nor place."""

SLOT = 10
"""Minutes of a slot: the longest day still ends in the evening."""

SEATS = 2


class NoWorkbook(ValueError):
    """An instance asks for something that a workbook cannot say; the sentence says what."""


def workbook_of(instance: Instance) -> Workbook:
    """The workbook of an instance, written to a file and read from there; NoWorkbook where there is none."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "instance.xlsx"
        write(Workbook.of(event_of(instance)), path)
        reading = read(path)
    if reading.workbook is None:
        raise NoWorkbook(next(one.sentence for one in reading.problems if one.severity == Severity.ERROR))
    return reading.workbook


def event_of(instance: Instance) -> Event:
    """The event of an instance; NoWorkbook where there is none."""
    if not (instance.tables and instance.participants):
        raise NoWorkbook("nTables and nBusiness: a workbook has a table and a participant at least.")
    for number, one in enumerate(instance.encounters, 1):
        if len(one.follows) > 1:
            several = " and ".join(str(before + 1) for before in one.follows)
            raise NoWorkbook(f"precedences: meeting {number} must follow {several}; a workbook can say one of them.")
        if not instance.window(number - 1):
            raise NoWorkbook(f"requested: meeting {number} has no slot in the {one.session}.")
    ends = _moment(instance.slots)
    return Event(
        Settings(instance.name, ZONE, DAY, DAY, day_start=OPENS, day_end=ends.time(), time_step=SLOT),
        Policy(person_gap=0, room_turnover=0, bilateral_minutes=SLOT, bilateral_start_grid=SLOT),
        delegations=tuple(_delegation(who) for who in range(instance.participants)),
        people=tuple(_person(who) for who in range(instance.participants)),
        absences=tuple(_absences(instance)),
        rooms=tuple(_table(number) for number in range(instance.tables)),
        bilaterals=tuple(_bilateral(instance, number) for number in range(len(instance.encounters))),
    )


def answer_of(instance: Instance, plan: Plan) -> list[int | None]:
    """The slot in which a plan has each meeting; None where it has none."""
    rows = (plan.by_item.get(_id(number)) for number in range(len(instance.encounters)))
    return [None if row is None or not row.stands else _slot(row.start) for row in rows]


def _moment(slot: int) -> datetime:
    """When a slot begins."""
    return datetime.combine(DAY, OPENS, tzinfo=ZoneInfo(ZONE)) + timedelta(minutes=SLOT * slot)


def _slot(start: datetime | None) -> int | None:
    return None if start is None else round((start - _moment(0)) / timedelta(minutes=SLOT))


def _code(who: int) -> str:
    return f"P{who + 1:03}"


def _id(number: int) -> str:
    return f"M{number + 1:04}"


def _delegation(who: int) -> Delegation:
    return Delegation(_code(who), f"Participant {who + 1}", kind=DelegationKind.ORGANISATION)


def _person(who: int) -> Person:
    """The one whom the workbook implies for a delegation that lists nobody."""
    return Person(_code(who), _code(who), f"Participant {who + 1}", Rank.SENIOR_OFFICIAL, implied=True)


def _table(number: int) -> Room:
    return Room(f"T{number + 1:03}", f"Table {number + 1}", SEATS, (RoomUse.BILATERAL,))


def _absences(instance: Instance) -> Iterator[Absence]:
    for who, barred in enumerate(instance.forbidden):
        for slot in sorted(barred):
            yield Absence(_code(who), _moment(slot), _moment(slot + 1))


def _bilateral(instance: Instance, number: int) -> Bilateral:
    one, slots = instance.encounters[number], instance.window(number)
    return Bilateral(
        _id(number),
        _code(one.first),
        _code(one.second),
        seats=SEATS,
        not_before=_moment(min(slots)),
        not_after=_moment(max(slots) + 1),
        after="".join(_id(before) for before in one.follows),
    )

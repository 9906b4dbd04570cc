"""Run sheet for the control room: minute by minute over all rooms, with who moves where."""

from datetime import datetime

from planner.domain.days import goes_on
from planner.domain.event import Event
from planner.domain.plan import Placement
from planner.domain.records import KeepApart
from planner.domain.ways import Ways, attending, by_day
from planner.domain.wording import room_label, title_of
from planner.papers.edition import Edition
from planner.papers.phrases import (
    be_there,
    clock,
    end_of,
    kind_words,
    label,
    person_words,
    place_of,
    provisional,
    restricted,
    start_of,
    too_tight,
    until,
)
from planner.papers.sheet import Cell, Line, Section, Sheet, cell, clock_cell, line, plain_heads, text
from planner.papers.words import day_words

MANY = 6
"""People of one item who are listed one by one; of a plenary it is enough to know that all come."""


def run_sheets(edition: Edition) -> tuple[Sheet, ...]:
    """A sheet for each day: what begins and ends at each minute."""
    event = edition.event
    ways = Ways(event, edition.plan.standing)
    apart = tuple(line(("small", _apart(event, pair))) for pair in event.keep_apart)
    return tuple(
        Sheet(
            day.isoformat(),
            day_words(day),
            "Organiser",
            subtitle="Run sheet",
            lead=(line(("strong", "To be kept apart")), *apart) if apart else (),
            sections=(Section("", _COLUMNS, _steps(event, rows, ways)),),
        )
        for day, rows in by_day(event, edition.plan.rows).items()
    )


_COLUMNS = plain_heads(
    ("Time", 18), ("Room", 38), ("Begins", 0), ("Who comes, and from where", 0), ("Ends", 58), ("", 8)
)


def _apart(event: Event, pair: KeepApart) -> str:
    how = pair.rule.replace("_", " ")
    within = f", {pair.minutes} min" if pair.rule in ("same_zone", "same_room_next") else ""
    return f"{label(event, pair.a)} and {label(event, pair.b)}: never {how}{within}"


def _steps(event: Event, rows: list[Placement], ways: Ways) -> tuple[tuple[Cell, ...], ...]:
    """Moment by moment: a row for each item that begins, the first of them with all that ends."""
    begins: dict[datetime, list[Placement]] = {}
    ends: dict[datetime, list[Placement]] = {}
    for row in rows:
        begins.setdefault(start_of(event, row), []).append(row)
        if row.item not in event.entry and not goes_on(event, row)[1]:  # a turn ends as the next begins
            ends.setdefault(end_of(event, row), []).append(row)
    order = {room.code: number for number, room in enumerate(event.rooms)}
    steps: list[tuple[Cell, ...]] = []
    for moment in sorted({*begins, *ends}, key=datetime.timestamp):
        over = cell(*(line(("small", _ended(event, row))) for row in ends.get(moment, ())))
        starting = sorted(begins.get(moment, ()), key=lambda row: order.get(row.room, -1))
        if not starting:
            steps.append((clock_cell(clock(moment)), (), (), (), over, ()))
        for row in starting:
            steps.append(_step(event, moment, row, over if row is starting[0] else (), ways))
    return tuple(steps)


def _ended(event: Event, row: Placement) -> str:
    return f"{room_label(event, row.room)}: {_name(event, row)}" if row.room else _name(event, row)


def _step(event: Event, moment: datetime, row: Placement, over: Cell, ways: Ways) -> tuple[Cell, ...]:
    return (
        clock_cell(clock(moment)),
        text(room_label(event, row.room) if row.room else place_of(event, row)),
        cell(*_begins(event, row)),
        cell(*_comers(event, row, ways)),
        over,
        cell(line(("box", ""))),
    )


def _name(event: Event, row: Placement) -> str:
    """`Signing: Brazil`, `Brazil – Chile`."""
    if row.item in event.entry:
        return f"{kind_words(event, row)}: {label(event, event.entry[row.item].delegation)}"
    return title_of(event, row)


def _begins(event: Event, row: Placement) -> tuple[Line, ...]:
    number = "" if row.position is None else f"  no. {row.position}"
    end = "" if row.item in event.entry else f"  until {until(event, row)}"
    marks = line(
        ("tag", "Provisional" if provisional(event, row) else ""),
        ("tag", "Restricted" if restricted(event, row) else ""),
    )
    item = line(
        ("strong", _name(event, row)), ("small", f"{number}{end}  {row.item if row.item in event.meeting else ''}")
    )
    return (item, marks) if marks else (item,)


def _comers(event: Event, row: Placement, ways: Ways) -> tuple[Line, ...]:
    """Who comes, each with the room of the last duty; of a plenary only how many."""
    people = attending(event, row)
    if len(people) > MANY:
        return (line(("small", f"{len(people)} principals")),)
    early = be_there(event, row)
    ready = "" if early is None else f"on deck {clock(early)}; "
    lines = []
    for person in people:
        one, way = event.person[person], ways.to(person, row)
        name = person_words(one) or f"Head of {label(event, one.delegation)}"
        come = "" if way is None or way.room == row.room else _from(event, way.room, way.walk, way.free_from)
        tight = too_tight(event, way, row)
        lines.append(line(("text", name), ("small", f"  {ready}{come}".rstrip("; ")), ("tag", tight)))
    return tuple(lines)


def _from(event: Event, room: str, minutes: int, free: datetime) -> str:
    where = room_label(event, room) if room else "where its parties agreed to meet"
    walk = f", {minutes} min" if minutes else ""
    return f"from {where}, free {clock(free)}{walk}"

"""Room book: a grid of each day, a lane a room; and for each room what to set up when, and until when it rests."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from math import ceil

from planner.domain.clock import Span
from planner.domain.days import goes_on
from planner.domain.event import Event
from planner.domain.plan import Placement
from planner.domain.records import Room
from planner.domain.vocabulary import ItemKind
from planner.domain.ways import by_day
from planner.domain.wording import title_of
from planner.papers.edition import Edition
from planner.papers.phrases import (
    clock,
    hours,
    interpretation,
    label,
    languages_by_item,
    line_hours,
    provisional,
    restricted,
    start_of,
)
from planner.papers.sheet import (
    Bar,
    Cell,
    Grid,
    Lane,
    Section,
    Sheet,
    cell,
    clock_cell,
    joined,
    line,
    plain_heads,
    text,
)
from planner.papers.words import day_words, enumerated
from planner.rules.precedence import in_order_of_names

LANES = 20
"""Rooms on one page of a grid, so high that what stands in their lanes can be read."""

_KINDS = {
    ItemKind.PROGRAMME: "programme",
    ItemKind.SIGNING: "line",
    ItemKind.STATEMENT: "line",
    ItemKind.ARRIVAL: "line",
    ItemKind.BILATERAL: "bilateral",
    ItemKind.SIDE_EVENT: "side event",
}
_LEGEND = (
    ("programme", "Programme"),
    ("line", "Line"),
    ("bilateral", "Bilateral"),
    ("side event", "Side event"),
    ("turnover", "Turnover"),
    ("closed", "Not available"),
)
_COLUMNS = plain_heads(("Set up from", 20), ("Time", 26), ("Item", 0), ("Set-up", 0), ("Turnover until", 24))


def grids(edition: Edition) -> tuple[Sheet, ...]:
    """The grid of each day, on as many pages as its rooms need."""
    days = by_day(edition.event, edition.plan.rows).items()
    return tuple(sheet for day, rows in days for sheet in _grids_of(edition.event, day, rows))


def _grids_of(event: Event, day: date, rows: list[Placement]) -> Iterator[Sheet]:
    """The pages of a day, all on one scale of time, with about as many rooms on each."""
    drawn = [(room, _bars(event, room, day, rows)) for room in event.rooms]
    lanes = tuple((room.name, room.zone, bars) for room, bars in drawn if bars)
    idle = enumerated(room.name for room, bars in drawn if not bars)
    hours_shown = _hours_shown(event, lanes)
    pages = max(1, ceil(len(lanes) / LANES))
    size = ceil(len(lanes) / pages)
    for number in range(pages):
        shown = lanes[number * size : (number + 1) * size]
        is_last = number == pages - 1
        yield Sheet(
            f"grid {day.isoformat()} {number + 1}",
            day_words(day),
            "Organiser",
            subtitle=f"Room book, {shown[0][0]} to {shown[-1][0]}" if pages > 1 else "Room book",
            grid=Grid(*hours_shown, shown, _LEGEND, f"Nothing stands in {idle}." if idle and is_last else ""),
        )


def _hours_shown(event: Event, lanes: tuple[Lane, ...]) -> tuple[int, int]:
    """The first and the last full hour of a day: those of the event, and whatever lies before or after them."""
    bars = [bar for _, _, own in lanes for bar in own if bar.kind != "closed"]
    first = min((int(bar.start // 60) for bar in bars), default=24)
    last = max((ceil(bar.end / 60) for bar in bars), default=0)
    return min(first, event.settings.day_start.hour), min(24, max(last, event.settings.day_end.hour))


def _bars(event: Event, room: Room, day: date, rows: list[Placement]) -> tuple[Bar, ...]:
    bars = [
        Bar(_minute(event, one.from_, day), _minute(event, one.to, day), "closed", (one.reason,))
        for one in event.absences_of.get(room.code, ())
        if event.local(one.from_).date() <= day <= event.local(one.to).date()
    ]
    here = [row for row in rows if row.room == room.code]
    lines = {event.entry[row.item].line for row in here if row.item in event.entry}
    for line_id in event.line:
        if line_id in lines:
            first = next(row for row in here if row.item in event.entry and event.entry[row.item].line == line_id)
            bars += _bar(event, room, first, (event.line[line_id].label,))
    for row in here:
        if row.item not in event.entry:
            bars += _bar(event, room, row, _short(event, row))
    return tuple(bars)


def _held(event: Event, row: Placement) -> Span:
    """For how long the room is held: a line holds it whole, whenever its last turn ends."""
    if row.item not in event.entry:
        return row.span
    line_of_turn = event.line[event.entry[row.item].line]
    return Span.of(line_of_turn.start, line_of_turn.end)


def _bar(event: Event, room: Room, row: Placement, said: tuple[str, ...]) -> tuple[Bar, ...]:
    held, day = _held(event, row), start_of(event, row).date()
    start, end = _minute(event, held.start, day), _minute(event, held.end, day)
    rest = Bar(end, end + event.turnover(room), "turnover")
    rests = event.turnover(room) and not goes_on(event, row)[1]
    return (Bar(start, end, _KINDS[row.kind], said), *((rest,) if rests else ()))


def _minute(event: Event, moment: datetime, day: date) -> float:
    local = event.local(moment)
    return (local.date() - day).days * 1440 + local.hour * 60 + local.minute + local.second / 60


def _short(event: Event, row: Placement) -> tuple[str, ...]:
    """Codes for a bilateral, whose bar is small; the title of anything else."""
    if row.item in event.meeting and event.meeting[row.item].is_bilateral:
        return event.meeting[row.item].parties
    return (title_of(event, row),)


# --- tables ----------------------------------------------------------------------------------------------------------


def room_tables(edition: Edition) -> tuple[Sheet, ...]:
    """For each room that is used what comes into it, day by day."""
    event = edition.event
    languages = languages_by_item(event)
    tables = []
    for room in event.rooms:
        days = by_day(event, (row for row in edition.plan.rows if row.room == room.code))
        if days:
            sections = tuple(
                Section(day_words(day), _COLUMNS, _rows(event, room, rows, languages)) for day, rows in days.items()
            )
            lead = (line(("text", _facts(room))),)
            tables.append(Sheet(room.code, room.name, "Organiser", subtitle="Room book", lead=lead, sections=sections))
    return tuple(tables)


def _facts(room: Room) -> str:
    """Where it is, what is in it, how it is set, how to reach it."""
    seats, telephone = f"{room.capacity:,} seats", f"telephone {room.phone}" if room.phone else ""
    features = ", ".join(room.features)
    return joined((room.zone, room.storey, seats, room.setting, features, _booths(room), telephone), " · ")


def _booths(room: Room) -> str:
    return f"{room.booths} interpretation booths" if room.booths else ""


def _rows(
    event: Event, room: Room, rows: list[Placement], languages: Mapping[str, tuple[str, ...]]
) -> tuple[tuple[Cell, ...], ...]:
    """One row an item; the turns of a line are one."""
    shown: list[tuple[Cell, ...]] = []
    seen: set[str] = set()
    for row in rows:
        line_id = event.entry[row.item].line if row.item in event.entry else ""
        if line_id and line_id in seen:
            continue
        seen.add(line_id)
        shown.append(_row(event, room, row, languages))
    return tuple(shown)


def _row(event: Event, room: Room, row: Placement, languages: Mapping[str, tuple[str, ...]]) -> tuple[Cell, ...]:
    rested = _held(event, row).widened(before=event.turnover(room), after=event.turnover(room))
    ready, free = event.local(rested.start), event.local(rested.end)
    since, onwards = goes_on(event, row)
    in_line = row.item in event.entry
    time = line_hours(event, event.line[event.entry[row.item].line]) if in_line else hours(event, row)
    marks = line(
        ("tag", "Provisional" if provisional(event, row) else ""),
        ("tag", "Restricted" if restricted(event, row) else ""),
    )
    return (
        clock_cell("" if since else clock(ready)),
        clock_cell(time),
        cell(line(("strong", title_of(event, row))), marks),
        text(_set_up(event, row, languages)),
        clock_cell("" if onwards else clock(free)),
    )


def _set_up(event: Event, row: Placement, languages: Mapping[str, tuple[str, ...]]) -> str:
    """Seats, what the room must have, flags, interpretation."""
    if row.item not in event.meeting:
        return ""
    meeting = event.meeting[row.item]
    flags = enumerated(label(event, code) for code in in_order_of_names(event, meeting.parties))
    flags = flags if meeting.is_bilateral else ""
    return joined(
        (
            f"{meeting.capacity} seats",
            ", ".join(one for one in meeting.features if not flags or one.casefold() != "flags"),
            f"flags of {flags}" if flags else "",
            f"interpretation {interpretation(languages[row.item])}" if row.item in languages else "",
        ),
        "; ",
    )

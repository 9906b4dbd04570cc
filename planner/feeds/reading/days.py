"""A sheet for each day: rooms down, time across, a bar for whatever takes place."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import groupby
from math import ceil, floor

from planner.domain.clock import minutes_between
from planner.domain.records import Room
from planner.domain.wording import short_day
from planner.feeds.occasions import Agenda, Occasion, on_each_day
from planner.feeds.reading.cells import look_of
from planner.workbook.format.for_reading import Head, ReadingSheet, Shown

STEP = 5
"""Minutes that one column stands for."""

_HOUR = 60
_COLUMN, _ROW = 1.0, 27.0
_NO_ROOM = "Without a room"


def day_sheets(agenda: Agenda) -> Iterator[ReadingSheet]:
    """The days on which anything takes place."""
    for day in agenda.event.days:
        shown = [one for one in on_each_day(agenda.event, _shown(agenda)) if one.start.date() == day]
        if shown:
            yield _sheet(agenda, day, shown)


def _shown(agenda: Agenda) -> Iterator[Occasion]:
    """Everything that is held; of lines the whole instead of every turn."""
    yield from (one for one in agenda.items if one.held and one.key not in agenda.event.entry)
    yield from agenda.lines


def _sheet(agenda: Agenda, day: date, shown: Sequence[Occasion]) -> ReadingSheet:
    first, last = _hours(shown)
    opening = agenda.event.at(day, datetime.min.time()) + timedelta(hours=first)
    heads = (Head("Room", 24), *(Head(f"{hour % 24:02}:00", _COLUMN, _HOUR // STEP) for hour in range(first, last)))
    width = (last - first) * _HOUR // STEP
    rows = [
        [Shown(_NO_ROOM if room is None else room.name, "side"), *line]
        for room, occasions in _lanes(agenda, shown)
        for line in _drawn(agenda, room, occasions, opening, width)
    ]
    return ReadingSheet(
        short_day(day),
        f"{day:%A} {day.day} {day:%B %Y}",
        heads,
        rows,
        remark=f"Local time ({agenda.event.settings.timezone}); one column is {STEP} minutes. Colours: see Overview.",
        table=False,
        large=True,
        height=_ROW,
    )


def _hours(shown: Sequence[Occasion]) -> tuple[int, int]:
    """The first and the last hour in which anything takes place, the last excluded; nothing is shown past 30:00."""
    midnight = min(one.start for one in shown).replace(hour=0, minute=0, second=0)
    first = min(minutes_between(midnight, one.start) for one in shown)
    last = max(minutes_between(midnight, one.end) for one in shown)
    return floor(first / _HOUR), min(30, ceil(last / _HOUR))


def _lanes(agenda: Agenda, shown: Sequence[Occasion]) -> Iterator[tuple[Room | None, list[Occasion]]]:
    """The rooms in their order, also those that stay empty, and what has none."""
    for room in agenda.event.rooms:
        yield room, [one for one in shown if one.room == room.code]
    homeless = [one for one in shown if one.room not in agenda.event.room]
    if homeless:
        yield None, homeless


def _drawn(
    agenda: Agenda, room: Room | None, occasions: Sequence[Occasion], opening: datetime, width: int
) -> list[list[Shown | None]]:
    """What takes place in a room; then, where nothing does, when it is closed and when it rests."""
    lines = list(_packed(agenda, occasions, opening, width))
    if room is None:
        return lines
    for away in agenda.event.absences_of.get(room.code, ()):
        if not away.restricted:  # of a restricted one not even the hours are told
            closed = Shown(away.reason or "Not available", "closed bar")
            _fill(lines[0], *_columns(opening, away.from_, away.to), closed)
    for one in occasions:
        rested = one.end + timedelta(minutes=agenda.event.turnover(room))
        _fill(lines[0], *_columns(opening, one.end, rested), Shown("", "turnover bar"))
    return lines


def _columns(opening: datetime, start: datetime, end: datetime) -> tuple[int, int]:
    """The first column of a stretch of time, and the one after its last."""
    return floor(minutes_between(opening, start) / STEP), ceil(minutes_between(opening, end) / STEP)


def _fill(line: list[Shown | None], start: int, end: int, shown: Shown) -> None:
    """A bar over what is still free of a stretch, broken where something stands."""
    taken = {column for at, bar in enumerate(line) if bar is not None for column in range(at, at + bar.columns)}
    free = [column for column in range(max(0, start), min(end, len(line))) if column not in taken]
    for _, run in groupby(enumerate(free), key=lambda numbered: numbered[1] - numbered[0]):
        columns = [column for _, column in run]
        line[columns[0]] = replace(shown, columns=len(columns))


def _packed(
    agenda: Agenda, occasions: Sequence[Occasion], opening: datetime, width: int
) -> Iterator[list[Shown | None]]:
    """As many rows as it takes for no bar to cover another; most rooms need one."""
    lines: list[list[Shown | None]] = [[None] * width]
    for occasion in sorted(occasions, key=lambda one: one.start):
        start = max(0, floor(minutes_between(opening, occasion.start) / STEP))
        end = min(width, max(start + 1, ceil(minutes_between(opening, occasion.end) / STEP)))
        if start >= width:
            continue
        line = next((one for one in lines if not any(_covered(one, start, end))), None)
        if line is None:
            line = [None] * width
            lines.append(line)
        line[start] = Shown(_label(agenda, occasion), _look(occasion), end - start)
    yield from lines


def _covered(line: Sequence[Shown | None], start: int, end: int) -> Iterator[bool]:
    for at, shown in enumerate(line[:end]):
        if shown is not None:
            yield at + shown.columns > start


def _label(agenda: Agenda, occasion: Occasion) -> str:
    """Codes for a bilateral, which fit its short bar; the title for everything else."""
    meeting = agenda.event.meeting.get(occasion.key)
    if meeting is not None and meeting.is_bilateral:
        return "\n".join(meeting.parties)
    return occasion.title


def _look(occasion: Occasion) -> str:
    return "restricted bar" if occasion.restricted else f"{look_of(occasion)} bar"

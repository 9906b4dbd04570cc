"""Dates and times in cells, and the local times that a clock change skips or repeats."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from planner.domain.sound import FIRST_YEAR, LAST_YEAR
from planner.domain.vocabulary import Severity
from planner.workbook.grid import Cell, same
from planner.workbook.kinds.single import Margin, Misread, text_of
from planner.workbook.kinds.written import Order, clock_of, written

_FIRST_OF_EXCEL = date(1900, 3, 1)
"""Earlier dates are written as text: spreadsheets have none before 1900 and count a day too many until March."""


def localised(naive: datetime, margin: Margin) -> datetime:
    """The moment on the event's clock; an hour that the clock skips is refused, one that it repeats is the first."""
    if not FIRST_YEAR <= naive.year <= LAST_YEAR:
        raise Misread(f"The year {naive.year} is out of bounds.", f"Years are {FIRST_YEAR} to {LAST_YEAR}.")
    first, second = naive.replace(tzinfo=margin.zone), naive.replace(tzinfo=margin.zone, fold=1)
    if first.utcoffset() == second.utcoffset():
        return first
    back = first.astimezone(UTC).astimezone(margin.zone)
    if back.replace(tzinfo=None) != naive:
        before, after = _jump(naive, margin.zone)
        raise Misread(
            f"{naive:%H:%M} on {naive:%Y-%m-%d} does not exist: the clock goes from {before:%H:%M} to {after:%H:%M}.",
            f"Write {before - timedelta(minutes=1):%H:%M} or earlier, or {after:%H:%M} or later.",
        )
    margin.note(
        Severity.NOTICE,
        f"{naive:%H:%M} on {naive:%Y-%m-%d} comes twice because the clock is put back; the first is taken.",
        "Choose a time outside that hour if the second is meant.",
    )
    return first


def _jump(naive: datetime, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """What the clock shows as the skipped hour begins, and what it shows a moment later."""
    before, after = (naive.replace(tzinfo=zone, fold=fold).utcoffset() or timedelta(0) for fold in (0, 1))
    early, late = (naive - after).replace(tzinfo=UTC), (naive - before).replace(tzinfo=UTC)
    while late - early > timedelta(seconds=1):
        middle = early + (late - early) // 2
        if middle.astimezone(zone).utcoffset() == before:
            early = middle
        else:
            late = middle
    change = late.replace(microsecond=0, tzinfo=None)
    return change + before, change + after


def _parsed(shown: str, margin: Margin, *, cure: str) -> tuple[datetime, bool]:
    """The date-time in a text on the event's clock, without its zone, and whether the text names a time of day."""
    try:
        spelling = written(same(shown), margin.order)
    except ValueError as error:
        mixed = margin.order == Order.MIXED
        raise Misread(f"{shown[:60]!r} is not in the calendar.", cure, told=mixed) from error
    if spelling is None:
        raise Misread(f"{shown[:60]!r} is not a date that can be read.", cure)
    if not spelling.known and margin.order in (Order.UNTOLD, Order.MIXED):
        raise Misread(f"{shown[:60]!r} can be read in two ways.", cure, told=True)
    local = spelling.moment if spelling.moment.tzinfo is None else _on_clock(spelling.moment, margin.zone, cure)
    return local.replace(tzinfo=None), spelling.timed


def _on_clock(moment: datetime, zone: ZoneInfo, cure: str) -> datetime:
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        raise Misread(f"The year {moment.year} is out of bounds.", cure)
    return moment.astimezone(zone)


@dataclass(frozen=True, slots=True)
class Moment:
    """A date-time on the event's clock, to the second."""

    says: str = "date-time"
    look: str = "datetime"
    choices: tuple[str, ...] = ()

    def read(self, cell: Cell, margin: Margin) -> object:
        if isinstance(cell, datetime) and cell.year >= 1901:
            return localised(cell, margin)
        shown = text_of(cell).strip()
        if not shown:
            return None
        moment, timed = _parsed(shown, margin, cure="Write a date and time such as 2025-10-25 09:00.")
        if not timed:
            sentence = f"{shown} has no time of day; 00:00 is taken."
            margin.note(Severity.WARNING, sentence, f"Write the time too, such as {shown} 09:00.")
        return localised(moment, margin)

    def write(self, value: object, zone: ZoneInfo) -> Cell:
        assert isinstance(value, datetime)
        local = value if value.tzinfo is zone else value.astimezone(UTC).astimezone(zone)
        naive = local.replace(tzinfo=None, microsecond=0)
        return naive.isoformat(sep=" ") if naive.date() < _FIRST_OF_EXCEL else naive


@dataclass(frozen=True, slots=True)
class Day:
    """A date without a time."""

    says: str = "date"
    look: str = "date"
    choices: tuple[str, ...] = ()

    def read(self, cell: Cell, margin: Margin) -> object:
        shown = text_of(cell).strip()
        if not shown:
            return None
        cure = "Write a date such as 2025-10-25."
        moment, _ = _parsed(shown, margin, cure=cure)
        if moment.time() != time(0):
            raise Misread(f"{shown} is a time of a day where only the day belongs.", cure)
        if not FIRST_YEAR <= moment.year <= LAST_YEAR:
            raise Misread(f"The year {moment.year} is out of bounds.", f"Years are {FIRST_YEAR} to {LAST_YEAR}.")
        return moment.date()

    def write(self, value: object, zone: ZoneInfo) -> Cell:
        assert isinstance(value, date)
        return value.isoformat() if value < _FIRST_OF_EXCEL else value


LAST_MINUTE = time(23, 59)
_MIDNIGHTS = (timedelta(days=1), datetime(1900, 1, 1))  # noqa: DTZ001 -- what Excel has for 24:00, by the cell's format


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day. Where `closing`, 24:00 is the end of the day: its last minute, as no time of day is later."""

    says: str = "time of day such as `09:00`"
    look: str = "time"
    choices: tuple[str, ...] = ()
    closing: bool = False

    def read(self, cell: Cell, margin: Margin) -> object:
        if isinstance(cell, time):
            return cell.replace(microsecond=0)
        if isinstance(cell, datetime) and cell.year >= 1901:
            return cell.time().replace(microsecond=0)
        shown = text_of(cell).strip()
        if not shown:
            return None
        clock = (24, 0, 0) if cell in _MIDNIGHTS else clock_of(same(shown))
        if clock is not None and clock[0] == 24 and self.closing:
            margin.note(Severity.NOTICE, "24:00 is read as 23:59, the last minute of the day.", "")
            return LAST_MINUTE
        if clock is None or clock[0] == 24:
            cure = "Write a time such as 09:00 (24:00 is the end of a day, where something closes)."
            raise Misread(f"{shown[:60]!r} is not a time of day.", cure)
        return time(*clock)

    def write(self, value: object, zone: ZoneInfo) -> Cell:
        assert isinstance(value, time)
        return value.replace(microsecond=0)

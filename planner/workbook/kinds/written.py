"""Dates and times of day as programs of many countries write them into text."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from enum import Enum, auto

_HALVES = {
    "am": "AM", "pm": "PM", "sa": "AM", "ch": "PM", "πμ": "AM", "μμ": "PM", "上午": "AM", "下午": "PM", "午前": "AM",
    "午後": "PM", "오전": "AM", "오후": "PM",
}  # fmt: skip
"""The halves of the day in English, Vietnamese, Greek, Chinese, Japanese and Korean."""
_HALF = r"[AaPp]\.? ?[Mm]\.?|SA|CH|πμ|μμ|π\.μ\.|μ\.μ\."
_CLOCK = (
    r"(?:(?P<before>上午|下午|午前|午後|오전|오후) ?)?"
    r"(?P<hour>\d{1,2})[:hH](?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,]0+)?)?"
    rf"(?:\s*(?P<half>{_HALF}))?"
)
_CLOCK_OF_DATE = _CLOCK.replace("[:hH]", "[:.hH]").replace("(?::(", "(?:[:.](")
"""Behind a date a time may have points (fi, id); alone it could be a number."""
_ZONE = r"(?P<zone>Z|(?:GMT|UTC)?[+-]\d{1,2}(?::?\d{2})?|GMT|UTC)"
_YEAR_FIRST = r"(?P<y1>\d{4})(?:[-/年]|\. ?)(?P<m1>\d{1,2})(?:[-/月]|\. ?)(?P<d1>\d{1,2})[.日]?"
_YEAR_LAST = r"(?P<first>\d{1,2})(?P<sign>[-/]|\. ?)(?P<then>\d{1,2})(?P=sign)(?P<y2>\d{4}|\d{2})\.?"
_NAMED = r"(?P<d3>\d{1,2})[. -]{1,2}(?P<name3>[a-zäéû]{3,9})\.?[ ,-]{1,2}(?P<y3>\d{4}|\d{2})"
_NAME_FIRST = r"(?P<name4>[a-z]{3,9})\.? (?P<d4>\d{1,2}),? (?P<y4>\d{4})"
_DATE = re.compile(
    rf"(?:{_YEAR_FIRST}|{_YEAR_LAST}|{_NAMED}|{_NAME_FIRST})(?:(?:,? +|T){_CLOCK_OF_DATE}(?: ?{_ZONE})?)?",
    re.IGNORECASE,
)
_TIME = re.compile(_CLOCK)
_LONGEST = 60
"""Characters of a text that is a date; longer ones are not looked at."""

_BUDDHIST, AHEAD = range(2400, 2700), 543

_MONTHS = (
    "jan january janv janvier januar",
    "feb february févr février februar",
    "mar march mars märz mär",
    "apr april avr avril",
    "may mai",
    "jun june juin juni",
    "jul july juil juillet juli",
    "aug august août",
    "sep sept september septembre",
    "oct october octobre okt oktober",
    "nov november novembre",
    "dec december déc décembre dez dezember",
)
_MONTH_OF = {name: number for number, names in enumerate(_MONTHS, 1) for name in names.split()}


class Order(Enum):
    """How the numbers of a date with the year at its end follow each other."""

    DAY_FIRST = auto()
    MONTH_FIRST = auto()
    UNTOLD = auto()
    MIXED = auto()


@dataclass(frozen=True, slots=True)
class Written:
    """What a text says of a moment. `known` is whether it means the same in every country."""

    moment: datetime
    timed: bool
    known: bool


def clock_of(text: str) -> tuple[int, int, int] | None:
    """Hour, minute and second; None where the text is no time of day. 24:00 is left as it is."""
    match = _TIME.fullmatch(text) if len(text) <= _LONGEST else None
    return None if match is None else _clock(match)


def _clock(found: re.Match[str]) -> tuple[int, int, int] | None:
    hour, minute, second = int(found["hour"]), int(found["minute"]), int(found["second"] or 0)
    half = _HALVES.get(re.sub(r"[. ]", "", found["before"] or found["half"] or "").casefold(), "")
    if minute > 59 or second > 59 or (half and not 1 <= hour <= 12) or hour > 24 or (hour == 24 and minute + second):
        return None
    return (hour % 12 + 12 * (half == "PM") if half else hour), minute, second


def written(text: str, order: Order) -> Written | None:
    """The moment in a text; None where it names none, `ValueError` where that is not in the calendar.

    A time zone that the text gives is kept. 24:00 is the beginning of the next day.
    """
    match = _DATE.fullmatch(text) if len(text) <= _LONGEST else None
    if match is None:
        return None
    day = _day(match, order)
    clock = (0, 0, 0) if match["hour"] is None else _clock(match)
    if day is None or clock is None:
        return None
    try:
        moment = datetime(*day) + timedelta(hours=clock[0], minutes=clock[1], seconds=clock[2])  # noqa: DTZ001
    except OverflowError as error:
        raise ValueError(text) from error
    zone = _zone(match["zone"])
    return Written(moment.replace(tzinfo=zone), match["hour"] is not None, known=match["first"] is None)


def _day(found: re.Match[str], order: Order) -> tuple[int, int, int] | None:
    if found["y1"]:
        return _year(found["y1"]), int(found["m1"]), int(found["d1"])
    if found["first"]:
        first, then = int(found["first"]), int(found["then"])
        month_first = order == Order.MONTH_FIRST and found["sign"][0] != "."
        return _year(found["y2"]), *((first, then) if month_first else (then, first))
    name, day, year = (found["name3"] or found["name4"], found["d3"] or found["d4"], found["y3"] or found["y4"])
    month = _MONTH_OF.get(name.lower())
    return None if month is None else (_year(year), month, int(day))


def _year(text: str) -> int:
    """The year, of the Buddhist calendar where it can be none of ours: Thailand counts 543 more."""
    year = int(text) + 2000 * (len(text) == 2)
    return year - AHEAD if year in _BUDDHIST else year


def buddhist_year(text: str) -> int | None:
    """The year of a date in a text that counts as the Buddhist calendar does; None where it does not."""
    match = _DATE.fullmatch(text) if len(text) <= _LONGEST else None
    year = 0 if match is None else int(match["y1"] or match["y2"] or match["y3"] or match["y4"])
    return year if year in _BUDDHIST else None


def _zone(text: str | None) -> timezone | None:
    if text is None:
        return None
    numbers = re.search(r"([+-])(\d{1,2}):?(\d{2})?", text)
    if numbers is None:
        return timezone(timedelta(0))
    ahead = timedelta(hours=int(numbers[2]), minutes=int(numbers[3] or 0))
    return timezone(ahead if numbers[1] == "+" else -ahead)


def order_of(texts: Iterable[str]) -> tuple[Order, str]:
    """The order that the dates of a column have in common, and the text that shows it; nothing where none needs it."""
    shown: dict[Order, str] = {}
    for text in texts:
        match = _DATE.fullmatch(text) if len(text) <= _LONGEST else None
        if match is None or not match["first"]:
            continue
        first, then = int(match["first"]), int(match["then"])
        order = Order.DAY_FIRST if first > 12 or match["sign"][0] == "." or first == then else Order.UNTOLD
        shown.setdefault(Order.MONTH_FIRST if then > 12 and order == Order.UNTOLD else order, text)
    if {Order.DAY_FIRST, Order.MONTH_FIRST} <= shown.keys():
        return Order.MIXED, shown[Order.MONTH_FIRST]
    return next(((order, shown[order]) for order in Order if order in shown), (Order.DAY_FIRST, ""))

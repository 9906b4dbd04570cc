"""What a single record can know to be impossible, refused in a sentence: `room R1: capacity is -1; write 0 or more`.

Readers of files look at the same things before they make a record, so that they can name the cell. What depends on
other records is in `planner.domain.agreement`.
"""

from collections.abc import Callable, Iterable
from dataclasses import fields
from datetime import date, datetime, time
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints
from zoneinfo import ZoneInfo

from planner.domain.clock import clock, minutes_between

MOST = 1_000_000
"""Of anything that is counted, where nothing smaller is said."""

MOST_MINUTES = 31 * 24 * 60
"""A length or distance in time; cells of a workbook allow a day at most."""

FIRST_YEAR, LAST_YEAR = 1900, 2999
"""Date-times lie in these years."""


class Unsound(ValueError):
    """A record that cannot be, or records that cannot be beside each other; the message is a sentence that says why."""


def refuse_number(record: str, least: int, most: int | None = None, **numbers: int | None) -> None:
    """Raise Unsound for a number that is not whole or out of bounds; None is blank, and may be."""
    for name, number in numbers.items():
        if number is None:
            continue
        highest = MOST if most is None else most
        if not isinstance(number, int) or isinstance(number, bool) or not least <= number <= highest:
            unbounded = most is None and not (isinstance(number, int) and number > MOST)
            bounds = f"a whole number of {least} or more" if unbounded else f"a whole number from {least} to {highest}"
            raise Unsound(f"{record}: {name.rstrip('_')} is {number!r}; write {bounds}")


def refuse_minutes(record: str, least: int, **numbers: int | None) -> None:
    """Raise Unsound for a length that is not whole minutes, or longer than any event; None is blank, and may be."""
    for name, number in numbers.items():
        most = MOST_MINUTES if isinstance(number, int) and number > MOST_MINUTES else None
        refuse_number(record, least, most, **{name: number})


def refuse_word(record: str, allowed: Iterable[str], **words: str | None) -> None:
    """Raise Unsound for a word that is not one of those allowed."""
    known = [*allowed]
    for name, word in words.items():
        if word is not None and word not in known:
            raise Unsound(f"{record}: {name} is {word!r}; write one of {', '.join(map(str, known))}")


def refuse_blank(record: str, **texts: str) -> None:
    """Raise Unsound for a code, id or name that is empty."""
    for name, text in texts.items():
        if not text.strip():
            raise Unsound(f"{record}: {name.rstrip('_')} is empty; write one")


def refuse_zone(record: str, **zones: str) -> None:
    """Raise Unsound for a time zone that nobody knows."""
    for name, zone in zones.items():
        try:
            ZoneInfo(zone)
        except (ValueError, OSError, KeyError) as unknown:
            said_so = f"{record}: {name} is {zone!r}; write an IANA name such as Asia/Ho_Chi_Minh"
            raise Unsound(said_so) from unknown


Moment = datetime | date | time


def refuse_reversed(record: str, *, may_meet: bool = False, **moments: Moment | None) -> None:
    """Raise Unsound where the second of two moments is not after the first, or `may_meet` and is before it."""
    (first, start), (last, end) = moments.items()
    if start is not None and end is not None and is_reversed(start, end, may_meet=may_meet):
        last, first = last.rstrip("_"), first.rstrip("_")
        fault, cure = ("is before", "at or after") if may_meet else ("is not after", "after")
        raise Unsound(f"{record}: {last} ({said(end)}) {fault} {first} ({said(start)}); put {last} {cure} {first}")


def is_reversed(start: object, end: object, *, may_meet: bool) -> bool:
    """Whether the end comes before the start, or with it where the two may not meet. Date-times are compared in UTC."""
    if isinstance(start, datetime) and isinstance(end, datetime):
        length = minutes_between(start, end)
        return length < 0 or (length == 0 and not may_meet)
    if isinstance(start, time) and isinstance(end, time):
        return end < start or (end == start and not may_meet)
    return isinstance(start, date) and isinstance(end, date) and end < start


def said(moment: object) -> str:
    """A moment, day or time of day as sentences say it."""
    if isinstance(moment, datetime):
        return clock(moment)
    return f"{moment:%H:%M}" if isinstance(moment, time) else str(moment)


# --- values of the kind that a field is for --------------------------------------------------------------------------

Fits = Callable[[Any], bool]


def refuse_misfits(name: str, record: object) -> None:
    """Raise Unsound for a field whose value is of another kind than it is declared. Numbers are left to their bounds,
    words of a list to the list.
    """
    kind: Any = type(record)
    for field, fits, wanted in _declared(kind):
        value = getattr(record, field)
        if not fits(value):
            raise Unsound(f"{name}: {field.rstrip('_')} is {str(value)[:60]!r}; write {wanted}")


@cache
def _declared(kind: Any) -> tuple[tuple[str, Fits, str], ...]:
    """Each field of a class of records, whether a value fits it, and what does in words."""
    hints = get_type_hints(kind)
    return tuple((field.name, *_fitting(hints[field.name])) for field in fields(kind))


def _fitting(hint: Any) -> tuple[Fits, str]:
    """Whether a value is of a type, and how sentences call it."""
    if isinstance(hint, UnionType):
        ((fits, wanted),) = [_fitting(one) for one in get_args(hint) if one is not NoneType]
        return lambda value: value is None or fits(value), wanted
    if get_origin(hint) is tuple:
        return _fitting_tuple(get_args(hint))
    return _KINDS.get(hint, _WORD if issubclass(hint, Enum) else (lambda value: isinstance(value, hint), hint.__name__))


def _fitting_tuple(parts: tuple[Any, ...]) -> tuple[Fits, str]:
    if parts[-1] is Ellipsis:
        fits, wanted = _fitting(parts[0])
        return lambda value: isinstance(value, tuple) and all(map(fits, value)), f"a tuple, each {wanted}"
    kinds = [_fitting(part) for part in parts]
    wanted = f"a tuple of {' and '.join(wanted for _, wanted in kinds)}"
    return (
        lambda value: (
            isinstance(value, tuple)
            and len(value) == len(kinds)
            and all(fits(one) for (fits, _), one in zip(kinds, value, strict=True))
        ),
        wanted,
    )


def is_moment(value: object) -> bool:
    """Whether it is a date-time with its time zone, of a year that events have."""
    return isinstance(value, datetime) and value.tzinfo is not None and FIRST_YEAR <= value.year <= LAST_YEAR


_WORD: tuple[Fits, str] = (lambda value: isinstance(value, str), "a text")
_KINDS: dict[Any, tuple[Fits, str]] = {
    str: _WORD,
    bool: (lambda value: isinstance(value, bool), "True or False"),
    int: (lambda _: True, "a whole number"),
    datetime: (is_moment, f"a date-time with its time zone, of the years {FIRST_YEAR} to {LAST_YEAR}"),
    date: (lambda value: isinstance(value, date) and not isinstance(value, datetime), "a date"),
    time: (lambda value: isinstance(value, time) and value.tzinfo is None, "a time of day without a time zone"),
}

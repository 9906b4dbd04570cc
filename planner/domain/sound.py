"""What a single record can know to be impossible, refused in a sentence: `room R1: capacity is -1; write 0 or more`.

Readers of files look at the same things before they make a record, so that they can name the cell. What depends on
other records is theirs alone.
"""

from collections.abc import Iterable
from datetime import date, datetime, time

from planner.domain.clock import clock, minutes_between


def refuse_number(record: str, least: int, most: int | None = None, **numbers: int | None) -> None:
    """Raise ValueError for a number that is not whole or out of bounds; None is blank, and may be."""
    for name, number in numbers.items():
        if number is None:
            continue
        whole = isinstance(number, int) and not isinstance(number, bool)
        if not whole or number < least or (most is not None and number > most):
            bounds = f"a whole number of {least} or more" if most is None else f"a whole number from {least} to {most}"
            raise ValueError(f"{record}: {name.rstrip('_')} is {number!r}; write {bounds}")


def refuse_word(record: str, allowed: Iterable[str], **words: str | None) -> None:
    """Raise ValueError for a word that is not one of those allowed."""
    known = [*allowed]
    for name, word in words.items():
        if word is not None and word not in known:
            raise ValueError(f"{record}: {name} is {word!r}; write one of {', '.join(map(str, known))}")


Moment = datetime | date | time


def refuse_reversed(record: str, *, may_meet: bool = False, **moments: Moment | None) -> None:
    """Raise ValueError where the second of two moments is not after the first, or `may_meet` and is before it."""
    (first, start), (last, end) = moments.items()
    if start is not None and end is not None and is_reversed(start, end, may_meet=may_meet):
        last, first = last.rstrip("_"), first.rstrip("_")
        found, cure = ("is before", "at or after") if may_meet else ("is not after", "after")
        raise ValueError(f"{record}: {last} ({said(end)}) {found} {first} ({said(start)}); put {last} {cure} {first}")


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

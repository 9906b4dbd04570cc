"""Reads matchmaking days from data files of MiniZinc (.dzn), the format in which the B2B instances are published.

A file holds assignments of whole numbers, lists, sets and the table `requested` with one row for each meeting: its two
participants and its session (1 = morning, 2 = afternoon, 3 = any). Everything in it is numbered from 1; 0 stands for
none. Whatever does not fit is told in a sentence that names the entry.
"""

import re
from pathlib import Path
from typing import TypeVar

from planner.bench.b2b.instance import MOST_SLOTS, Instance, InstanceMeeting, InstanceSession

MOST_BYTES = 10_000_000
MOST_NUMBERED = 100_000
"""Of participants, meetings or tables. The largest instances have a few hundred; beyond this the file is a mistake."""

SESSIONS = {1: InstanceSession.MORNING, 2: InstanceSession.AFTERNOON, 3: InstanceSession.ANY}

_ENTRY = re.compile(r"\s*([A-Za-z]\w*)\s*=([^;]*);")
_NUMBER = re.compile(r"[+-]?[0-9]{1,9}")

Value = TypeVar("Value")


class FaultyData(ValueError):
    """The file is no matchmaking day; the sentence says where and why."""


def read_day(path: Path, fairness: int = 2) -> Instance:
    """The day in a file, named as the file is; FaultyData if it holds none, OSError if it cannot be opened."""
    if path.stat().st_size > MOST_BYTES:
        raise FaultyData(f"The file has more than {MOST_BYTES:,} bytes.")
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise FaultyData("The file is not text in UTF-8.") from None
    return day_of(text, path.stem, fairness)


def day_of(text: str, name: str, fairness: int = 2) -> Instance:
    """The day that a text describes; FaultyData if it describes none."""
    data = _Data(text)
    people, count = data.number("nBusiness"), data.number("nMeetings")
    slots = data.number("nTotalSlots", least=1, most=MOST_SLOTS)
    barred = data.sets("forbidden", people, slots)
    fixed, earlier = data.numbers("fixed", count, slots), data.sets("precedences", count, count)
    requested = data.table("requested", count, (people, people, len(SESSIONS)))
    for row, (first, second, _) in enumerate(requested, 1):
        if first == second:
            raise FaultyData(f"requested: meeting {row} is of participant {first} with itself.")
    return Instance(
        name=name,
        participants=people,
        tables=data.number("nTables"),
        slots=slots,
        morning_slots=data.number("nMorningSlots", most=slots),
        encounters=tuple(
            InstanceMeeting(
                first=first - 1,
                second=second - 1,
                session=SESSIONS[session],
                fixed=slot - 1 if slot else None,
                follows=tuple(sorted(one - 1 for one in before)),
            )
            for (first, second, session), slot, before in zip(requested, fixed, earlier, strict=True)
        ),
        forbidden=tuple(frozenset(slot - 1 for slot in one) for one in barred),
        fairness=fairness,
    )


class _Data:
    """The entries of a file, each still as its text."""

    def __init__(self, text: str) -> None:
        bare = re.sub(r"%[^\n]*", "", text)
        self._entries: dict[str, str] = {}
        at = 0
        while match := _ENTRY.match(bare, at):
            name, value = match.groups()
            if name in self._entries:
                raise FaultyData(f"{name} is given twice.")
            self._entries[name] = value.strip()
            at = match.end()
        if bare[at:].strip():
            raise FaultyData(f"'{bare[at:].strip()[:30]}' is no entry of the form 'name = value;'.")

    def _value(self, name: str) -> str:
        if name not in self._entries:
            raise FaultyData(f"{name} is missing.")
        return self._entries[name]

    def number(self, name: str, least: int = 0, most: int = MOST_NUMBERED) -> int:
        """A number within its limits."""
        return _within(name, self._value(name), least, most)

    def numbers(self, name: str, count: int, most: int) -> list[int]:
        """A list of so many numbers from 0."""
        numbers = [_within(name, one, 0, most) for one in _parts(_inside(name, self._value(name), "[", "]"))]
        return _exactly(name, numbers, count)

    def sets(self, name: str, count: int, most: int) -> list[set[int]]:
        """A list of so many sets of numbers; 0 in a set stands for nothing."""
        inside = _inside(name, self._value(name), "[", "]").strip()
        if inside and not re.fullmatch(r"\{[^{}]*\}(\s*,\s*\{[^{}]*\})*\s*,?", inside):
            raise FaultyData(f"{name} is no list of sets.")
        sets = [
            {_within(name, one, 0, most) for one in _parts(each)} - {0} for each in re.findall(r"\{([^{}]*)\}", inside)
        ]
        return _exactly(name, sets, count)

    def table(self, name: str, count: int, most: tuple[int, ...]) -> list[list[int]]:
        """A table of so many rows; each column has numbers from 1 to its largest."""
        inside = _inside(name, self._value(name), "[|", "|]")
        rows = [_parts(row) for row in inside.split("|") if row.strip()]
        for number, row in enumerate(rows, 1):
            if len(row) != len(most):
                raise FaultyData(f"{name}: row {number} has {len(row)} numbers instead of {len(most)}.")
        table = [[_within(name, one, 1, largest) for one, largest in zip(row, most, strict=True)] for row in rows]
        return _exactly(name, table, count)


def _inside(name: str, value: str, opening: str, closing: str) -> str:
    if len(value) < len(opening + closing) or not (value.startswith(opening) and value.endswith(closing)):
        raise FaultyData(f"{name} does not begin with {opening} and end with {closing}.")
    return value[len(opening) : -len(closing)]


def _parts(inside: str) -> list[str]:
    """What commas separate; one comma at the end is allowed."""
    parts = [part.strip() for part in inside.split(",")]
    return parts[:-1] if not parts[-1] else parts


def _within(name: str, text: str, least: int, most: int) -> int:
    if not _NUMBER.fullmatch(text):
        raise FaultyData(f"{name}: '{text[:30]}' is no whole number.")
    if not least <= int(text) <= most:
        raise FaultyData(f"{name}: {int(text)} is not between {least} and {most}.")
    return int(text)


def _exactly(name: str, found: list[Value], count: int) -> list[Value]:
    if len(found) != count:
        raise FaultyData(f"{name} has {len(found)} entries instead of {count}.")
    return found

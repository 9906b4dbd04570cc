"""A sweep: one thing of the event varied step by step, as a scenario for each step.

It is written as `WHAT: VALUES`. WHAT is `rooms USE`, the number of rooms for a use; or `SHEET ROW`, how many there are
of a row; or `SHEET ROW COLUMN`, a cell. VALUES are `2-12`, `10-50/10` (from, to, step) or a `;` list.
"""

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass

from planner.domain.event import Event
from planner.domain.records import Room
from planner.domain.scenario import Patch, PatchKind, Scenario
from planner.domain.vocabulary import RoomUse
from planner.workbook.grid import fold

MOST_STEPS = 40
_RANGE = re.compile(r"(\d{1,6})\s*-\s*(\d{1,6})(?:\s*/\s*(\d{1,6}))?")
_FORMS = "Write for instance 'rooms bilateral: 2-12', 'Interpreters I1: 0-3' or 'Policy person_gap value: 5-20/5'."


class WrongSweep(Exception):
    """Words that are no sweep, with the reason and the cure."""

    def __init__(self, sentence: str, cure: str = _FORMS) -> None:
        super().__init__(sentence)
        self.sentence, self.cure = sentence, cure


@dataclass(frozen=True, slots=True)
class Sweep:
    """The scenarios by the value that each of them stands for, in the order of the steps."""

    what: str
    steps: tuple[tuple[str, Scenario], ...]


def sweep(event: Event, words: str) -> Sweep:
    """The sweep that is written so; `WrongSweep` if it is none."""
    what, colon, listed = words.partition(":")
    try:
        named = shlex.split(what)
    except ValueError:
        raise WrongSweep(f"{what.strip()!r} has a quotation mark without its other one.") from None
    if not colon or len(named) not in (2, 3):
        raise WrongSweep(f"{words!r} is no sweep.")
    values = _values(listed)
    title = " ".join(named)
    steps = ((value, Scenario(f"{title} = {value}", tuple(_patches(event, named, value)))) for value in values)
    return Sweep(title, tuple(steps))


def _values(told: str) -> list[str]:
    found = _RANGE.fullmatch(told.strip())
    if found is None:
        values = list(dict.fromkeys(part.strip() for part in told.split(";") if part.strip()))
    else:
        first, last, step = int(found[1]), int(found[2]), int(found[3] or 1)
        if step == 0:
            raise WrongSweep("The step of a sweep is 0.", "Give a step from 1.")
        values = [str(value) for value in range(first, last + 1, step)][: MOST_STEPS + 1]
    if not values:
        raise WrongSweep(f"{told.strip()!r} names no value.")
    if len(values) > MOST_STEPS:
        raise WrongSweep(f"There are more than {MOST_STEPS} steps.", "Take larger steps, as in 10-50/10.")
    return values


def _patches(event: Event, named: list[str], value: str) -> Iterator[Patch]:
    if len(named) == 3:
        yield Patch(named[0], named[1], PatchKind.SET, named[2], value)
        return
    if not (value.isascii() and value.isdigit()):
        raise WrongSweep(f"{value!r} is no number of rows.", "Give whole numbers, as in 2-12.")
    use = next((use for use in RoomUse if fold(use.value) == fold(named[1])), None)
    codes = {fold(room.code) for room in event.rooms}
    if fold(named[0]) == "rooms" and use is not None and fold(named[1]) not in codes:
        yield from _rooms_for(event, use, int(value))
    else:
        yield from _rows_like(named[0], named[1], int(value))


def _rooms_for(event: Event, use: RoomUse, number: int) -> Iterator[Patch]:
    """So many rooms for a use: the last of the sheet lose it, or copies of the last one join, for this use alone."""
    there = [room for room in event.rooms if use in room.uses]
    if not there:
        raise WrongSweep(f"No room has the use {use.value}, so that there is none to copy.", "Add one to Rooms.")
    for room in there[number:]:
        yield _without(room, use)
    codes = {fold(room.code) for room in event.rooms}
    for copy in range(len(there) + 1, number + 1):
        code = _free(f"{there[-1].code}-{copy}", codes)
        yield Patch("Rooms", code, PatchKind.ADD, "", there[-1].code)
        yield Patch("Rooms", code, PatchKind.SET, "name", f"{there[-1].name} ({copy})")
        yield Patch("Rooms", code, PatchKind.SET, "uses", use.value)


def _without(room: Room, use: RoomUse) -> Patch:
    others = [one.value for one in room.uses if one != use]
    if others:
        return Patch("Rooms", room.code, PatchKind.SET, "uses", "; ".join(others))
    return Patch("Rooms", room.code, PatchKind.REMOVE)


def _rows_like(sheet: str, row: str, number: int) -> Iterator[Patch]:
    """So many rows like this one in all; none takes the row itself away."""
    if number == 0:
        yield Patch(sheet, row, PatchKind.REMOVE)
    for copy in range(2, number + 1):
        yield Patch(sheet, f"{row}-{copy}", PatchKind.ADD, "", row)


def _free(code: str, taken: set[str]) -> str:
    """The code, with dashes behind it until no row has it."""
    while fold(code) in taken:
        code += "-"
    taken.add(fold(code))
    return code

"""Scenarios: named variants of one event, each a list of changes to its sheets in the workbook's own words."""

from dataclasses import dataclass
from enum import StrEnum


class PatchKind(StrEnum):
    """What a patch does to a cell or row."""

    SET = "set"
    ADD = "add"
    REMOVE = "remove"


@dataclass(frozen=True, slots=True)
class Patch:
    """One change. `row` is a code or id, a setting or rule, or `LINE/CODE`; of sheets without, the row's number.

    A row that is added starts as a copy of the row that `value` names, or blank; later changes fill it in. `number` is
    the row of the sheet Scenarios that says so; None where no sheet does.
    """

    sheet: str
    row: str
    change: PatchKind = PatchKind.SET
    column: str = ""
    value: str = ""
    number: int | None = None

    def __str__(self) -> str:
        """`Rooms BLUE: capacity is 40`, `Rooms: TEAL is added, like GREEN`, `Rooms: ROSE is removed`."""
        if self.change == PatchKind.ADD:
            return f"{self.sheet}: {self.row} is added" + (f", like {self.value}" if self.value else "")
        if self.change == PatchKind.REMOVE:
            return f"{self.sheet}: {self.row} is removed"
        return f"{self.sheet} {self.row}: {self.column} is {self.value or 'blank'}"


@dataclass(frozen=True, slots=True)
class Scenario:
    """Changes in the order in which they are made."""

    name: str
    patches: tuple[Patch, ...] = ()

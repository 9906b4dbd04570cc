"""What one workbook holds: the event, its plan, and what the planner does not know but carries along."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from planner.domain.event import Event
from planner.domain.issue import dated
from planner.domain.plan import Plan, Problem
from planner.workbook.grid import Cell, plain
from planner.workbook.kinds.single import text_of


@dataclass(frozen=True, slots=True)
class ExtraColumn:
    """An unknown column of a known sheet; its cells follow the records, by key."""

    sheet: str
    header: str
    cells: Mapping[str, Cell]


@dataclass(frozen=True, slots=True)
class ExtraSetting:
    """An unknown row of the Event or Policy sheet: its cells from the left."""

    sheet: str
    cells: tuple[Cell, ...]

    @property
    def name(self) -> str:
        """The name of the setting, which stands in its first cell."""
        return text_of(self.cells[0]).strip()


@dataclass(frozen=True, slots=True)
class ExtraSheet:
    """An unknown sheet: its cells by row and column, both counted from 1."""

    name: str
    cells: Mapping[tuple[int, int], Cell]


@dataclass(frozen=True, slots=True)
class Extras:
    """All that the planner keeps without knowing it."""

    columns: tuple[ExtraColumn, ...] = ()
    settings: tuple[ExtraSetting, ...] = ()
    sheets: tuple[ExtraSheet, ...] = ()


@dataclass(frozen=True, slots=True)
class RecordPlace:
    """The row of a record in the file, and the letters of its columns by plain header."""

    row: int
    letters: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class SheetAsRead:
    """A sheet of a file: its name there, the cells of its header by column, which rows hold anything, and the last
    column that does.
    """

    name: str
    header: Mapping[int, Cell]
    filled: tuple[int, ...]
    right: int


@dataclass(frozen=True, slots=True)
class Origin:
    """The .xlsx that a workbook came from: its bytes, its sheets by plain name, and the workbook as it was read.

    It is shared by all workbooks that are made from the one that was read, and is never changed. `unsaid` are the
    values and weights that its Policy sheet leaves blank, by rule and header.
    """

    data: bytes
    sheets: Mapping[str, SheetAsRead]
    workbook: "Workbook"
    for_reading: tuple[str, ...] = ()
    unsaid: frozenset[tuple[str, str]] = frozenset()


@dataclass(frozen=True, slots=True)
class Workbook:
    """An event and its plan if there is one; of the file that it was read from, where records stand, and when it was
    made and saved last. With an `origin` it is written back into the file that it came from.
    """

    event: Event
    plan: Plan | None = None
    extras: Extras = field(default_factory=Extras)
    sha256: str = ""
    places: Mapping[tuple[str, str], RecordPlace] = field(default_factory=dict, repr=False, compare=False)
    made: datetime | None = field(default=None, compare=False)
    saved: datetime | None = field(default=None, compare=False)
    origin: Origin | None = field(default=None, repr=False, compare=False)

    @classmethod
    def of(cls, event: Event, plan: Plan | None = None) -> "Workbook":
        """A workbook for an event that was not read from a file."""
        return cls(event, plan)

    @property
    def dated_plan(self) -> Plan:
        """The plan, empty where there is none; rows that do not say since when they are so are as old as the file,
        which keeps the time at which it was made when it is saved again.
        """
        made = self.made or self.saved
        if self.plan is None or made is None:
            return self.plan or Plan()
        return dated(self.plan, self.event.local(made))

    def locate(self, sheet: str, key: str, column: str) -> str:
        """The cell of a record's column, such as `F17`; empty where it is not known.

        `key` is the code or id of the record, the name of the setting or rule, `LINE/CODE` of an entry, the item of a
        row of the plan, and the number of the record in its sheet, from 0, for Absences, Walking and KeepApart.
        """
        place = self.places.get((plain(sheet), key))
        letter = "" if place is None else place.letters.get(plain(column), "")
        return f"{letter}{place.row}" if place is not None and letter else ""


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of reading a file: the workbook, unless there is an error, and every problem found."""

    workbook: Workbook | None
    problems: tuple[Problem, ...] = ()

"""What a work is given and what it tells. Both travel to wherever it is done, where no office need be."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from planner.background import Refused
from planner.domain.plan import Plan
from planner.domain.vocabulary import Severity
from planner.office.cells.sheet import Sheets, source_of
from planner.office.draft import Revision
from planner.office.keeping import sheet_kept
from planner.store import Json, KeptSheet
from planner.workbook import Reading, Workbook
from planner.workbook.files.source import read_bytes
from planner.workbook.grid import Source
from planner.workbook.reading.reader import read_source
from planner.workbook.workbook import Origin


@dataclass(frozen=True, slots=True)
class Step:
    """How far a work is, and what it has found so far; None where it says nothing new of it."""

    progress: Json = None
    result: bytes | None = field(default=None, repr=False)


Tell = Callable[[Step], None]
Halted = Callable[[], bool]


@dataclass(frozen=True, slots=True)
class Earlier:
    """The result of another work, and the state of the event that it was made for."""

    sheets: tuple[KeptSheet, ...]
    result: bytes = field(repr=False)


@dataclass(frozen=True)  # not slotted: the workbook is read once and kept
class Given:
    """A state of an event and what is asked of it. `file` is the name of its workbook, `original` the bytes of the file
    that it came from. `so_far` is what a worker had found that fell silent over this work. An older plan comes as the
    sheets of an earlier state, `since`, or as a file that was `brought`. `mark` tells the state in files made of it.
    """

    sheets: tuple[KeptSheet, ...] = field(repr=False)
    file: str
    parameters: Mapping[str, Any]
    so_far: bytes | None = field(default=None, repr=False)
    original: bytes | None = field(default=None, repr=False)
    earlier: Earlier | None = field(default=None, repr=False)
    since: tuple[KeptSheet, ...] | None = field(default=None, repr=False)
    brought: bytes | None = field(default=None, repr=False)
    mark: str = ""

    @cached_property
    def kept(self) -> Sheets:
        """The sheets by ids of rows."""
        return sheets_kept(self.sheets)

    @cached_property
    def source(self) -> Source:
        """The tables as if they had been read from a file."""
        return source_of(self.kept)

    @cached_property
    def draft(self) -> Revision:
        """The state as the desk has it, to be made into others."""
        return Revision(self.file, self.source, "", origin=self._origin)

    @property
    def workbook(self) -> Workbook:
        """The event and its plan; refused while there is an error in the tables."""
        return _sound(self.draft.reading)

    @cached_property
    def older(self) -> Workbook | None:
        """The workbook with the plan before, where one came with the work."""
        if self.since is not None:
            return workbook_of(source_of(sheets_kept(self.since)), self.file)
        return None if self.brought is None else _sound(read_source(read_bytes(self.brought), self.file))

    @property
    def _origin(self) -> Origin | None:
        """The file to write into, where it could be read."""
        if self.original is None:
            return None
        opened = read_source(read_bytes(self.original), self.file).workbook
        return None if opened is None else opened.origin

    @property
    def planned(self) -> tuple[Workbook, Plan]:
        """The workbook and its plan; refused where there is none."""
        if self.workbook.plan is None:
            raise Refused("The event has no plan yet. Solve it first.")
        return self.workbook, self.workbook.plan

    def asked(self, name: str, otherwise: Any = None) -> Any:
        """A parameter, or what holds where it is not given."""
        return self.parameters.get(name, otherwise)


def sheets_kept(kept: tuple[KeptSheet, ...]) -> Sheets:
    """Sheets as they come out of the store."""
    return {one.name: sheet_kept(one) for one in kept}


def workbook_of(source: Source, file: str, origin: Origin | None = None) -> Workbook:
    """The workbook in these sheets; refused, with the first error, while there is one."""
    return _sound(read_source(source, file, origin))


def _sound(reading: Reading) -> Workbook:
    if reading.workbook is None:
        first = next(one for one in reading.problems if one.severity == Severity.ERROR)
        place = f"{first.sheet} {first.cell}".strip()
        raise Refused(f"The tables have errors; mend them first. {place}: {first.sentence} {first.cure}".strip())
    return reading.workbook

"""What an edit of one cell costs the processor: sheets, reading, prechecks and the breaches of the plan."""

import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median
from time import process_time
from typing import TypeVar

from planner.office.cells.applying import Taken, apply
from planner.office.cells.operations import SetCell
from planner.office.cells.sheet import HEADER, Sheets, sheets_of, source_of
from planner.office.draft import Revision
from planner.workbook.files.source import open_source
from planner.workbook.format.table import plain_header
from planner.workbook.reading.memory import Memory
from planner.workbook.reading.reader import read_source

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class EditCost:
    """Seconds of the processor for one edit, the median of several; `afresh` is reading all sheets without memory."""

    file: str
    bilaterals: int
    planned: int
    applying: float
    reading: float
    prechecks: float
    breaches: float
    afresh: float

    @property
    def total(self) -> float:
        """Seconds from the edit until all that hangs on it is known."""
        return self.applying + self.reading + self.prechecks + self.breaches


@dataclass(frozen=True, slots=True)
class _State:
    """The sheets by ids of rows, and the workbook that they make."""

    sheets: Sheets
    revision: Revision


def measure(path: Path, edits: int = 7) -> EditCost:
    """Edits the length of bilaterals here and there, and finds all problems anew each time."""
    chance = random.Random(1)
    source = open_source(path)
    workbook = read_source(source, path.name).workbook
    assert workbook is not None, "only a workbook without errors is measured"
    state = _State(sheets_of(source), Revision(path.name, source, "", origin=workbook.origin, memory=Memory()))
    assert state.revision.workbook is not None, "read once, it is known"
    taken: list[tuple[float, ...]] = []
    for number in range(edits):
        step = _edit(state.sheets, chance, 30 + number % 10)
        applying, state = _timed(lambda: _after(state, step))  # noqa: B023 -- called at once
        reading, read = _timed(lambda: state.revision.reading)  # noqa: B023 -- called at once
        assert read.workbook is not None
        prechecks, _ = _timed(lambda: state.revision.problems)  # noqa: B023 -- called at once
        breaches, _ = _timed(lambda: state.revision.breaches)  # noqa: B023 -- called at once
        afresh, _ = _timed(lambda: read_source(source_of(state.sheets), path.name, workbook.origin))  # noqa: B023
        taken.append((applying, reading, prechecks, breaches, afresh))
    middle = (median(column) for column in zip(*taken, strict=True))
    planned = 0 if workbook.plan is None else len(workbook.plan.rows)
    return EditCost(path.name, len(workbook.event.bilaterals), planned, *middle)


def _edit(sheets: Sheets, chance: random.Random, minutes: int) -> SetCell:
    sheet = sheets["Bilaterals"]
    column = next(at for at, cell in sheet.rows[HEADER].items() if plain_header(cell) == "minutes")
    row = chance.choice([one for one in sheet.rows if one != HEADER])
    return SetCell(sheet.name, row, column, sheet.cell(row, column), minutes)


def _after(state: _State, step: SetCell) -> _State:
    applied = apply(state.sheets, [step])
    assert isinstance(applied, Taken)
    return _State(applied.sheets, replace(state.revision, source=source_of(applied.sheets)))


def _timed(work: Callable[[], Result]) -> tuple[float, Result]:
    began = process_time()
    made = work()
    return process_time() - began, made

"""Rows from elsewhere, added to a workbook as if somebody had typed them into its sheets."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from planner.domain.plan import Problem
from planner.domain.vocabulary import Severity
from planner.workbook import Reading, Workbook
from planner.workbook.format.sheets import sheet_named
from planner.workbook.grid import Cell, Grid, Source, address, plain
from planner.workbook.reading.reader import read_source
from planner.workbook.workbook import Origin
from planner.workbook.writing.layout import grid_of, lay_out


@dataclass(frozen=True, slots=True)
class ForeignPlace:
    """Where in the file of others something stands: the name of the file or its sheet, and a cell or entry in it."""

    file: str
    cell: str = ""


@dataclass(frozen=True, slots=True)
class NewRow:
    """One row to be added: cells by header, where it comes from, and where each of its cells does, if that is known."""

    cells: Mapping[str, Cell]
    place: ForeignPlace
    cell_places: Mapping[str, ForeignPlace] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Addition:
    """Rows for one sheet, and what was noticed while they were made."""

    sheet: str
    rows: tuple[NewRow, ...]
    problems: tuple[Problem, ...] = ()

    @property
    def failed(self) -> bool:
        """Whether there is an error, with which nothing is added."""
        return any(problem.severity == Severity.ERROR for problem in self.problems)


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of it: the grids with the rows in them, the workbook unless there is an error, every new problem, and
    how many rows each sheet was given.
    """

    grids: tuple[Grid, ...]
    workbook: Workbook | None
    problems: tuple[Problem, ...]
    added: Mapping[str, int]


def grids_of(workbook: Workbook) -> tuple[Grid, ...]:
    """The workbook as sheets of cells, those that the planner does not know included."""
    known = tuple(grid_of(layout) for layout in lay_out(workbook))
    return (*known, *(Grid(extra.name, _rows(extra.cells)) for extra in workbook.extras.sheets))


def _rows(cells: Mapping[tuple[int, int], Cell]) -> dict[int, dict[int, Cell]]:
    rows: dict[int, dict[int, Cell]] = {}
    for (row, column), cell in cells.items():
        rows.setdefault(row, {})[column] = cell
    return rows


def add(grids: tuple[Grid, ...], additions: Iterable[Addition], name: str, origin: Origin | None = None) -> Imported:
    """The grids with the additions, read anew. `name` is that of the workbook, for what is wrong with it as a whole;
    `origin` the file that it is to be written into.
    """
    before = {str(problem) for problem in _read(grids, name).problems}
    problems: list[Problem] = []
    places: dict[tuple[str, str], ForeignPlace] = {}
    added: dict[str, int] = {}
    failed = False
    for addition in additions:
        problems += addition.problems
        failed = failed or addition.failed
        grids = _appended(grids, addition, places)
        added[addition.sheet] = added.get(addition.sheet, 0) + len(addition.rows)
    reading = _read(grids, name, origin)
    problems += (_placed(one, places) for one in reading.problems if str(one) not in before)
    return Imported(grids, None if failed else reading.workbook, tuple(problems), added)


def _read(grids: tuple[Grid, ...], name: str, origin: Origin | None = None) -> Reading:
    return read_source(Source(grids, ""), name, origin)


def _appended(
    grids: tuple[Grid, ...], addition: Addition, places: dict[tuple[str, str], ForeignPlace]
) -> tuple[Grid, ...]:
    """The grids with the rows at the end of their sheet; headers that it lacks are added behind its own."""
    at = next((i for i, grid in enumerate(grids) if plain(grid.name) == plain(addition.sheet)), None)
    grid = _empty(addition.sheet) if at is None else grids[at]
    columns = {plain(str(cell)): number for number, cell in grid.rows.get(1, {}).items()}
    header = dict(grid.rows.get(1, {}))
    rows = {number: dict(cells) for number, cells in grid.rows.items()}
    for number, row in enumerate(addition.rows, max(rows, default=1) + 1):
        rows[number] = {}
        for name, cell in row.cells.items():
            column = columns.setdefault(plain(name), max(columns.values(), default=0) + 1)
            header.setdefault(column, name)
            rows[number][column] = cell
            places[addition.sheet, address(number, column)] = row.cell_places.get(name, row.place)
        for column in columns.values():
            places.setdefault((addition.sheet, address(number, column)), row.place)
    made = replace(grid, rows=rows | {1: header})
    return (*grids, made) if at is None else (*grids[:at], made, *grids[at + 1 :])


def _empty(name: str) -> Grid:
    sheet = sheet_named(name)
    assert sheet is not None, "rows are added to sheets of the workbook only"
    return Grid(sheet.name, {1: {number: column.header for number, column in enumerate(sheet.columns, 1)}})


def _placed(problem: Problem, places: Mapping[tuple[str, str], ForeignPlace]) -> Problem:
    """The problem where the row came from; others stay where they are."""
    place = places.get((problem.sheet, problem.cell))
    return problem if place is None else replace(problem, sheet=place.file, cell=place.cell)


def remark(severity: Severity, place: ForeignPlace, sentence: str, cure: str = "", *, value: str = "") -> Problem:
    """Something noticed in a file of others."""
    return Problem(severity, place.file, place.cell, value[:60], sentence, cure)

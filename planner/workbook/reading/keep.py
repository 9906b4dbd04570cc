"""What is kept of a file besides its records: unknown columns, settings and sheets, and where every record stood."""

from collections.abc import Iterator, Mapping, Sequence

from planner.rules.terms import weighted
from planner.workbook.findings import Findings
from planner.workbook.format.event import POLICY, RULES, SETTINGS
from planner.workbook.format.table import HEADER_ROW
from planner.workbook.grid import Cell, Grid, Source, plain
from planner.workbook.keeping.package import why_not_kept
from planner.workbook.reading.build import Kept
from planner.workbook.reading.rows import Row, is_blank
from planner.workbook.reading.settings_rows import Named, cells_of
from planner.workbook.workbook import (
    ExtraColumn,
    Extras,
    ExtraSetting,
    ExtraSheet,
    Origin,
    RecordPlace,
    SheetAsRead,
    Workbook,
)


def extras_of(kept: Kept, named: Mapping[str, Named], unknown: Sequence[Grid]) -> Extras:
    """Everything that the table does not know, in the order of the file."""
    keyed = {sheet: list(rows.items()) for sheet, rows in named.items()} | kept
    known = {*(column.header for column in (*SETTINGS, *RULES)), *weighted()}
    return Extras(
        columns=tuple(column for sheet, rows in keyed.items() for column in _columns(sheet, rows)),
        settings=tuple(
            ExtraSetting(sheet, tuple(cells_of(row)))
            for sheet, rows in named.items()
            for name, row in rows.items()
            if name not in known
        ),
        sheets=tuple(ExtraSheet(grid.name, _cells(grid)) for grid in unknown),
    )


def _columns(sheet: str, rows: Sequence[tuple[str, Row]]) -> Iterator[ExtraColumn]:
    columns: dict[str, dict[str, Cell]] = {}
    for key, row in rows:
        for header, cell in row.extras.items():
            column = columns.setdefault(header, {})
            if cell is not None:
                column[key] = cell
    return (ExtraColumn(sheet, header, cells) for header, cells in columns.items())


def _cells(grid: Grid) -> dict[tuple[int, int], Cell]:
    return {(row, column): cell for row, cells in grid.rows.items() for column, cell in cells.items()}


def places_of(kept: Kept, named: Mapping[str, Named]) -> dict[tuple[str, str], RecordPlace]:
    """Where each record stands, by plain sheet name and key."""
    places: dict[tuple[str, str], RecordPlace] = {}
    plained: dict[int, Mapping[str, str]] = {}
    for sheet, rows in ({sheet: list(rows.items()) for sheet, rows in named.items()} | kept).items():
        for key, row in rows:
            letters = plained.setdefault(id(row.letters), {plain(name): at for name, at in row.letters.items()})
            places[plain(sheet), key] = RecordPlace(row.number, letters)
    return places


def origin_of(source: Source, workbook: Workbook, rules: Named, name: str, findings: Findings) -> Origin | None:
    """The file that the workbook was read from; None where it was no .xlsx, or one that cannot be written into."""
    if source.data is None:
        return None
    reason = why_not_kept(source.data)
    if reason:
        sentence = f"{reason} What is written back is a new file, without the notes, looks and formulas of this one."
        findings.notice(name, "", sentence, "Save it once more as plain .xlsx with a spreadsheet program.")
        return None
    sheets = {plain(grid.name): _as_read(grid) for grid in reversed(source.grids)}
    return Origin(source.data, sheets, workbook, source.for_reading, frozenset(_unsaid(rules, source)))


def _unsaid(rules: Named, source: Source) -> Iterator[tuple[str, str]]:
    """The values and weights that the Policy sheet leaves blank; a formula without a value says something."""
    formulas = {place for grid in source.grids if plain(grid.name) == plain(POLICY.name) for place in grid.uncomputed}
    for name, row in rules.items():
        for column, cell in zip(row.columns, cells_of(row), strict=True):
            if is_blank([cell]) and row.cell(column.header) not in formulas:
                yield name, column.header


def _as_read(grid: Grid) -> SheetAsRead:
    right = max((max(cells) for cells in grid.rows.values() if cells), default=0)
    return SheetAsRead(grid.name, grid.rows.get(HEADER_ROW, {}), tuple(sorted(grid.rows)), right)

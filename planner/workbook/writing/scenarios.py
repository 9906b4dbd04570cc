"""The sheet Scenarios as the desk writes it: a scenario more, or one less; all else in it stays."""

from dataclasses import replace

from planner.domain.scenario import Scenario
from planner.workbook.format.scenarios import SCENARIOS
from planner.workbook.format.table import HEADER_ROW
from planner.workbook.grid import Grid, plain


def with_scenario(grid: Grid | None, scenario: Scenario) -> Grid:
    """The sheet with a scenario at its foot, under whatever headers it has, in the place of one of that name."""
    rows = dict(without_scenario(grid, scenario.name).rows)
    heads = dict(rows.get(HEADER_ROW) or enumerate((column.header for column in SCENARIOS.columns), 1))
    at = {plain(str(head)): place for place, head in heads.items()}
    for column in SCENARIOS.columns:
        if plain(column.header) not in at:
            at[plain(column.header)] = max(heads) + 1
            heads[at[plain(column.header)]] = column.header
    rows[HEADER_ROW] = heads
    for number, patch in enumerate(scenario.patches, max(rows) + 1):
        said = (scenario.name, patch.sheet, patch.row, str(patch.change), patch.column, patch.value)
        cells = zip(SCENARIOS.columns, said, strict=True)
        rows[number] = {at[plain(column.header)]: value for column, value in cells if value}
    return Grid(SCENARIOS.name if grid is None else grid.name, rows)


def without_scenario(grid: Grid | None, name: str) -> Grid:
    """The sheet without the rows of a scenario."""
    if grid is None:
        return Grid(SCENARIOS.name, {})
    heads = grid.rows.get(HEADER_ROW, {})
    at = next((place for place, head in heads.items() if plain(str(head)) == "scenario"), None)
    gone = {
        number
        for number, cells in grid.rows.items()
        if at is not None and number > HEADER_ROW and plain(str(cells.get(at, ""))) == plain(name)
    }
    return replace(grid, rows={number: cells for number, cells in grid.rows.items() if number not in gone})

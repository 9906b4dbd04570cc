"""Reads the sheet Scenarios into the variants that it lists."""

from zoneinfo import ZoneInfo

from planner.domain.plan import Problem
from planner.domain.scenario import Patch, PatchKind, Scenario
from planner.workbook.findings import Findings
from planner.workbook.format.scenarios import SCENARIOS
from planner.workbook.grid import Grid, Source, plain
from planner.workbook.reading.rows import Row, read_rows


def read_scenarios(source: Source, zone: ZoneInfo) -> tuple[tuple[Scenario, ...], tuple[Problem, ...]]:
    """The scenarios of a file in the order of their first rows, and every problem of its sheet."""
    findings = Findings()
    grid = scenario_grid(source)
    rows = [] if grid is None else read_rows(SCENARIOS, grid, zone, findings)
    scenarios: dict[str, Scenario] = {}
    for row in rows:
        if not row.incomplete and _is_sound(row, findings):
            name = row.text("scenario")
            before = scenarios.get(plain(name), Scenario(name))
            scenarios[plain(name)] = Scenario(before.name, (*before.patches, _patch(row)))
    return tuple(scenarios.values()), tuple(findings.problems)


def scenario_grid(source: Source) -> Grid | None:
    """The sheet of this name, if the file has one."""
    return next((grid for grid in source.grids if plain(grid.name) == plain(SCENARIOS.name)), None)


def _patch(row: Row) -> Patch:
    words = (row.text("sheet"), row.text("row"), _change(row), row.text("column"), row.text("value"))
    return Patch(*words, number=row.number)


def _change(row: Row) -> PatchKind:
    change = row.values.get("change", PatchKind.SET)
    assert isinstance(change, PatchKind)
    return change


def _is_sound(row: Row, findings: Findings) -> bool:
    """Whether a change that sets a cell says which; only such a change has a column."""
    change, column = _change(row), row.text("column")
    place = row.cell("column") or row.cell("scenario")
    if change == PatchKind.SET and not column:
        findings.error(SCENARIOS.name, place, "column is missing.", "Name the header of the cell that is set.")
        return False
    if change != PatchKind.SET and column:
        sentence = f"To {change} a row has to do with all its cells, not with {column[:60]!r}."
        findings.error(
            SCENARIOS.name, place, sentence, "Empty this cell; set cells in rows of their own.", value=column
        )
        return False
    return True

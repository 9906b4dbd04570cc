"""The sheet Changes: how much of it is worked in at once."""

from dataclasses import replace

import pytest

from planner.domain.incident import Incident
from planner.domain.vocabulary import IncidentKind
from planner.workbook import Workbook
from planner.workbook.checks.changes import MOST
from planner.workbook.grid import Grid, Source
from planner.workbook.reading.reader import read_source
from planner.workbook.writing.layout import grid_of, lay_out
from tests.scenes.builders import bilateral, delegation, event, room

SMALL = event(delegation("FRA"), delegation("KEN"), room("R1"), bilateral("B1", "FRA", "KEN"))


@pytest.mark.parametrize(("count", "refused"), [(MOST, False), (MOST + 1, True), (2_000, True)])
def test_more_changes_than_can_be_worked_in_are_refused_with_the_limit(count: int, refused: bool) -> None:
    raised = Incident(IncidentKind.PRIORITY_RAISED, item="B1")
    workbook = Workbook.of(replace(SMALL, changes=(raised,) * count))
    grids: tuple[Grid, ...] = tuple(grid_of(layout) for layout in lay_out(workbook))

    reading = read_source(Source(grids, ""), "changes.xlsx")

    errors = [one for one in reading.problems if one.severity == "error"]
    assert (reading.workbook is None) == refused
    assert [(one.sheet, one.cell) for one in errors] == ([("Changes", "A202")] if refused else [])

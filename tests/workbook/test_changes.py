"""The sheet Changes: how much of it is worked in at once."""

from dataclasses import replace

import pytest

from planner.domain.clock import shift
from planner.domain.incident import Incident
from planner.domain.vocabulary import IncidentKind
from planner.workbook import Workbook
from planner.workbook.checks.changes import MOST
from planner.workbook.grid import Grid, Source
from planner.workbook.reading.reader import read_source
from planner.workbook.writing.layout import grid_of, lay_out
from tests.scenes.builders import at, bilateral, delegation, event, room

SMALL = event(delegation("FRA"), delegation("KEN"), room("R1"), bilateral("B1", "FRA", "KEN"))


@pytest.mark.parametrize(("count", "refused"), [(MOST, False), (MOST + 1, True), (2_000, True)])
def test_more_changes_than_can_be_worked_in_are_refused_with_the_limit(count: int, refused: bool) -> None:
    lost = (Incident(IncidentKind.ROOM_LOST, who="R1", from_=shift(at("09:00"), seconds=n)) for n in range(count))
    workbook = Workbook.of(replace(SMALL, changes=tuple(lost)))
    grids: tuple[Grid, ...] = tuple(grid_of(layout) for layout in lay_out(workbook))

    reading = read_source(Source(grids, ""), "changes.xlsx")

    errors = [one for one in reading.problems if one.severity == "error"]
    assert (reading.workbook is None) == refused
    assert [(one.sheet, one.cell) for one in errors] == ([("Changes", "A202")] if refused else [])


def problems_of(*changes: Incident) -> list[str]:
    """What is said of a sheet of changes: severity, cell and sentence."""
    workbook = Workbook.of(replace(SMALL, changes=changes))
    grids: tuple[Grid, ...] = tuple(grid_of(layout) for layout in lay_out(workbook))
    found = read_source(Source(grids, ""), "changes.xlsx").problems
    return [f"{one.severity} {one.cell} {one.sentence}" for one in found if one.sheet == "Changes"]


NEW = Incident(IncidentKind.NEW_BILATERAL, who="FRA", counterpart="KEN")
OVER = Incident(IncidentKind.ITEM_OVERRUNS, item="B1", minutes=10)
AWAY = Incident(IncidentKind.PERSON_ABSENT, who="FRA")


@pytest.mark.parametrize(
    ("changes", "cell"),
    [
        ((replace(NEW, id="N1"), replace(NEW, id="n1", minutes=30)), "I3"),
        ((NEW, replace(NEW, who="KEN", counterpart="FRA")), "B3"),
        ((OVER, replace(OVER, minutes=15)), "C3"),
        ((AWAY, OVER, AWAY), "B4"),
        ((replace(NEW, id="N1"), replace(NEW, id="N2")), ""),
        ((AWAY, replace(AWAY, from_=at("11:00"))), ""),
    ],
)
def test_doubled_rows_are_asked_about_and_no_request_is_lost(changes: tuple[Incident, ...], cell: str) -> None:
    said = problems_of(*changes)

    assert [one.split()[:2] for one in said] == ([["error", cell]] if cell else [])
    assert all("says already" in one for one in said)


@pytest.mark.parametrize(
    ("change", "begins"),
    [
        (replace(AWAY, minutes=20), "warning F2 person_absent: minutes is not looked at"),
        (replace(AWAY, to=at("29 10:00")), "warning E2 person_absent: 10:00 on Wednesday 29 October 2025 is after"),
        (replace(NEW, id="B1"), "error I2 new_bilateral: B1 is the id of something else"),
        (Incident(IncidentKind.ROOM_CHANGED, item="B1", room="R1"), "error C2 room_changed: B1 is a bilateral"),
    ],
)
def test_what_is_not_looked_at_or_cannot_be_is_said_with_its_cell(change: Incident, begins: str) -> None:
    (said,) = problems_of(change)

    assert said.startswith(begins)

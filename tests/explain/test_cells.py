"""What a cure writes is said by sheet, row and column: by names, with codes only where they are to be typed."""

import pytest

from planner.explain.cells import cells_said
from planner.explain.records import Cure, FieldChange
from tests.scenes.builders import bilateral, delegation, entry, event, interpreter, line, plan, room, side_event


def cure(kind, *changes: FieldChange) -> Cure:
    of = event(
        delegation("FRA"),
        delegation("JPN"),
        room("R1"),
        room("EXTRA-R1"),
        interpreter("I1"),
        line("SIGN"),
        entry("FRA"),
        bilateral("B1", "FRA", "JPN"),
        side_event("S1", "FRA"),
    )
    return Cure(kind, "If so, it could be held.", changes, (), 1, of, plan(of))


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ("B1 not_before 10:00 09:50", "In the sheet Bilaterals, row 'France – Japan': not_before 10:00 → 09:50."),
        ("S1 room !R1 R1", "In the sheet SideEvents, row 'Title of S1': room !R1 → R1."),
        ("SIGN/FRA position 3 -", "In the sheet Signings, row France: position 3 → nothing."),
        ("SIGN end 10:00 10:04", "In the sheet Lines, row 'SIGN': end 10:00 → 10:04."),
        (
            "R1 opens 10:00 09:30, R1 closes 17:00 18:00",
            "In the sheet Rooms, row Room R1: opens 10:00 → 09:30; closes 17:00 → 18:00.",
        ),
        (
            "EXTRA-R1 name - Annex, EXTRA-R1 capacity - 6",
            "New row in the sheet Rooms: code EXTRA-R1, name Annex, capacity 6.",
        ),
        ("I1 name - Further", "New row in the sheet Interpreters: id I1, name Further."),
    ],
)
def test_cells_are_said_by_sheet_row_and_column(cells: str, said: str) -> None:
    changes = (FieldChange(*("" if word == "-" else word for word in cell.split())) for cell in cells.split(", "))

    assert cells_said(cure("resource", *changes)) == (said,)


def test_of_moves_the_sentence_says_all() -> None:
    assert cells_said(cure("move", FieldChange("B1", "start", "10:00", "11:00"))) == ()

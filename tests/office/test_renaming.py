"""A code renamed in one step: the event says the same as before, with another code."""

import pytest

from planner.office.cells.applying import Taken, apply
from planner.office.cells.renaming import Renamed, and_then, renamed
from planner.office.cells.sheet import HEADER, Sheets, sheets_of, source_of
from planner.office.desks import samples
from planner.workbook.files.source import open_source
from planner.workbook.grid import plain
from planner.workbook.kinds.single import text_of
from planner.workbook.reading.reader import read_source
from tests.scenes.sheets import a_sheet

KEYS = {"Delegations": "code", "People": "id", "Rooms": "code", "Lines": "id", "Bilaterals": "id", "Programme": "id"}


def row_of(sheets: Sheets, sheet: str, number: int) -> tuple[str, str]:
    """The id of a row, and the code in it."""
    header = {plain(text_of(cell).removesuffix("*")): at for at, cell in sheets[sheet].rows[HEADER].items()}
    row = list(sheets[sheet].rows)[number]
    return row, text_of(sheets[sheet].cell(row, header[KEYS[sheet]]))


@pytest.mark.parametrize("sheet", list(KEYS))
@pytest.mark.parametrize("number", [1, 3])
def test_after_a_renaming_the_event_says_the_same_of_another_code(sheet: str, number: int) -> None:
    sheets = sheets_of(open_source(samples()["hanoi_2025"]))
    row, old = row_of(sheets, sheet, number)
    found = apply(sheets, renamed(sheets, sheet, row, "RENAMED-1"))
    assert isinstance(found, Taken)

    before, after = (read_source(source_of(one), "e.xlsx") for one in (sheets, found.sheets))

    assert before.workbook is not None
    assert after.workbook is not None
    assert len(after.problems) == len(before.problems)
    back = apply(found.sheets, renamed(found.sheets, sheet, row, old))
    assert isinstance(back, Taken)
    assert read_source(source_of(back.sheets), "e.xlsx").workbook == before.workbook


def test_references_are_renamed_in_lists_with_a_must_and_as_parts_of_items() -> None:
    sheets = {
        "Rooms": a_sheet("Rooms", "code name", "r1: BLUE Blue", "r2: RED Red"),
        "Delegations": a_sheet("Delegations", "code name", "d1: FRA France", "d2: BLUE Bluish"),
        "Bilaterals": a_sheet("Bilaterals", "id room requester also", "b1: B1 !blue FRA fra;BLUE", "b2: B2 RED BLUE -"),
        "Plan": a_sheet("Plan", "item room", "p1: SIGN/FRA BLUE"),
    }

    room = apply(sheets, renamed(sheets, "Rooms", "r1", "SKY"))
    delegation = apply(sheets, renamed(sheets, "Delegations", "d1", "FR"))

    assert isinstance(room, Taken)
    assert room.sheets["Bilaterals"].rows["b1"] == {1: "B1", 2: "!SKY", 3: "FRA", 4: "fra;BLUE"}
    assert room.sheets["Bilaterals"].rows["b2"] == sheets["Bilaterals"].rows["b2"]
    assert room.sheets["Plan"].rows["p1"] == {1: "SIGN/FRA", 2: "SKY"}
    assert isinstance(delegation, Taken)
    assert delegation.sheets["Bilaterals"].rows["b1"] == {1: "B1", 2: "!blue", 3: "FR", 4: "FR;BLUE"}
    assert delegation.sheets["Plan"].rows["p1"] == {1: "SIGN/FR", 2: "BLUE"}


def test_a_row_without_a_code_is_not_renamed() -> None:
    sheets = {"Absences": a_sheet("Absences", "who from to", "a1: FRA - -"), "Notes": a_sheet("Notes", "x", "n1: y")}

    assert renamed(sheets, "Absences", "a1", "X") == ()
    assert renamed(sheets, "Notes", "n1", "X") == ()


def test_codes_typed_over_one_after_the_other_come_to_one_name() -> None:
    first, second = Renamed("room", "BLUE", "AZURE"), Renamed("room", "AZURE", "TEAL")

    assert and_then((first,), (second,)) == (Renamed("room", "BLUE", "TEAL"),)
    assert and_then((first,), (Renamed("delegation", "AZURE", "TEAL"),)) == (
        first,
        Renamed("delegation", "AZURE", "TEAL"),
    )
    assert and_then((first,), (Renamed("room", "azure", "blue"),)) == ()

"""What was done to an event in words, which rows a step concerns, and how two states differ."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from planner.domain.plan import Outcome
from planner.office.cells.operations import AddColumn, AddRow, AddSheet, DeleteRow, Operation, PutSheet, SetCell
from planner.office.desks import samples
from planner.office.draft import open_file, open_upload, planned
from planner.office.office import Act, Office, Opened
from planner.office.telling import Rows, compare_states, told
from planner.store import open_store
from planner.workbook import Workbook
from planner.workbook.writer import workbook_bytes
from tests.scenes.builders import bilateral, delegation, event, person, placed, plan, room
from tests.scenes.sheets import a_sheet, rooms


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with open_store(str(tmp_path / "office.db")) as store:
        yield Office(store)


def taken(found: object) -> Opened:
    assert isinstance(found, Opened), found
    return found


MENU = a_sheet("Menu", "dish", "m1: soup")


@pytest.mark.parametrize(
    ("operation", "words"),
    [
        (SetCell("Rooms", "r1", 2, "Lotus", None), "name of LOTUS (Rooms!B2): “Lotus” → nothing"),
        (AddRow("Rooms", "r3", {1: "MAIN", 2: "Main"}), "The row MAIN (Rooms!A4) was added: “MAIN”, “Main”"),
        (DeleteRow("Rooms", "r9", {1: "BLUE", 2: "Blue"}), "The row BLUE (Rooms) was deleted: “BLUE”, “Blue”"),
        (AddColumn("Rooms", 5, "phone"), "Column E (Rooms!E1): the column “phone” was added"),
        (AddSheet("Menu", MENU), "The sheet Menu was added"),
        (PutSheet("Rooms", "", None), "The sheet Rooms was taken away"),
        (PutSheet("Rooms", "", MENU), "The sheet Rooms was put in place as a whole"),
    ],
)
def test_what_was_done_is_told_by_where_it_stands(operation: Operation, words: str) -> None:
    assert told(operation, rooms()) == words


def test_a_step_is_found_by_the_codes_that_its_rows_have_and_had() -> None:
    renamed = SetCell("Rooms", "r1", 1, "OLD", "LOTUS")
    deleted = DeleteRow("Rooms", "r9", {1: "BLUE"})
    named = SetCell("Rooms", "r2", 2, "x", "Peach")
    steps: list[tuple[Operation, ...]] = [(renamed,), (deleted,), (named,), (AddSheet("Menu", MENU),)]
    rows = Rows.of(rooms(), steps)

    found = {code: [rows.touch(step, code) for step in steps] for code in ("lotus", "OLD", "BLUE", "PEACH", "MAIN")}

    assert found == {
        "lotus": [True, False, False, False],
        "OLD": [True, False, False, False],
        "BLUE": [False, True, False, False],
        "PEACH": [False, False, True, False],
        "MAIN": [False, False, False, False],
    }


EVENT = event(
    delegation("FRA"), delegation("JPN"), person("FRA-1"), person("JPN-1"), room("R1"), room("R2"), bilateral("B1")
)


def test_two_states_differ_in_the_plan_by_item_and_delegation_and_in_all_else_by_cell(office: Office) -> None:
    before, after = (plan(EVENT, placed(EVENT, "B1", start, room="R1")) for start in ("10:00", "11:00"))
    first = office.create("Linh", open_upload("event.xlsx", workbook_bytes(Workbook.of(EVENT, before))))
    sheet = first.sheets["Rooms"]
    row = list(sheet.rows)[1]
    cell = SetCell("Rooms", row, 2, sheet.cell(row, 2), "Jade Hall")
    second = taken(office.commit(Act("Minh", "typed"), first.event, 1, [cell]))
    workbook = second.revision.workbook
    assert workbook is not None
    outcome = Outcome(after, 0, 10, 2.2, 0.5, 0, 1, "solver")
    taken(office.put(Act("Minh", "planned"), second, planned(second.revision, outcome, workbook.event)))

    found, back = compare_states(office, first.event, 1, 3), compare_states(office, first.event, 3, 1)

    assert found.plan is not None
    assert [(one.item, one.change) for one in found.plan.changes] == [("B1", "time")]
    assert [found.names[code] for code in found.plan.by_delegation] == [found.names["FRA"], found.names["JPN"]]
    was = f"“{sheet.cell(row, 2)}”"
    assert found.cells == {"Rooms": (f"name of R1 (Rooms!B2): {was} → “Jade Hall”",)}
    assert back.cells == {"Rooms": (f"name of R1 (Rooms!B2): “Jade Hall” → {was}",)}
    assert back.plan is not None
    assert compare_states(office, first.event, 1, 2).plan == compare_states(office, first.event, 1, 1).plan


def test_of_a_state_with_errors_the_tables_alone_are_compared(office: Office) -> None:
    first = office.create("Linh", open_file(samples()["morning"]))
    sheet = first.sheets["Rooms"]
    row = list(sheet.rows)[1]
    office.commit(Act("Minh", "typed"), first.event, 1, [SetCell("Rooms", row, 4, sheet.cell(row, 4), "many")])

    found = compare_states(office, first.event, 1, 2)

    assert (found.plan, found.faulty) == (None, (2,))
    assert [len(lines) for lines in found.cells.values()] == [1]

"""Undo and redo of several people on one chain of steps."""

import pytest

from planner.office.cells.operations import AddRow, AddSheet, DeleteRow, PutSheet, SetCell
from planner.office.cells.undoing import InTheWay, Reversal, back_to, in_effect, redo, redoable, undo, undoable
from tests.scenes.sheets import Table, a_sheet, rooms


def two_people() -> Table:
    """Linh names the Lotus, Minh the Peach, Linh counts the seats of the Main hall."""
    table = Table()
    table.do("Linh", SetCell("Rooms", "r1", 2, "Lotus", "Lotus Room"))
    table.do("Minh", SetCell("Rooms", "r2", 2, "Peach", "Peach Room"))
    table.do("Linh", SetCell("Rooms", "r3", 3, "200", 300))
    return table


def undone(table: Table, author: str) -> None:
    step = undoable(table.chain, author)
    assert step is not None
    table.reverse(author, undo(table.sheets, table.chain, step.number))


def redone(table: Table, author: str) -> None:
    step = redoable(table.chain, author)
    assert step is not None
    table.reverse(author, redo(table.sheets, table.chain, step.number))


def test_each_person_takes_back_their_own_steps_latest_first() -> None:
    table = two_people()

    undone(table, "Linh")
    assert (table.cell("r1", 2), table.cell("r2", 2), table.cell("r3", 3)) == ("Lotus Room", "Peach Room", "200")
    undone(table, "Linh")
    assert (table.cell("r1", 2), table.cell("r2", 2), table.cell("r3", 3)) == ("Lotus", "Peach Room", "200")

    assert undoable(table.chain, "Linh") is None
    assert undoable(table.chain, "Minh") == table.chain[1]


def test_redo_brings_back_in_the_opposite_order_and_can_be_undone_again() -> None:
    table = two_people()
    undone(table, "Linh")
    undone(table, "Linh")

    redone(table, "Linh")
    assert (table.cell("r1", 2), table.cell("r3", 3)) == ("Lotus Room", "200")
    redone(table, "Linh")
    assert (table.cell("r1", 2), table.cell("r3", 3)) == ("Lotus Room", 300)
    assert redoable(table.chain, "Linh") is None

    undone(table, "Linh")
    assert table.cell("r3", 3) == "200"


def test_a_new_step_ends_redo_for_its_author_alone() -> None:
    table = two_people()
    undone(table, "Linh")
    undone(table, "Minh")

    table.do("Linh", SetCell("Rooms", "r1", 3, "12", 15))

    assert redoable(table.chain, "Linh") is None
    redone(table, "Minh")
    assert table.cell("r2", 2) == "Peach Room"


def test_later_steps_on_the_same_cell_are_named_and_taken_back_with_it() -> None:
    table = two_people()
    table.do("Minh", SetCell("Rooms", "r1", 2, "Lotus Room", "Lotus Hall"))
    table.do("Hoa", SetCell("Rooms", "r1", 2, "Lotus Hall", "Lotus Suite"), SetCell("Rooms", "r1", 3, "12", 13))

    refused = undo(table.sheets, table.chain, 1)
    assert isinstance(refused, InTheWay)
    assert refused.sentence == (
        "After “step 1” the same cells were changed: “step 5” (Hoa at 09:05); “step 4” (Minh at 09:04). "
        "Take them back too?"
    )

    made = undo(table.sheets, table.chain, 1, with_later=True)
    assert isinstance(made, Reversal)
    assert made.takes_back == (5, 4, 1)
    table.reverse("Linh", made)
    assert table.sheets["Rooms"].rows["r1"] == rooms()["Rooms"].rows["r1"]
    assert table.cell("r3", 3) == 300

    redone(table, "Linh")
    assert table.sheets["Rooms"].rows["r1"] == {1: "LOTUS", 2: "Lotus Suite", 3: 13}


def test_steps_that_rest_on_steps_in_the_way_go_too() -> None:
    table = Table()
    table.do("Linh", SetCell("Rooms", "r1", 2, "Lotus", "A"))
    table.do("Minh", SetCell("Rooms", "r1", 2, "A", "B"), SetCell("Rooms", "r2", 2, "Peach", "B"))
    table.do("Hoa", SetCell("Rooms", "r2", 2, "B", "C"))

    made = undo(table.sheets, table.chain, 1, with_later=True)

    assert isinstance(made, Reversal)
    assert made.takes_back == (3, 2, 1)
    table.reverse("Linh", made)
    assert table.sheets["Rooms"].rows == rooms()["Rooms"].rows


def test_a_step_that_was_taken_back_is_in_nobodys_way() -> None:
    table = two_people()
    table.do("Minh", SetCell("Rooms", "r1", 2, "Lotus Room", "Lotus Hall"))
    undone(table, "Minh")

    table.reverse("Linh", undo(table.sheets, table.chain, 1))

    assert table.cell("r1", 2) == "Lotus"


def test_redo_is_refused_where_somebody_wrote_since() -> None:
    table = two_people()
    undone(table, "Linh")
    table.do("Minh", SetCell("Rooms", "r3", 3, "200", 250))

    step = redoable(table.chain, "Linh")
    assert step is not None
    refused = redo(table.sheets, table.chain, step.number)

    assert isinstance(refused, InTheWay)
    assert [one.number for one in refused.steps] == [5]
    assert table.cell("r3", 3) == 250


@pytest.mark.parametrize("row", ["r1", "r2", "r3"])
def test_a_deleted_row_comes_back_where_it_was_under_its_own_id(row: str) -> None:
    table = Table()
    table.do("Linh", DeleteRow("Rooms", row, table.sheets["Rooms"].rows[row]))

    undone(table, "Linh")

    assert list(table.sheets["Rooms"].rows.items()) == list(rooms()["Rooms"].rows.items())


def test_a_number_comes_back_as_the_number_that_it_was() -> None:
    table = Table()
    table.do("Linh", SetCell("Rooms", "r1", 3, "12", 12))
    table.do("Minh", SetCell("Rooms", "r1", 3, "12", 13))

    undone(table, "Minh")

    assert repr(table.cell("r1", 3)) == "12"


def test_rows_deleted_together_come_back_in_their_order() -> None:
    table = Table()
    table.do("Linh", *(DeleteRow("Rooms", row, table.sheets["Rooms"].rows[row]) for row in ("r1", "r2", "r3")))

    undone(table, "Linh")

    assert table.order() == ["r1", "r2", "r3"]


def test_an_added_row_in_which_somebody_wrote_is_not_taken_away_unseen() -> None:
    table = Table()
    table.do("Linh", AddRow("Rooms", "r4", {1: "BLUE"}))
    table.do("Minh", SetCell("Rooms", "r4", 2, None, "Blue"))

    refused = undo(table.sheets, table.chain, 1)

    assert isinstance(refused, InTheWay)
    assert [one.author for one in refused.steps] == ["Minh"]


def test_sheets_come_back_and_go_again() -> None:
    table = Table()
    notes = table.sheets["Notes"]
    table.do("Linh", PutSheet("Notes", notes.digest, a_sheet("Notes", "what", "n7: other")))
    table.do("Linh", AddSheet("Menu", a_sheet("Menu", "dish", "m1: soup")))
    table.do("Linh", PutSheet("Notes", table.sheets["Notes"].digest, None))

    for names in (["Rooms", "Menu", "Notes"], ["Rooms", "Notes"], ["Rooms", "Notes"]):
        undone(table, "Linh")
        assert list(table.sheets) == names

    assert table.sheets["Notes"] == notes


def test_any_state_can_be_gone_back_to_and_come_back_from() -> None:
    table = two_people()
    undone(table, "Linh")
    states = [table.sheets]
    table.do(
        "Minh", SetCell("Rooms", "r1", 2, "Lotus Room", "X"), DeleteRow("Rooms", "r2", table.sheets["Rooms"].rows["r2"])
    )

    table.reverse("Hoa", back_to(table.sheets, table.chain, 1))
    assert table.sheets["Rooms"].rows["r1"][2] == "Lotus Room"
    assert table.sheets["Rooms"].rows["r2"] == rooms()["Rooms"].rows["r2"]
    assert in_effect(table.chain) == {1}

    table.reverse("Hoa", back_to(table.sheets, table.chain, 4))
    assert {name: dict(sheet.rows) for name, sheet in table.sheets.items()} == {
        name: dict(sheet.rows) for name, sheet in states[0].items()
    }
    assert in_effect(table.chain) == {1, 2}

"""What a browser sends of the edits in a table: all of them each time, of which each is taken once and for good."""

from collections.abc import Sequence
from typing import Any

from planner.office.cells.applying import Taken, apply
from planner.office.cells.operations import AddRow, AddSheet, DeleteRow, Operation, SetCell
from planner.office.cells.sheet import HEADER, Sheet
from planner.office.editing import Edits, Sent, told
from planner.office.tables import table_of
from tests.scenes.sheets import a_sheet


def rooms() -> Sheet:
    return a_sheet("Rooms", "code name capacity uses", "r1: LOTUS Lotus 12 other", "r2: PEACH Peach 8 other")


def started(sheet: Sheet) -> Edits:
    return Edits.of(sheet, table_of(sheet.grid))


def sent(
    edited: dict[int, dict[str, Any]] | None = None, added: Sequence[dict[str, Any]] = (), deleted: Sequence[int] = ()
) -> Sent:
    return {"edited_rows": edited or {}, "added_rows": added, "deleted_rows": deleted}


def test_edit_is_taken_once_and_names_what_its_author_saw() -> None:
    edits = started(rooms())

    assert edits.operations(sent({0: {"B": "Jade"}})) == (SetCell("Rooms", "r1", 2, "Lotus", "Jade"),)
    assert edits.operations(sent({0: {"B": "Jade"}})) == ()
    assert edits.operations(sent({0: {"B": "Opal"}})) == (SetCell("Rooms", "r1", 2, "Jade", "Opal"),)
    assert edits.operations(sent({0: {"B": None}})) == (SetCell("Rooms", "r1", 2, "Opal", None),)


def test_table_that_was_drawn_anew_without_its_edits_takes_none_back() -> None:
    edits = started(rooms())
    edits.operations(sent({0: {"B": "Jade"}}))

    assert edits.operations(sent()) == ()
    assert edits.operations(sent({1: {"B": "Opal"}})) == (SetCell("Rooms", "r2", 2, "Peach", "Opal"),)


def test_row_that_is_added_comes_with_its_first_cell_and_goes_again() -> None:
    sheet = rooms()
    edits = started(sheet)
    assert edits.operations(sent(added=[{}])) == ()

    (add,) = edits.operations(sent(added=[{"A": "MAIN"}]))
    assert isinstance(add, AddRow)
    assert (add.cells, add.after) == ({1: "MAIN"}, "r2")
    assert edits.operations(sent(added=[{"A": "MAIN", "C": "200"}])) == (SetCell("Rooms", add.row, 3, None, 200),)

    assert edits.operations(sent()) == (DeleteRow("Rooms", add.row, {1: "MAIN", 3: 200}),)


def test_deleted_row_is_what_was_written_into_it() -> None:
    edits = started(rooms())
    edits.operations(sent({0: {"B": "Jade"}}))

    (delete,) = edits.operations(sent(deleted=[0]))

    assert isinstance(delete, DeleteRow)
    assert delete.seen == {1: "LOTUS", 2: "Jade", 3: "12", 4: "other"}
    assert edits.operations(sent({0: {"B": "Opal"}}, deleted=[0])) == ()


def test_first_row_of_a_sheet_that_is_not_there_adds_it() -> None:
    sheet = Sheet("Rooms", {HEADER: {}})
    edits = Edits.of(sheet, table_of(sheet.grid), is_new=True)

    operations = edits.operations(sent(added=[{"A": "MAIN"}]))
    made = apply({}, operations)

    assert isinstance(operations[0], AddSheet)
    assert isinstance(made, Taken)
    assert list(made.sheets["Rooms"].rows[HEADER].values()) == ["code", "name", "capacity", "uses"]
    assert told(sheet, operations) == "Rooms: 1 row added"


def test_what_the_store_refuses_can_be_sent_again() -> None:
    edits = started(rooms())
    before = edits.copy()
    once = edits.operations(sent({0: {"B": "Jade"}}))

    assert before.operations(sent({0: {"B": "Jade"}})) == once


def again(edits: Edits, *done: Operation) -> Edits:
    """The table of a browser that talks with another session now, after what was taken of it in the one before."""
    found = Edits(edits.sheet, edits.rows, stem=edits.stem)
    found.go_on(done)
    return found


def test_what_was_taken_in_a_session_before_is_not_taken_again() -> None:
    edits = started(rooms())
    done = edits.operations(sent({0: {"B": "Jade"}}, added=[{}, {"A": "MAIN"}], deleted=[1]))

    assert again(edits, *done).operations(sent({0: {"B": "Jade"}}, added=[{}, {"A": "MAIN"}], deleted=[1])) == ()


def test_what_a_session_before_did_not_take_is_taken() -> None:
    edits = started(rooms())
    done = edits.operations(sent({0: {"B": "Jade"}}, added=[{"A": "MAIN"}]))
    assert isinstance(done[-1], AddRow)
    row = done[-1].row

    *others, add = again(edits, *done).operations(
        sent({0: {"B": "Opal"}, 1: {"B": "Ruby"}}, added=[{"A": "MAIN", "C": "9"}, {"A": "HALL"}])
    )

    assert others == [
        SetCell("Rooms", "r1", 2, "Jade", "Opal"),
        SetCell("Rooms", "r2", 2, "Peach", "Ruby"),
        SetCell("Rooms", row, 3, None, 9),
    ]
    assert isinstance(add, AddRow)
    assert (add.cells, add.row == row) == ({1: "HALL"}, False)


def test_cell_over_which_its_author_wrote_elsewhere_since_is_not_written_again() -> None:
    edits = started(rooms())
    done = edits.operations(sent({0: {"B": "Jade"}}))
    elsewhere = SetCell("Rooms", "r1", 2, "Jade", "Opal")
    follower = again(edits, *done, elsewhere)

    assert follower.operations(sent({0: {"B": "Jade"}})) == ()
    assert follower.operations(sent({0: {"B": "Ruby"}})) == (SetCell("Rooms", "r1", 2, "Jade", "Ruby"),)


def test_row_that_its_author_added_elsewhere_is_not_taken_for_one_of_this_table() -> None:
    edits, elsewhere = started(rooms()), AddRow("Rooms", "f00.0", {1: "HALL"}, "r2")

    (add,) = again(edits, elsewhere).operations(sent(added=[{"A": "MAIN"}]))

    assert isinstance(add, AddRow)
    assert add.cells == {1: "MAIN"}

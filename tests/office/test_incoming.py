"""Workbooks that are taken away, changed elsewhere and brought back, while the office goes on."""

from collections.abc import Callable, Iterator
from functools import cache
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import Workbook as Book
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from planner.office.cells.operations import DeleteRow, SetCell
from planner.office.cells.refusals import Refusal
from planner.office.cells.sheet import HEADER
from planner.office.desks import samples
from planner.office.draft import Revision, open_file
from planner.office.incoming import Comparison, Faulty, Known, bring, compare, take
from planner.office.office import Act, Office, Opened
from planner.office.outgoing import Mark, exported, exported_for_reading
from planner.store import RevisionKind, open_store
from planner.workbook.grid import Cell, Unreadable, letters, plain
from planner.workbook.keeping.mark import mark_of, marked
from planner.workbook.kinds.single import text_of
from tests.scenes.spreadsheet_program import converted

NEW: list[str | int] = ["NEW", "New room", "Palace", 12, "bilateral"]


@cache
def morning() -> Revision:
    return open_file(samples()["morning"])


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """An office on an empty database; what is kept where is tested with the store."""
    with open_store(str(tmp_path / "office.db")) as store:
        yield Office(store)


@pytest.fixture
def event(office: Office) -> str:
    return office.create("Linh", morning()).event


def column(state: Opened, sheet: str, header: str) -> int:
    cells = state.sheets[sheet].rows[HEADER]
    return next(at for at, cell in cells.items() if plain(text_of(cell).removesuffix("*")) == plain(header))


def value(state: Opened, sheet: str, code: str, header: str) -> Cell:
    """What stands in the row of a code."""
    rows = state.sheets[sheet].rows.values()
    return next(cells.get(column(state, sheet, header)) for cells in rows if cells.get(1) == code)


def typed(office: Office, author: str, event: str, sheet: str, code: str, header: str, new: Cell) -> Opened:
    """The event after somebody wrote into the row of a code."""
    state = office.opened(event)
    at = column(state, sheet, header)
    row, seen = next((row, cells.get(at)) for row, cells in state.sheets[sheet].rows.items() if cells.get(1) == code)
    found = office.commit(Act(author, f"{author} typed"), event, state.number, [SetCell(sheet, row, at, seen, new)])
    assert isinstance(found, Opened)
    return found


def edited(data: bytes, change: Callable[[Book], object]) -> bytes:
    """The file after openpyxl changed and saved it."""
    book, saved = load_workbook(BytesIO(data)), BytesIO()
    change(book)
    book.save(saved)
    return saved.getvalue()


def cell_of(sheet: Worksheet, code: str, header: str) -> str:
    """The address of a cell by the code of its row and its header."""
    at = next(
        letters(number)
        for number, one in enumerate(sheet[1], 1)
        if plain(str(one.value).removesuffix("*")) == plain(header)
    )
    row = next(one.row for one in sheet["A"] if one.value == code)
    return f"{at}{row}"


def write(code: str, header: str, new: str | int, sheet: str = "Rooms") -> Callable[[Book], object]:
    def change(book: Book) -> None:
        book[sheet][cell_of(book[sheet], code, header)] = new

    return change


def first_codes(state: Opened, sheet: str, count: int) -> list[str]:
    return [text_of(cells[1]) for cells in list(state.sheets[sheet].rows.values())[1 : count + 1]]


def compared(office: Office, event: str, data: bytes) -> Comparison:
    return compare(office, event, bring(office, event, "back.xlsx", data))


def taken(office: Office, found: Comparison, author: str = "Minh") -> Opened:
    """The event after all that is advised was taken."""
    after = take(office, author, found, found.advised)
    assert isinstance(after, Opened), after
    return after


# --- the mark --------------------------------------------------------------------------------------------------------


def test_what_is_exported_tells_its_state_and_comes_back_without_a_difference(office: Office, event: str) -> None:
    (code,) = first_codes(office.opened(event), "Rooms", 1)
    state = typed(office, "Linh", event, "Rooms", code, "name", "Jade")

    plain_file, reading = exported(state), exported_for_reading(state, ())

    assert Mark.found_in(plain_file) == Mark.of(state)
    assert Mark.found_in(reading) == Mark.of(state, for_reading=True)
    for data in (plain_file, reading, edited(plain_file, lambda _: None), edited(reading, lambda _: None)):
        found = compared(office, event, data)
        assert (found.brought.known, found.merge.differences) == (Known.OURS, ())


def test_a_draft_with_errors_is_marked_too(office: Office, event: str) -> None:
    (code,) = first_codes(office.opened(event), "Rooms", 1)
    draft = exported(typed(office, "Linh", event, "Rooms", code, "capacity", "many"))

    found = compared(office, event, edited(draft, write(code, "capacity", 40)))

    assert [one.sentence.partition(": ")[2] for one in found.merge.differences] == ["“many” → “40”"]
    assert taken(office, found).revision.workbook is not None


@pytest.mark.parametrize(
    "mark", ["", "other", "a/b/c", "event/٣/x", "event/99999999999999999999/x", "event/-1/x", "event/1"]
)
def test_marks_of_others_are_no_marks(office: Office, event: str, mark: str) -> None:
    data = marked(samples()["morning"].read_bytes(), mark.replace("event", event))

    assert Mark.found_in(data) is None
    assert bring(office, event, "back.xlsx", data).known == Known.UNMARKED


def test_properties_that_are_none_are_exchanged_for_the_mark() -> None:
    packed = BytesIO()
    with ZipFile(BytesIO(marked(samples()["morning"].read_bytes(), "1"))) as before, ZipFile(packed, "w") as after:
        for name in before.namelist():
            after.writestr(name, b"<odd/>" if name == "docProps/custom.xml" else before.read(name))

    assert mark_of(marked(packed.getvalue(), "event/1/x")) == "event/1/x"


def test_a_file_of_another_event_or_of_a_state_that_is_gone_is_told_apart(office: Office, event: str) -> None:
    other = office.copy("Linh", event, "Spring talks")
    unknown = Mark("nowhere", 1, "x").text
    assert bring(office, event, "a.xlsx", exported(other)).another == "Spring talks"
    assert bring(office, event, "a.xlsx", marked(exported(other), unknown)).known == Known.ANOTHER
    for lost in (Mark(event, 7, "x"), Mark(event, 1, "another office")):
        found = bring(office, event, "a.xlsx", marked(exported(other), lost.text))
        assert (found.known, found.base) == (Known.LOST, None)


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"hello", bytes.fromhex("d0cf11e0a1b11ae1")])
def test_what_is_no_workbook_is_refused_in_a_sentence(office: Office, event: str, data: bytes) -> None:
    with pytest.raises(Unreadable):
        bring(office, event, "back.xlsx", data)


# --- three ways ------------------------------------------------------------------------------------------------------


def test_both_sides_edit_and_nothing_is_lost(office: Office, event: str) -> None:
    state = office.opened(event)
    first, second, third = first_codes(state, "Rooms", 3)
    sent = exported(state)
    typed(office, "Linh", event, "Rooms", first, "name", "Jade")
    typed(office, "Minh", event, "Rooms", second, "name", "Opal")

    def change(book: Book) -> None:
        for code, header, new in ((first, "capacity", 77), (second, "name", "Ruby"), (third, "name", "Pearl")):
            write(code, header, new)(book)

    found = compared(office, event, edited(sent, change))

    (conflict,) = found.merge.conflicts
    assert (conflict.theirs, conflict.mine, conflict.by.name) == ("“Opal”", "“Ruby”", "Minh")
    assert conflict.by.at is not None
    after = taken(office, found)
    assert [value(after, "Rooms", code, "name") for code in (first, second, third)] == ["Jade", "Opal", "Pearl"]
    assert value(after, "Rooms", first, "capacity") == 77
    (step, *_) = office.history(event)
    assert (step.kind, step.author, step.number) == (RevisionKind.IMPORTED, "Minh", 4)
    assert step.sentence == "Took in 2 changes from back.xlsx"
    assert compared(office, event, edited(sent, change)).merge.conflicts == found.merge.conflicts

    again = take(office, "Minh", found, lambda one: one.conflict)

    assert isinstance(again, Opened)
    assert value(again, "Rooms", second, "name") == "Ruby"


def test_what_was_taken_is_one_step_to_undo(office: Office, event: str) -> None:
    state = office.opened(event)
    (first, second) = first_codes(state, "Rooms", 2)

    def change(book: Book) -> None:
        write(first, "name", "Jade")(book)
        write(second, "name", "Opal")(book)
        book["Rooms"].append(NEW)
        book.create_sheet("Menu")["A1"] = "soup"

    after = taken(office, compared(office, event, edited(exported(state), change)))
    assert after.number == 2
    assert after.sheets["Menu"].grid.rows == {1: {1: "soup"}}
    back = office.undo("Minh", event)

    assert isinstance(back, Opened)
    assert [sheet.digest for sheet in back.sheets.values()] == [sheet.digest for sheet in state.sheets.values()]


def test_somebody_who_writes_while_one_chooses_is_not_written_over(office: Office, event: str) -> None:
    state = office.opened(event)
    (code,) = first_codes(state, "Rooms", 1)
    found = compared(office, event, edited(exported(state), write(code, "name", "Jade")))
    typed(office, "Linh", event, "Rooms", code, "name", "Opal")

    assert isinstance(take(office, "Minh", found, found.advised), Refusal)
    assert value(office.opened(event), "Rooms", code, "name") == "Opal"
    assert len(compare(office, event, found.brought).merge.conflicts) == 1


def test_rows_of_a_file_keep_their_order_whatever_is_left(office: Office, event: str) -> None:
    state = office.opened(event)

    def change(book: Book) -> None:
        book["Rooms"].insert_rows(3, 4)
        for row, code in enumerate(("N1", "N2", "N3", "N4"), 3):
            for at, cell in enumerate((code, f"Room {code}", *NEW[2:]), 1):
                book["Rooms"].cell(row, at, cell)

    found = compared(office, event, edited(exported(state), change))
    after = take(office, "Minh", found, lambda one: "N2" not in one.mine)

    assert isinstance(after, Opened)
    codes = first_codes(after, "Rooms", len(after.sheets["Rooms"].rows) - 1)
    before = first_codes(state, "Rooms", len(state.sheets["Rooms"].rows) - 1)
    assert codes == [before[0], "N1", "N3", "N4", *before[1:]]


def test_a_column_left_out_is_one_difference_and_a_new_one_comes_with_its_header(office: Office, event: str) -> None:
    state = office.opened(event)
    (code,) = first_codes(state, "Rooms", 1)

    def change(book: Book) -> None:
        sheet = book["Rooms"]
        end = sheet.max_column + 1
        sheet.cell(1, end, "window")
        sheet.cell(2, end, "+84 1")
        sheet.delete_cols(next(at for at, one in enumerate(sheet[1], 1) if str(one.value).startswith("features")))

    found = compared(office, event, edited(exported(state), change))

    assert [(one.where, one.removes) for one in found.merge.differences if one.removes] == [
        ("The column features of Rooms", True)
    ]
    after = taken(office, found)
    assert value(after, "Rooms", code, "features") is None
    assert value(after, "Rooms", code, "window") == "+84 1"


def test_a_sheet_that_the_office_wrote_blank_and_the_file_filled_in_comes_row_by_row(
    office: Office, event: str
) -> None:
    state, name = office.opened(event), "Walking"
    without = office.put(Act("Linh", "Away"), state, state.revision.without([name], "Away"))
    assert isinstance(without, Opened)
    assert name not in without.sheets

    found = compared(office, event, edited(exported(without), lambda book: book[name].append(["one"])))

    assert [(one.sheet, one.mine) for one in found.merge.differences] == [(name, "“one”")]
    after = take(office, "Minh", found, found.advised, despite_errors=True)
    assert isinstance(after, Opened)
    assert [list(cells.values()) for cells in after.sheets[name].rows.values()][1:] == [["one"]]


def test_a_sheet_deleted_in_the_office_comes_back_only_where_the_file_changed_it(office: Office, event: str) -> None:
    state = taken(office, compared(office, event, edited(exported(office.opened(event)), _with_menu)))
    sent = exported(state)
    without = office.put(Act("Linh", "Away"), state, state.revision.without(["Menu"], "Away"))
    assert isinstance(without, Opened)

    assert compared(office, event, sent).merge.differences == ()
    (only,) = compared(office, event, edited(sent, lambda book: book["Menu"].append(["bread"]))).merge.differences
    assert (only.where, only.theirs, only.conflict, only.by.name) == ("The sheet Menu", "deleted", True, "Linh")


def _with_menu(book: Book) -> None:
    book.create_sheet("Menu")["A1"] = "dish"
    book["Menu"]["A2"] = "soup"


def test_a_row_deleted_in_the_office_since_is_told_with_who_deleted_it(office: Office, event: str) -> None:
    state = office.opened(event)
    (code,) = first_codes(state, "Rooms", 1)
    row, cells = list(state.sheets["Rooms"].rows.items())[1]
    office.commit(Act("Linh", "Away"), event, state.number, [DeleteRow("Rooms", row, cells)])

    (only,) = compared(office, event, edited(exported(state), write(code, "name", "Jade"))).merge.differences

    assert (only.theirs, only.by.name, only.conflict) == ("deleted", "Linh", True)


# --- codes with another name -----------------------------------------------------------------------------------------


def test_a_code_renamed_in_the_file_alone_is_renamed_wherever_the_event_refers_to_it(
    office: Office, event: str
) -> None:
    state = office.opened(event)
    old = text_of(next(cells[1] for cells in list(state.sheets["Delegations"].rows.values())[1:]))
    at = column(state, "Bilaterals", "requester")
    asked = [row for row, cells in state.sheets["Bilaterals"].rows.items() if cells.get(at) == old]
    found = compared(office, event, edited(exported(state), write(old, "code", "ZZZ", "Delegations")))

    assert [(one.old, one.new) for one in found.renamed] == [(old, "ZZZ")]
    assert isinstance(take(office, "Minh", found, found.advised, follow=False), Faulty)
    after = taken(office, found)

    assert asked
    assert {after.sheets["Bilaterals"].cell(row, at) for row in asked} == {"ZZZ"}
    assert after.revision.workbook is not None
    assert len(office.history(event)) == 2


# --- errors ----------------------------------------------------------------------------------------------------------


def test_what_would_bring_errors_is_taken_only_where_that_is_wanted(office: Office, event: str) -> None:
    state = office.opened(event)
    (code,) = first_codes(state, "Rooms", 1)
    found = compared(office, event, edited(exported(state), write(code, "capacity", "many")))

    refused = take(office, "Minh", found, found.advised)

    assert isinstance(refused, Faulty)
    assert [one.value for one in refused.problems] == ["many"]
    assert [one.value for one in found.brought.errors] == ["many"]
    assert office.number_of(event) == 1
    after = take(office, "Minh", found, found.advised, despite_errors=True)
    assert isinstance(after, Opened)
    assert after.revision.last_good is not None


def test_errors_that_the_event_has_already_hinder_nothing(office: Office, event: str) -> None:
    first, second = first_codes(office.opened(event), "Rooms", 2)
    state = typed(office, "Linh", event, "Rooms", first, "capacity", "many")

    assert taken(office, compared(office, event, edited(exported(state), write(second, "name", "Jade")))).number == 3


# --- two ways --------------------------------------------------------------------------------------------------------


def test_without_a_mark_what_the_file_lacks_is_left_unless_somebody_wants_it(office: Office, event: str) -> None:
    first, second = first_codes(office.opened(event), "Rooms", 2)
    typed(office, "Linh", event, "Rooms", second, "name", "Opal")

    def change(book: Book) -> None:
        write(first, "name", "Jade")(book)
        book["Rooms"].delete_rows(4)
        del book["Policy"]

    found = compared(office, event, edited(samples()["morning"].read_bytes(), change))

    assert not found.both_ways
    left = [one for one in found.merge.differences if not found.advised(one)]
    assert {one.mine for one in left} == {"deleted"}
    assert len(left) == 2
    after = taken(office, found)
    assert value(after, "Rooms", first, "name") == "Jade"
    assert value(after, "Rooms", second, "name") != "Opal"
    assert after.sheets.keys() == office.at(event, 1).sheets.keys()


# --- through a spreadsheet program -----------------------------------------------------------------------------------


def test_a_file_edited_in_libreoffice_merges_with_what_the_office_did_meanwhile(
    office: Office, event: str, tmp_path: Path
) -> None:
    state = office.opened(event)
    first, second, third = first_codes(state, "Rooms", 3)
    item = first_codes(state, "Bilaterals", 1)[0]

    def change(book: Book) -> None:
        write(first, "capacity", 66)(book)
        write(second, "name", "Ruby")(book)
        write(item, "minutes", 25, "Bilaterals")(book)
        book["Rooms"].append(NEW)

    book = tmp_path / "event.xlsx"
    book.write_bytes(edited(exported(state), change))
    (tmp_path / "saved").mkdir()
    saved = converted(book, "xlsx:Calc MS Excel 2007 XML", tmp_path / "saved").read_bytes()
    typed(office, "Linh", event, "Rooms", second, "name", "Opal")
    typed(office, "Linh", event, "Rooms", third, "name", "Pearl")

    found = compared(office, event, saved)

    assert found.brought.known == Known.OURS
    assert [(one.mine, one.conflict) for one in found.merge.differences] == [
        ("“66”", False),
        ("“Ruby”", True),
        ("“NEW”, “New room”, “Palace”, “12”", False),
        ("“25”", False),
    ]
    after = taken(office, found)
    assert [value(after, "Rooms", code, "name") for code in (second, third, "NEW")] == ["Opal", "Pearl", "New room"]
    assert (value(after, "Rooms", first, "capacity"), value(after, "Bilaterals", item, "minutes")) == (66, 25)
    assert after.revision.workbook is not None

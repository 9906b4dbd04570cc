"""A workbook is written back into the file that it came from: what an organiser put there stays."""

import io
import random
import re
import time
import tracemalloc
import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from planner.domain.plan import Plan
from planner.domain.records import Bilateral
from planner.workbook import Workbook, read, write
from planner.workbook.writer import workbook_bytes
from tests.scenes.builders import placed, plan
from tests.scenes.organiser_book import NOTE, YELLOW, save_organiser_book
from tests.scenes.spreadsheet_program import converted
from tests.scenes.workbook_samples import changed, repacked, save_xlsx

FILES = Path(__file__).parent / "files"
NOW = datetime(2025, 10, 20, 9, tzinfo=UTC)


@pytest.fixture
def book(tmp_path: Path) -> Workbook:
    return opened(save_organiser_book(tmp_path / "organiser.xlsx"))


def opened(path: Path) -> Workbook:
    reading = read(path)
    assert reading.workbook is not None, reading.problems
    return reading.workbook


def with_bilaterals(book: Workbook, *bilaterals: Bilateral) -> Workbook:
    """The workbook with these bilaterals; cells of its own columns go with the rows that are gone."""
    ids = {one.id for one in bilaterals}
    columns = (
        replace(one, cells={key: cell for key, cell in one.cells.items() if key in ids or one.sheet != "Bilaterals"})
        for one in book.extras.columns
    )
    extras = replace(book.extras, columns=tuple(columns))
    return replace(book, event=replace(book.event, bilaterals=bilaterals), extras=extras)


def written(book: Workbook, folder: Path) -> openpyxl.Workbook:
    """The workbook written and read back equal, as another program sees it."""
    path = folder / "written.xlsx"
    write(book, path, force=True)
    again = opened(path)
    assert (again.event, again.plan, again.extras) == (book.event, book.plan, book.extras)
    return openpyxl.load_workbook(path)


def notes(sheet: Worksheet) -> dict[str, str]:
    return {cell.coordinate: cell.comment.text for row in sheet for cell in row if cell.comment is not None}


def values(sheet: Worksheet) -> list[list[object]]:
    return [[cell.value for cell in row] for row in sheet]


def test_nothing_changed_is_the_same_file_but_for_what_the_contract_wants(book: Workbook) -> None:
    assert book.origin is not None
    before, after = (zipfile.ZipFile(io.BytesIO(one)) for one in (book.origin.data, workbook_bytes(book, made=NOW)))

    bodies = {
        name: [zip_.read(name).rpartition(b"?>")[2].strip() for zip_ in (before, after)] for name in before.namelist()
    }
    assert {name for name, (one, other) in bodies.items() if one != other} == {
        "docProps/core.xml",
        "xl/worksheets/sheet2.xml",
        "xl/styles.xml",
        "[Content_Types].xml",
        "xl/workbook.xml",
        "xl/_rels/workbook.xml.rels",
    }


def test_a_file_that_was_written_before_is_the_same_but_for_its_age(book: Workbook, tmp_path: Path) -> None:
    (tmp_path / "first.xlsx").write_bytes(workbook_bytes(book, made=NOW))

    again = opened(tmp_path / "first.xlsx")

    assert workbook_bytes(again, made=NOW) == (tmp_path / "first.xlsx").read_bytes()


def test_written_twice_is_the_same_bytes(book: Workbook) -> None:
    edited = with_bilaterals(book, replace(book.event.bilaterals[0], priority=5))

    assert workbook_bytes(edited, made=NOW) == workbook_bytes(edited, made=NOW)


def test_a_changed_cell_keeps_its_look_its_note_and_its_neighbours(book: Workbook, tmp_path: Path) -> None:
    first, second = book.event.bilaterals

    sheet = written(with_bilaterals(book, first, replace(second, priority=5)), tmp_path)["Bilaterals"]

    assert sheet["G3"].value == 5
    assert sheet["G3"].fill.fgColor.rgb == YELLOW.fgColor.rgb
    assert notes(sheet) == {"A3": NOTE, "G3": "Their wish"}
    assert sheet["A3"].hyperlink is not None
    assert sheet["A3"].hyperlink.target == "https://example.org/notes/2"
    assert sheet["A3"].font.b
    assert [sheet["K2"].value, sheet["K3"].value] == ['="F-"&A2', '="F-"&A3']
    assert (sheet.column_dimensions["A"].width, sheet.column_dimensions["J"].hidden) == (33, True)
    assert (sheet.row_dimensions[3].height, sheet.freeze_panes, sheet.auto_filter.ref) == (40, "B2", "A1:K3")
    assert [str(area.sqref) for area in sheet.conditional_formatting] == ["A2:K3"]
    assert sheet.print_title_rows == "$1:$1"


def test_new_rows_come_behind_the_last_and_areas_reach_down_to_them(book: Workbook, tmp_path: Path) -> None:
    new = replace(book.event.bilaterals[0], id="B9", source="=1+1")

    made = written(with_bilaterals(book, *book.event.bilaterals, new), tmp_path)

    sheet = made["Bilaterals"]
    assert [row[0] for row in values(sheet)] == ["id", "B1", "B2", "B9"]
    assert notes(sheet) == {"A3": NOTE, "G3": "Their wish"}
    assert sheet["A4"].fill.fgColor.rgb != YELLOW.fgColor.rgb
    assert (sheet["L1"].value, sheet["L4"].value, sheet["L4"].data_type) == ("source", "=1+1", "s")
    assert sheet["L4"].quotePrefix
    assert sheet.auto_filter.ref == "A1:K4"
    assert [str(one.sqref) for one in sheet.data_validations.dataValidation] == ["G2:G4"]
    assert [str(area.sqref) for area in sheet.conditional_formatting] == ["A2:K4"]
    assert made["Seating"]["B2"].value == "=COUNTA(Bilaterals!A2:A4)"
    assert made.defined_names["requests"].attr_text == "Bilaterals!$A$2:$A$4"


def test_rows_behind_a_removed_one_take_all_that_is_theirs_along(book: Workbook, tmp_path: Path) -> None:
    made = written(with_bilaterals(book, book.event.bilaterals[1]), tmp_path)

    sheet = made["Bilaterals"]
    assert [row[0] for row in values(sheet)] == ["id", "B2"]
    assert notes(sheet) == {"A2": NOTE, "G2": "Their wish"}
    assert sheet["A2"].fill.fgColor.rgb == YELLOW.fgColor.rgb
    assert sheet["A2"].hyperlink is not None
    assert sheet.row_dimensions[2].height == 40
    assert sheet["K2"].value == '="F-"&A2'
    assert sheet.auto_filter.ref == "A1:K2"
    seating = [made["Seating"][place].value for place in ("B2", "B3", "B4")]
    assert seating == ["=COUNTA(Bilaterals!A2:A2)", "=Bilaterals!#REF!", '=UPPER(Bilaterals!A2)&" A3"']
    assert made["Archive"]["A1"].value == "=Bilaterals!A2"


def test_rows_in_another_order_are_followed_by_their_notes_and_formulas(book: Workbook, tmp_path: Path) -> None:
    made = written(with_bilaterals(book, *book.event.bilaterals[::-1]), tmp_path)

    sheet = made["Bilaterals"]
    assert [row[0] for row in values(sheet)] == ["id", "B2", "B1"]
    assert notes(sheet) == {"A2": NOTE, "G2": "Their wish"}
    assert [sheet["K2"].value, sheet["K3"].value] == ['="F-"&A2', '="F-"&A3']
    assert made["Seating"]["B3"].value == "=Bilaterals!$A$3"


def test_a_row_put_in_between_pushes_the_others_down(book: Workbook, tmp_path: Path) -> None:
    first, second = book.event.bilaterals

    made = written(with_bilaterals(book, first, replace(first, id="B1b"), second), tmp_path)

    assert [row[0] for row in values(made["Bilaterals"])] == ["id", "B1", "B1b", "B2"]
    assert notes(made["Bilaterals"]) == {"A4": NOTE, "G4": "Their wish"}
    assert made["Archive"]["A1"].value == "=Bilaterals!A4"


def test_sheets_of_their_own_stay_with_formulas_merged_cells_and_charts(book: Workbook, tmp_path: Path) -> None:
    made = written(with_bilaterals(book, *book.event.bilaterals, replace(book.event.bilaterals[0], id="B9")), tmp_path)

    sheet = made["Seating"]
    assert sheet["B2"].value == "=COUNTA(Bilaterals!A2:A4)"
    assert [str(area) for area in sheet.merged_cells.ranges] == ["A1:C1"]
    assert notes(sheet) == {"A5": "Not beside each other"}
    with zipfile.ZipFile(tmp_path / "written.xlsx") as archive:
        assert "xl/charts/chart1.xml" in archive.namelist()
    assert made["Archive"].sheet_state == "hidden"


def test_the_plan_sheet_keeps_its_own_columns_notes_and_looks(book: Workbook, tmp_path: Path) -> None:
    assert book.plan is not None
    (row,) = book.plan.rows
    assert row.start is not None
    later = replace(row, start=row.start.replace(hour=17), end=row.end and row.end.replace(hour=17))
    also = replace(later, item="S1", people=())

    sheet = written(replace(book, plan=Plan((also, later))), tmp_path)["Plan"]

    assert [cells[0] for cells in values(sheet)] == ["item", "S1", "B2"]
    assert notes(sheet) == {"A3": "Bring the gift"}
    assert sheet["E3"].value == "Car 7"
    assert sheet["B3"].fill.fgColor.rgb == YELLOW.fgColor.rgb
    assert (sheet["B3"].value, sheet["B3"].number_format) == (later.start.replace(tzinfo=None), "dd/mm hh:mm")


def test_records_without_a_key_keep_their_rows(book: Workbook, tmp_path: Path) -> None:
    (away,) = book.event.absences
    other = replace(away, who="VNM-1", reason="Lunch")

    both = written(replace(book, event=replace(book.event, absences=(other, away))), tmp_path)["Absences"]
    edited = replace(away, reason="Dentist")
    one = written(replace(book, event=replace(book.event, absences=(edited,))), tmp_path)["Absences"]

    assert [row[0] for row in values(both)] == ["who", "VNM-1", "FRA-1"]
    assert values(one)[1][:2] == ["FRA-1", "2025-10-25 12:00"]
    assert "Dentist" in values(one)[1]


def test_a_missing_plan_is_added_with_its_looks_notes_and_titles(tmp_path: Path) -> None:
    bare = opened(save_xlsx(changed({"Plan": None}), tmp_path / "bare.xlsx"))
    row = placed(bare.event, "B2", "25 15:00")

    made = written(replace(bare, plan=plan(bare.event, row)), tmp_path)

    sheet = made["Plan"]
    assert made.sheetnames == [*(name for name in changed({}) if name != "Plan"), "Statements", "Arrivals", "Plan"]
    assert sheet["A1"].fill.fgColor.rgb == "FF1F4E78"
    assert sheet["A1"].comment is not None
    assert (sheet.freeze_panes, sheet.print_title_rows) == ("B2", "$1:$1")
    assert len(list(sheet.conditional_formatting)) > 0
    assert [view.tabSelected for view in sheet.views.sheetView] != [True]


def test_a_sheet_of_changes_that_was_taken_in_goes(tmp_path: Path) -> None:
    rows = {"Changes!A1": "what", "Changes!B1": "who", "Changes!A2": "person_absent", "Changes!B2": "FRA-1"}
    sheets = changed(rows) | {"Mine": [["see", None], ["=Changes!B2"]]}
    book = opened(save_xlsx(sheets, tmp_path / "changes.xlsx"))

    made = written(replace(book, event=replace(book.event, changes=())), tmp_path)

    assert made.sheetnames == [*changed({}), "Mine", "Statements", "Arrivals"]


def test_a_computed_value_is_read_again_and_one_that_is_new_takes_its_place(tmp_path: Path) -> None:
    save_xlsx(changed({}), tmp_path / "plain.xlsx")
    computed = b'<c r="F2"><f>15+5</f><v>20</v></c>'
    path = exchanged(tmp_path / "plain.xlsx", "sheet11.xml", re.compile(rb'<c r="F2"><v>20</v></c>'), computed)
    book = opened(path)
    first, second = book.event.bilaterals

    kept = written(with_bilaterals(book, first, replace(second, minutes=30)), tmp_path)["Bilaterals"]
    typed = written(with_bilaterals(book, replace(first, minutes=25), second), tmp_path)["Bilaterals"]

    assert [kept["F2"].value, kept["F3"].value] == ["=15+5", 30]
    assert typed["F2"].value == 25


def test_a_formula_written_once_for_many_cells_is_written_out(tmp_path: Path) -> None:
    save_xlsx(changed({"Bilaterals!J1": "twice", "Bilaterals!J2": 1, "Bilaterals!J3": 2}), tmp_path / "plain.xlsx")
    shared = {
        rb'<c r="J2"><v>1</v></c>': b'<c r="J2"><f t="shared" ref="J2:J3" si="0">2*F2+Policy!$B$2</f><v>1</v></c>',
        rb'<c r="J3"><v>2</v></c>': b'<c r="J3"><f t="shared" si="0"/><v>2</v></c>',
    }
    path = tmp_path / "plain.xlsx"
    for old, new in shared.items():
        path = exchanged(path, "sheet11.xml", re.compile(old), new)
    book = opened(path)

    sheet = written(with_bilaterals(book, book.event.bilaterals[1]), tmp_path)["Bilaterals"]

    assert sheet["J2"].value == "=2*F2+Policy!$B$2"


def exchanged(path: Path, part: str, old: re.Pattern[bytes], new: bytes) -> Path:
    """The file with a stretch of one of its parts exchanged."""
    made = path.with_name(f"{path.stem}-x.xlsx")
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(made, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name.endswith(part):
                content, found = old.subn(lambda _: new, content)
                assert found == 1, name
            target.writestr(name, content)
    return made


@pytest.mark.parametrize("name", ["c41_comments.xlsx", "c41_comments_lo.xlsx"])
def test_files_of_two_programs_keep_everything(name: str, tmp_path: Path) -> None:
    book = opened(FILES / name)
    before = openpyxl.load_workbook(FILES / name)
    (first, *others) = book.event.bilaterals

    made = written(with_bilaterals(book, replace(first, priority=1), *others, replace(first, id="NEW")), tmp_path)

    for sheet in before:
        assert notes(made[sheet.title]) == notes(sheet)
        assert made[sheet.title].merged_cells.ranges == sheet.merged_cells.ranges
        for row in sheet:
            for cell in row:
                again = made[sheet.title][cell.coordinate]
                is_new = (sheet.title, cell.coordinate) == ("Bilaterals", "E2")
                assert again.value == (1 if is_new else cell.value) or "Bilaterals!" in str(cell.value)
                assert again.fill.fgColor.rgb == cell.fill.fgColor.rgb


def test_a_spreadsheet_program_computes_what_has_changed(book: Workbook, tmp_path: Path) -> None:
    new = replace(book.event.bilaterals[0], id="B9", source="=1+1")
    write(with_bilaterals(book, *book.event.bilaterals[1:], new), tmp_path / "written.xlsx")
    (tmp_path / "office").mkdir()

    path = converted(tmp_path / "written.xlsx", "xlsx:Calc MS Excel 2007 XML", tmp_path / "office")

    computed, shown = openpyxl.load_workbook(path, data_only=True), openpyxl.load_workbook(path)
    assert [computed["Seating"][place].value for place in ("B2", "B4")] == [2, "B2 A3"]
    assert computed["Bilaterals"]["K2"].value == "F-B2"
    assert shown["Bilaterals"]["L3"].value == "=1+1"
    assert shown["Bilaterals"]["L3"].data_type == "s"
    assert notes(shown["Bilaterals"]) == {"A2": NOTE, "G2": "Their wish"}
    assert opened(path).event.bilaterals == (*book.event.bilaterals[1:], new)


def test_a_file_that_cannot_be_written_into_is_said_once_and_written_anew(tmp_path: Path) -> None:
    path = save_organiser_book(tmp_path / "organiser.xlsx")
    data = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as archive:
        at = archive.getinfo("xl/charts/chart1.xml").header_offset + 60
    data[at : at + 40] = bytes(40)
    path.write_bytes(data)

    reading = read(path)

    assert reading.workbook is not None
    told = [problem for problem in reading.problems if "a new file, without the notes" in problem.sentence]
    assert [(one.severity, one.sheet) for one in told] == [("notice", "organiser.xlsx")]
    assert written(reading.workbook, tmp_path)["Bilaterals"]["A2"].value == "B1"


HOSTILE_PARTS = {
    "comments that do not end": b"<!--",
    "raw texts that do not end": b"<![CDATA[",
    "tags that do not end": b"<a ",
    "quotes that do not end": b'<a b="',
    "elements within each other": b"<a>",
}


@pytest.mark.parametrize("unit", HOSTILE_PARTS.values(), ids=HOSTILE_PARTS)
@pytest.mark.parametrize("part", ["xl/drawings/drawing1.xml", "xl/charts/chart1.xml"])
def test_a_part_that_is_no_sound_markup_is_told_at_once_however_long(unit: bytes, part: str, tmp_path: Path) -> None:
    path = save_organiser_book(tmp_path / "organiser.xlsx")

    seconds = []
    for count in (20_000, 80_000):
        started = time.process_time()
        filling = random.Random(count).randbytes(count * 3).hex().encode()  # no bomb, by its ratio
        reading = read(repacked(path, {part: b"<x>" + unit * count + filling}))
        seconds.append(time.process_time() - started)
        assert reading.workbook is not None
        assert reading.workbook.origin is None
        assert any("a new file, without the notes" in problem.sentence for problem in reading.problems)

    assert seconds[1] < 8 * seconds[0] + 1


def with_blank_rows(path: Path, count: int) -> Path:
    """The file with so many formatted rows below its bilaterals, as one leaves who colours a column to its end."""
    with zipfile.ZipFile(path) as archive:
        sheet = f"xl/worksheets/sheet{openpyxl.load_workbook(path).sheetnames.index('Bilaterals') + 1}.xml"
        content = archive.read(sheet)
    rows = "".join(f'<row r="{number}"><c r="A{number}" s="1"/></row>' for number in range(4, count + 4))
    made = path.with_name(f"{count}.xlsx")
    made.write_bytes(path.read_bytes())
    return repacked(made, {sheet: content.replace(b"</sheetData>", f"{rows}</sheetData>".encode())})


@pytest.mark.parametrize("kept", [0, 1, 2], ids=["rows removed", "a row removed", "a row added"])
def test_formatted_rows_take_time_and_room_by_their_number_and_follow_along(kept: int, tmp_path: Path) -> None:
    path = save_organiser_book(tmp_path / "organiser.xlsx")
    seconds = []
    for count in (5_000, 20_000):
        book = opened(with_blank_rows(path, count))
        new = () if kept < 2 else (replace(book.event.bilaterals[0], id="B9"),)
        edited = with_bilaterals(book, *book.event.bilaterals[:kept], *new)
        tracemalloc.start()
        started = time.process_time()
        data = workbook_bytes(edited)
        seconds.append(time.process_time() - started)
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert most < 2_000 * count

    sheet = openpyxl.load_workbook(io.BytesIO(data))["Bilaterals"]
    assert sheet.max_row == 20_000 + 3 - (2 - kept if kept < 2 else 0)
    assert sheet.cell(sheet.max_row, 1).has_style
    assert seconds[1] < 8 * seconds[0] + 1

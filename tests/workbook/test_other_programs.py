"""Files as other programs write them: names of parts, inline strings, number formats, hidden rows."""

import zipfile
from datetime import date, datetime, time
from pathlib import Path

import pytest

from planner.workbook import read
from planner.workbook.files.xlsx_book import ElementBudget
from planner.workbook.files.xlsx_formats import meaning_of_code, read_date_styles
from planner.workbook.files.xlsx_sheet import SheetReader, from_serial, read_sheet, without_blanks
from planner.workbook.grid import Cell
from tests.scenes.workbook_attacks import spoilt
from tests.scenes.workbook_samples import changed, lines, save_xlsx, save_zip

FIRST = '<row r="1"><c r="A1"><v>1</v></c>'
LAST = '<row r="4"><c r="C4"><v>5</v></c></row>'


def cells_of(rows: str) -> dict[int, dict[int, Cell]]:
    """The cells that the reader finds in the rows of a worksheet part."""
    reader = SheetReader(["shared"], {1: "date"}, ElementBudget(), from_1904=False)
    grid = read_sheet(
        "s.xml", f"<worksheet><sheetData>{rows}</sheetData></worksheet>".encode(), reader, name="S", hidden=False
    )
    return {row: dict(cells) for row, cells in grid.rows.items()}


@pytest.mark.parametrize(
    "rename",
    [
        lambda name: name.replace("sharedStrings", "SharedStrings"),
        lambda name: name.replace("xl/worksheets", "xl/Worksheets"),
        lambda name: name.replace("/", "\\"),
        str.upper,
        lambda name: "/" + name,
    ],
)
def test_read_parts_named_as_other_programs_do(tmp_path: Path, rename: object) -> None:
    plain = save_xlsx(changed({}), tmp_path / "plain.xlsx")
    with zipfile.ZipFile(plain) as archive:
        parts = {rename(name): archive.read(name) for name in archive.namelist()}  # type: ignore[operator]

    renamed = read(save_zip(parts, tmp_path / "event.xlsx"))

    assert renamed.workbook is not None, lines(renamed)
    assert renamed.workbook.event == read(plain).workbook.event  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ('<c r="A1" t="inlineStr"><v>40</v><is><t>40</t></is></c>', "40"),
        ('<c r="A1" t="inlineStr"><is><t>40</t></is><v>40</v></c>', "40"),
        ('<c r="A1" t="inlineStr"><v>1</v><is><r><t>1</t></r><r><t>.0</t></r></is></c>', "1.0"),
        ('<c r="A1" t="inlineStr"><v>7</v></c>', "7"),
        ('<c r="A1" t="n"><v>40</v><is><t>forty</t></is></c>', 40),
        ('<c r="A1" t="str"><f>B1</f><v>x</v><is><t>y</t></is></c>', "x"),
        ('<c r="A1"><v>1</v><v>2</v></c>', 1),
        ('<c r="A1" t="s"><v>0</v><is><t>own</t></is></c>', "shared"),
    ],
)
def test_read_cell_with_value_and_inline_string(cell: str, expected: object) -> None:
    assert cells_of(f'<row r="1">{cell}</row>') == {1: {1: expected}}


@pytest.mark.parametrize(
    "rows",
    [
        f'{FIRST}<c r="B1" s="3"/></row><row r="2" s="3"/>{LAST}',
        f'{FIRST}<c/><c s="1"/></row><row r="3"><c r="A3" s="1"/></row>{LAST}',
        "<row><c><v>1</v></c></row><row/><row/><row><c/><c/><c><v>5</v></c></row>",
        f'{FIRST}</row><row r="2"/><row/><row><c r="B4" s="1"/><c><v>5</v></c></row>',
        f'{FIRST}</row><!-- <row r="9"/> -->{LAST}',
    ],
)
def test_blank_formatted_cells_leave_the_others_in_their_places(rows: str) -> None:
    assert cells_of(rows) == {1: {1: 1}, 4: {3: 5}}


def test_blank_formatted_rows_are_gone_before_they_are_walked_through() -> None:
    rows = b"".join(
        b'<row r="%d" s="1"><c r="A%d" s="1"/><c r="B%d"/></row>' % (row, row, row) for row in range(1, 100)
    )

    assert without_blanks(b"<sheetData>" + rows + b"</sheetData>") == b"<sheetData></sheetData>"


@pytest.mark.parametrize(
    ("code", "meaning"),
    [
        ("yyyy-mm-dd", "date"),
        ("d/m/yy h:mm", "datetime"),
        ('"day" 0', ""),
        ("mm:ss", "time"),
        ("[h]:mm", "duration"),
        ("[HH]", "duration"),
        ("[$-1070000]d/m/yyyy", "date"),
        ("[Red]0.00", ""),
        ("[hm]0", ""),
        ("\\d0", ""),
        ("0;d", ""),
        ("General", ""),
        ('"never closed d', ""),
        ("[h[h[h", ""),
    ],
)
def test_meaning_of_number_format(code: str, meaning: str) -> None:
    assert meaning_of_code(code) == meaning


@pytest.mark.parametrize(
    ("number", "meaning"), [(71, "date"), (75, "time"), (77, "datetime"), (79, "duration"), (60, None)]
)
def test_formats_that_thai_programs_do_not_spell_out(number: int, meaning: str | None) -> None:
    content = f'<styleSheet><cellXfs><xf numFmtId="{number}"/></cellXfs></styleSheet>'.encode()

    assert read_date_styles("styles.xml", content, ElementBudget()).get(0) == meaning


@pytest.mark.parametrize(
    ("number", "meaning", "expected"),
    [
        (45955.375, "date", datetime(2025, 10, 25, 9)),  # noqa: DTZ001
        (45955, "time", datetime(2025, 10, 25)),  # noqa: DTZ001
        (0.375, "date", time(9)),
        (0.375, "datetime", time(9)),
        (45955, "date", date(2025, 10, 25)),
    ],
)
def test_the_number_says_more_than_its_format(number: float, meaning: str, expected: object) -> None:
    assert from_serial(number, meaning) == expected


@pytest.mark.parametrize(
    ("hide", "expected"),
    [
        (lambda sheet: sheet.set_row(2, None, None, {"hidden": True}), "notice Rooms!A3: A row is hidden, and read"),
        (
            lambda sheet: [sheet.set_row(row, None, None, {"hidden": True}) for row in (1, 2, 9)],
            "notice Rooms!A2: 2 rows",
        ),
    ],
)
def test_hidden_rows_are_read_and_mentioned_once(tmp_path: Path, hide: object, expected: str) -> None:
    reading = read(spoilt("Rooms", hide)(tmp_path / "event.xlsx"))  # type: ignore[arg-type]

    assert reading.workbook is not None
    assert [line[: len(expected)] for line in lines(reading)] == [expected]

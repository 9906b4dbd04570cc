"""Odd but honest files: hidden sheets, merged cells, formulas, failed formulas, places that cannot be read."""

import os
from pathlib import Path

import pytest
import xlsxwriter

from planner.workbook import read
from tests.scenes.workbook_attacks import save_merged
from tests.scenes.workbook_samples import changed, csv_files, lines, save_xlsx, save_zip


def build(path: Path, sheet: str, spoil: object) -> Path:
    """The small workbook; `spoil` is called with one of its sheets."""
    with xlsxwriter.Workbook(path) as book:
        for name, rows in changed({}).items():
            worksheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                worksheet.write_row(number, 0, row)
            if name == sheet:
                spoil(worksheet)  # type: ignore[operator]
    return path


@pytest.mark.parametrize(
    ("spoil", "expected"),
    [
        (lambda sheet: sheet.hide(), "notice Rooms: The sheet is hidden; it is read like any other."),
        (lambda sheet: sheet.very_hidden(), "notice Rooms: The sheet is hidden; it is read like any other."),
        (
            lambda sheet: sheet.write_formula("D2", "=10+10", None, 20),
            "notice Rooms!D2: 1 cell holds a formula; the values computed last are taken",
        ),
        (lambda sheet: sheet.merge_range("B4:B5", ""), "warning Rooms!B4: The cells B4:B5 are merged; only B4 holds"),
        (
            lambda sheet: sheet.merge_range("F1:F2", "opens"),
            "warning Rooms!F1: The header cell is merged over the rows",
        ),
    ],
)
def test_read_oddity_taken(tmp_path: Path, spoil: object, expected: str) -> None:
    reading = read(build(tmp_path / "event.xlsx", "Rooms", spoil))

    assert reading.workbook is not None
    assert [line[: len(expected)] for line in lines(reading)] == [expected]


@pytest.mark.parametrize(
    ("spoil", "expected"),
    [
        (lambda sheet: sheet.merge_range("F1:G1", "hours"), "error Rooms!F1: The header cells F1:G1 are merged"),
        (
            lambda sheet: sheet.write_formula("D2", "=#REF!", None, "#REF!"),
            "error Rooms!D2: capacity: The cell shows #REF!, so its formula failed.",
        ),
        (
            lambda sheet: sheet.write_formula("D2", "=1", None, ""),
            "warning Rooms!D2: The formula has no computed value",
        ),
        (lambda sheet: sheet.write_formula("D2", "=1", None, ""), "error Rooms!D2: capacity is missing."),
    ],
)
def test_read_oddity_refused(tmp_path: Path, spoil: object, expected: str) -> None:
    reading = read(build(tmp_path / "event.xlsx", "Rooms", spoil))

    assert reading.workbook is None
    assert [line for line in lines(reading) if line.startswith(expected)]


def test_read_formula_is_not_computed(tmp_path: Path) -> None:
    path = build(tmp_path / "event.xlsx", "Rooms", lambda sheet: sheet.write_formula("D2", "=10+10", None, 7))

    workbook = read(path).workbook

    assert workbook is not None
    assert workbook.event.rooms[0].capacity == 7


def test_read_missing_file(tmp_path: Path) -> None:
    assert lines(read(tmp_path / "event.xlsx")) == [
        "error event.xlsx: There is no such file. Check the name and the folder."
    ]


def test_read_name_with_nul() -> None:
    assert len(read(Path("a\0b")).problems) == 1


def test_read_empty_folder(tmp_path: Path) -> None:
    assert "The folder holds no CSV file." in lines(read(tmp_path))[0]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="named pipes are there on POSIX only")
def test_read_pipe(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "event.xlsx")

    assert "This is not a file." in lines(read(tmp_path / "event.xlsx"))[0]


def test_read_folder_with_other_files(tmp_path: Path) -> None:
    for name, content in csv_files(changed({})).items():
        (tmp_path / name).write_bytes(content)
    (tmp_path / "README.txt").write_text("read me")

    reading = read(tmp_path)

    assert reading.workbook is not None
    assert "Files that are no CSV are left aside: README.txt." in lines(reading)[0]


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({"Rooms.csv": "Малый зал".encode("cp1251")}, "Rooms.csv is not in UTF-8."),
        ({"a/Rooms.csv": b"x", "b/Rooms.csv": b"x"}, "The zip holds Rooms.csv twice."),
        ({"Rooms.csv": b'x\n"' + b"y" * 200_000}, "Rooms.csv cannot be read as CSV"),
        ({"Rooms.csv": b"x\n" + b"y" * 40_000}, "A CSV field holds 40,000 characters"),
        ({"Rooms.csv": b"x\n" * 20_002}, "Rooms.csv has more than 20,000 rows."),
        ({"notes.txt": b"x"}, "The zip holds neither an Excel workbook nor CSV files."),
        ({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}, "The file is an OpenDocument file."),
    ],
)
def test_read_odd_zip(tmp_path: Path, files: dict[str, bytes], expected: str) -> None:
    reading = read(save_zip(files, tmp_path / "event.zip"))

    assert reading.workbook is None
    assert expected in lines(reading)[0]


def test_read_many_rows(tmp_path: Path) -> None:
    sheets = changed({})
    sheets["Notes"] = [["x"]] * 20_001

    assert "A sheet has more than 20,000 rows with content." in lines(read(save_xlsx(sheets, tmp_path / "e.xlsx")))[0]


def test_read_many_warnings_counts_those_not_listed(tmp_path: Path) -> None:
    reading = read(save_merged(tmp_path / "event.xlsx", 5_200))

    assert reading.workbook is not None
    assert len(reading.problems) == 5_001
    assert lines(reading)[-1] == "notice event.xlsx: 200 more warnings and notices are not listed."

"""CSV as spreadsheet programs save it: encodings, delimiters, names of files, a first line for Excel alone."""

import shutil
import subprocess
from pathlib import Path

import pytest

from planner.workbook import read
from planner.workbook.files.csv_tables import sheet_names
from planner.workbook.writing.writer import csv_files as written
from tests.scenes.workbook_samples import changed, csv_files, lines, save_xlsx, save_zip

ACCENTED = changed({"Rooms!B2": 'Salon "Été", 1; nord', "Delegations!B3": "Côte d'Ivoire"})


def save(folder: Path, files: dict[str, bytes]) -> Path:
    folder.mkdir()
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return folder


@pytest.fixture
def expected(tmp_path: Path) -> object:
    workbook = read(save_xlsx(ACCENTED, tmp_path / "plain.xlsx")).workbook
    assert workbook is not None
    return workbook.event


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_every_encoding_and_delimiter_reads_the_same(
    tmp_path: Path, expected: object, delimiter: str, encoding: str
) -> None:
    reading = read(save(tmp_path / "csv", csv_files(ACCENTED, delimiter=delimiter, encoding=encoding)))

    assert reading.workbook is not None, lines(reading)
    assert reading.workbook.event == expected
    told = ["notice csv: Delegations.csv, Rooms.csv are not in UTF-8; they are read as Windows-1252"]
    assert [line[: len(told[0])] for line in lines(reading)] == (told if encoding == "cp1252" else [])


@pytest.mark.parametrize(
    ("first", "delimiter"),
    [
        ("sep=;", ";"),
        ("sep=,", ","),
        ('"sep=,"', ","),
        ("SEP=\t", "\t"),
        ("sep=;;;;", ";"),
        ("sep=;", ","),
        ("sep=|", "|"),
    ],
)
def test_a_first_line_that_names_the_delimiter_is_no_row(
    tmp_path: Path, expected: object, first: str, delimiter: str
) -> None:
    files = csv_files(ACCENTED, delimiter=delimiter)
    marked = {name: first.encode() + b"\r\n" + content for name, content in files.items()}

    reading = read(save(tmp_path / "csv", marked))

    assert reading.workbook is not None, lines(reading)
    assert (reading.workbook.event, reading.problems) == (expected, ())


@pytest.mark.parametrize("prefix", ["Our event - ", "Our-event-", "event.xlsx - ", "event_", "Event-"])
def test_names_that_begin_with_that_of_the_workbook(tmp_path: Path, expected: object, prefix: str) -> None:
    files = {prefix + name: content for name, content in csv_files(ACCENTED).items()}

    for reading in (read(save(tmp_path / "csv", files)), read(save_zip(files, tmp_path / "csv.zip"))):
        assert reading.workbook is not None, lines(reading)
        assert reading.workbook.event == expected
        assert [line.partition(": ")[2] for line in lines(reading)] == [
            f"The names of the files begin with {prefix.strip()!r}; what follows is taken for the sheet."
        ]


@pytest.mark.parametrize(
    ("files", "names", "prefix"),
    [
        (("Rooms", "Notes"), ["Rooms", "Notes"], ""),
        (("A - Rooms", "A - Notes"), ["Rooms", "Notes"], "A - "),
        (("Side-Events", "Keep_Apart"), ["Side-Events", "Keep_Apart"], ""),
        (("A - Side-Events", "A - Event"), ["Side-Events", "Event"], "A - "),
        (("A-Rooms", "A-Event", "B-Event"), ["Rooms", "Event", "B-Event"], "A-"),
        (("-" * 3_000,), ["-" * 3_000], ""),
    ],
)
def test_sheet_names(files: tuple[str, ...], names: list[str], prefix: str) -> None:
    assert sheet_names(files) == (dict(zip(files, names, strict=True)), prefix)


def test_answers_to_a_form_are_told_from_an_event_in_one_sentence(tmp_path: Path) -> None:
    answers = b"Timestamp,Requesting delegation,Meeting with\n2025/10/01 9:14:05 AM GMT+7,France,Kenya\n"
    (tmp_path / "form.csv").write_bytes(answers)
    alone = tmp_path / "form.csv"

    for reading in (read(alone), read(save(tmp_path / "folder", {"Requests.csv": answers}))):
        (line,) = lines(reading)
        assert "No sheet of this file is one of an event workbook. Take requests for bilaterals in with" in line


def test_one_sheet_alone_says_which_are_missing(tmp_path: Path) -> None:
    (tmp_path / "Bilaterals.csv").write_bytes(csv_files(ACCENTED)["Bilaterals.csv"])

    said = lines(read(tmp_path / "Bilaterals.csv"))

    assert "error Rooms: The sheet Rooms is missing or has no rows. Add it; see the template." in said


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_our_own_tables_survive_libreoffice(tmp_path: Path, expected: object) -> None:
    workbook = read(save_xlsx(ACCENTED, tmp_path / "plain.xlsx")).workbook
    assert workbook is not None
    ours = save(tmp_path / "ours", written(workbook))
    resaved = tmp_path / "resaved"
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    # 44: commas; 76: UTF-8; 1: from the first row; the last `true` saves cells as they are shown.
    words = [
        "soffice",
        profile,
        "--headless",
        "--infilter=Text - txt - csv (StarCalc):44,34,76",
        "--convert-to",
        "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true",
    ]
    subprocess.run(
        [*words, "--outdir", str(resaved), *map(str, sorted(ours.iterdir()))],
        check=True,
        capture_output=True,
        timeout=240,
    )

    reading = read(resaved)

    assert reading.workbook is not None, lines(reading)
    assert reading.workbook.event == expected

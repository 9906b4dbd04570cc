"""CSV as spreadsheet programs save it: encodings, delimiters, names of files, a first line for Excel alone."""

import csv
import io
import shutil
import subprocess
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from planner.workbook import read
from planner.workbook.files.csv_tables import sheet_names
from planner.workbook.writer import csv_files as written
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


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
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


SAVED = [
    ("cp1252", "western Europe", "Salle Été, Œuvre", "Côte d'Ivoire"),
    ("cp1252", "western Europe", "Großer Saal", "Österreich"),
    ("cp1252", "western Europe", "Sala São José", "Moçambique"),
    ("cp1252", "western Europe", "Sala «España»", "Perú"),
    ("cp1250", "central Europe", "Sala błękitna żółć", "Łotwa"),
    ("cp1250", "central Europe", "Žlutý sál", "Česká republika"),
    ("cp1250", "central Europe", "Gyűlésterem ősz", "Magyarország"),
    ("cp1258", "Viet Nam", "Phòng họp Đỏ", "Cộng hòa Pháp"),
    ("cp1258", "Viet Nam", "Hội trường Thống Nhất", "Việt Nam"),
]


def in_windows(text: str, codec: str) -> bytes:
    """The text as Windows saves it: what it has no letter for is a letter and a mark."""
    if codec != "cp1258":
        return text.encode(codec)
    marks = "\u0300\u0301\u0303\u0309\u0323"
    apart = ((one, unicodedata.normalize("NFD", one)) for one in text)
    return "".join(
        one
        if not set(parts) & set(marks)
        else unicodedata.normalize("NFC", "".join(part for part in parts if part not in marks))
        + "".join(part for part in parts if part in marks)
        for one, parts in apart
    ).encode(codec)


@pytest.mark.parametrize(("codec", "where", "room", "name"), SAVED)
def test_old_encoding_is_told_by_the_letters_of_a_language(
    tmp_path: Path, codec: str, where: str, room: str, name: str
) -> None:
    files = csv_files(changed({"Rooms!B2": room, "Delegations!B3": name}))

    reading = read(save(tmp_path / "csv", {one: in_windows(text.decode(), codec) for one, text in files.items()}))

    assert reading.workbook is not None, lines(reading)
    assert (reading.workbook.event.rooms[0].name, reading.workbook.event.delegations[1].name) == (room, name)
    (line,) = lines(reading)
    assert f"read as Windows-{codec[2:]}, as Excel saves in {where}." in line


def test_other_alphabets_are_refused_rather_than_garbled(tmp_path: Path) -> None:
    rooms = csv_files(changed({"Rooms!B2": "Большой зал заседаний", "Rooms!G1": "closes"}))["Rooms.csv"].decode()
    (tmp_path / "Rooms.csv").write_bytes((rooms + "Зал,Дворец съездов\r\n" * 20).encode("cp1251"))

    assert "Rooms.csv is not in UTF-8. Save it as `CSV UTF-8`." in lines(read(tmp_path / "Rooms.csv"))[0]


COPIES = [
    "Copy of event - {} (1)",
    "{} (1)",
    "{} - Kopie",
    "{} - Copy (2)",
    "Copie de {}",
    "Bản sao của {}",
    "{} (1) (1)",
]


@pytest.mark.parametrize("name", COPIES)
def test_names_that_programs_give_to_copies(tmp_path: Path, expected: object, name: str) -> None:
    files = {f"{name.format(one.removesuffix('.csv'))}.csv": content for one, content in csv_files(ACCENTED).items()}

    reading = read(save(tmp_path / "csv", files))

    assert reading.workbook is not None, lines(reading)
    assert reading.workbook.event == expected


def test_a_copy_beside_the_sheet_itself_is_not_taken_for_it(tmp_path: Path, expected: object) -> None:
    files = csv_files(ACCENTED)

    reading = read(save(tmp_path / "csv", files | {"Rooms (1).csv": files["Rooms.csv"]}))

    assert reading.workbook is not None, lines(reading)
    assert reading.workbook.event == expected
    assert [sheet.name for sheet in reading.workbook.extras.sheets] == ["Rooms (1)"]


SHAPES = {
    "lines that end in CR": lambda text: text.replace("\r\n", "\r"),
    "blank columns at the end": lambda text: text.replace("\r\n", ",,,,\r\n"),
    "two marks at the start": lambda text: f"\ufeff\ufeff{text}",
    "blank lines at the end": lambda text: f"{text}\r\n,,,\r\n\r\n",
    "everything in quotes": lambda text: "\n".join(
        ",".join('"' + one.replace('"', '""') + '"' for one in row) for row in csv.reader(io.StringIO(text, newline=""))
    ),
}


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
def test_shapes_of_the_same_table(tmp_path: Path, shape: Callable[[str], str]) -> None:
    sheets = changed({"Rooms!B2": "Red\nRoom"})
    files = {name: shape(content.decode()).encode() for name, content in csv_files(sheets).items()}

    reading = read(save(tmp_path / "csv", files))
    plain = read(save_xlsx(sheets, tmp_path / "plain.xlsx")).workbook

    assert reading.workbook is not None, lines(reading)
    assert plain is not None
    assert (reading.workbook.event.bilaterals, reading.problems) == (plain.event.bilaterals, ())
    assert [room.name.split() for room in reading.workbook.event.rooms] == [["Red", "Room"], ["Hall"]]


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
        timeout=600,
    )

    reading = read(resaved)

    assert reading.workbook is not None, lines(reading)
    assert reading.workbook.event == expected

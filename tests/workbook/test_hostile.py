"""Files that are damaged, hostile or of another kind: one clear sentence each, and nothing unpacked or followed."""

import io
import os
import struct
import zipfile
from pathlib import Path

import pytest

from planner.workbook import read
from tests.scenes.workbook_attacks import ENTITIES, OUTSIDE, SHEET, save_far_corner
from tests.scenes.workbook_samples import changed, csv_files, lines, repacked, save_xlsx, save_zip

OLE = bytes.fromhex("d0cf11e0a1b11ae1")


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return save_xlsx(changed({}), tmp_path / "event.xlsx")


def only_line(path: Path) -> str:
    reading = read(path)
    assert reading.workbook is None
    (line,) = lines(reading)
    return line


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", "The file is empty."),
        (b"name,rank\n", "The file is not an Excel workbook."),
        (b"PK\x03\x04 and then nothing", "The file is damaged: its zip container cannot be read."),
        (OLE + b"\0" * 600, "The file is in the old .xls format."),
        (OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), "The workbook is protected with a password."),
    ],
)
def test_read_no_workbook(tmp_path: Path, content: bytes, expected: str) -> None:
    path = tmp_path / "event.xlsx"
    path.write_bytes(content)

    assert only_line(path).startswith(f"error event.xlsx: {expected}")


def test_read_every_truncation(book: Path) -> None:
    whole = book.read_bytes()

    for length in range(0, len(whole) - 1, 997):
        book.write_bytes(whole[:length])
        assert only_line(book).startswith("error event.xlsx: The file is ")


def test_read_flipped_bytes(book: Path) -> None:
    whole = book.read_bytes()

    for place in range(0, len(whole), 211):
        book.write_bytes(whole[:place] + bytes([whole[place] ^ 0xFF]) + whole[place + 1 :])
        reading = read(book)
        assert reading.workbook is not None or reading.problems


@pytest.mark.parametrize(
    ("part", "content", "expected"),
    [
        (SHEET, ENTITIES, "The workbook declares XML entities"),
        (SHEET, OUTSIDE, "The workbook declares XML entities"),
        (SHEET, b"<worksheet><sheetData>", f"The part {SHEET} of the workbook is damaged."),
        ("xl/vbaProject.bin", b"macro", "The workbook contains macros."),
        ("xl/sharedStrings.xml", b"<sst/>", "The workbook refers to a text that it does not hold."),
        (SHEET, b"<worksheet><row><c r='A0B'><v>1</v></c></row></worksheet>", "The workbook has a cell at 'A0B'"),
        ("_rels/.rels", b"<Relationships/>", "The file is a zip file, but no Excel workbook."),
        (
            "xl/sharedStrings.xml",
            b"<sst><si><t>" + os.urandom(20_000).hex().encode() + b"</t></si></sst>",
            "A cell holds",
        ),
    ],
)
def test_read_bad_part(book: Path, part: str, content: bytes, expected: str) -> None:
    assert only_line(repacked(book, {part: content})).startswith(f"error event.xlsx: {expected}")


def test_read_missing_part(book: Path) -> None:
    with zipfile.ZipFile(book) as archive:
        parts = {name: archive.read(name) for name in archive.namelist() if name != SHEET}

    assert f"The workbook lacks its part {SHEET}." in only_line(save_zip(parts, book))


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        ("xl/externalLinks/externalLink1.xml", "warning event.xlsx: The workbook has links to other workbooks"),
        ("xl/embeddings/object1.bin", "warning event.xlsx: The workbook has embedded objects"),
    ],
)
def test_read_attachments_left_aside(book: Path, part: str, expected: str) -> None:
    reading = read(repacked(book, {part: b"<externalLink/>"}))

    assert reading.workbook is not None
    assert [line[: len(expected)] for line in lines(reading)] == [expected]


def test_read_zip_bomb(book: Path) -> None:
    bomb = repacked(book, {"xl/media/a.xml": b" " * 40_000_000})

    assert "times its size, as only a zip bomb does." in only_line(bomb)


def test_read_forged_sizes(book: Path) -> None:
    with zipfile.ZipFile(book) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts[SHEET] = parts[SHEET] + b" " * 80_000_000
    save_zip(parts, book)
    forged = book.read_bytes().replace(struct.pack("<I", len(parts[SHEET])), struct.pack("<I", 1_000))
    book.write_bytes(forged)

    assert "The file is damaged: its zip container cannot be read." in only_line(book)


def test_read_many_parts(book: Path) -> None:
    assert "parts; an event workbook has at most 500." in only_line(repacked(book, {f"p{n}": b"" for n in range(600)}))


def test_read_many_cells(book: Path) -> None:
    # Packed well enough for a small file, but not so well as to look like a bomb.
    rows = b"".join(b"<row r='%d'><c s='%d'/></row>" % (n, n % 97) + b"<c/>" * 9 for n in range(250_000))

    assert "The workbook has more than 2,500,000 cells and marks." in only_line(
        repacked(book, {SHEET: b"<worksheet>" + rows + b"</worksheet>"})
    )


@pytest.mark.parametrize("columns", [1, 20])
def test_read_one_text_in_many_cells(book: Path, columns: int) -> None:
    # The other texts keep the file from looking like a bomb.
    others = b"".join(b"<si><t>%d</t></si>" % (n * n) for n in range(9_000))
    text = b"<sst><si><t>" + b"x" * 32_000 + b"</t></si>" + others + b"</sst>"
    cells = b"".join(b"<row r='%d'>" % n + b"<c t='s'><v>0</v></c>" * columns + b"</row>" for n in range(2, 2_000))
    parts = {"xl/sharedStrings.xml": text, SHEET: b"<worksheet>" + cells + b"</worksheet>"}

    line = only_line(repacked(book, parts))

    assert book.stat().st_size < 100_000
    assert "hold more than 4,000,000 characters, repeated texts included. Shorten the long texts" in line


def test_read_far_corner(tmp_path: Path) -> None:
    reading = read(save_far_corner(tmp_path / "event.xlsx"))

    assert reading.workbook is not None
    assert [line[:28] for line in lines(reading)] == ["warning Rooms!XFD1048576: Co"]


@pytest.mark.parametrize("name", ["../Rooms.csv", "/Rooms.csv", "a/../../Rooms.csv", "..\\Rooms.csv"])
def test_read_csv_zip_with_escape(tmp_path: Path, name: str) -> None:
    path = save_zip(csv_files(changed({})) | {name: b"code\n"}, tmp_path / "event.zip")

    assert "which points out of the zip." in only_line(path)


def test_read_csv_zip_with_link(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        link = zipfile.ZipInfo("Rooms.csv")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
    path = tmp_path / "event.zip"
    path.write_bytes(buffer.getvalue())

    assert "which points out of the zip." in only_line(path)

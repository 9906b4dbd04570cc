"""Opens what the user points to: an .xlsx, a folder of CSV files, or a zip of them."""

import hashlib
from dataclasses import replace
from pathlib import Path, PurePath

from planner.workbook.files.archive import MAX_BYTES, open_archive
from planner.workbook.files.csv_tables import CSV, read_folder, read_table, read_zip
from planner.workbook.files.xlsx import CONTENT_TYPES, part_name, read_xlsx
from planner.workbook.grid import Source, Unreadable

_EXPECTED = "Give an .xlsx file, a folder of CSV files or a zip of them."
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")


def open_source(path: Path) -> Source:
    """The sheets of the file or folder; `Unreadable` says what is wrong with it as a whole."""
    try:
        if path.is_dir():
            return read_folder(path)
        data = _bytes_of(path)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "the name is not valid"
        raise Unreadable(f"The file cannot be opened: {reason}.", "Check its name and access rights.") from error
    return read_bytes(data, path.name)


def _bytes_of(path: Path) -> bytes:
    if not path.exists():
        raise Unreadable("There is no such file.", "Check the name and the folder.")
    if not path.is_file():
        raise Unreadable("This is not a file.", _EXPECTED)
    if path.stat().st_size > MAX_BYTES:
        raise Unreadable(f"The file is larger than {MAX_BYTES // 1024**2} MB.", "Remove what is not the event's.")
    return path.read_bytes()


def read_bytes(data: bytes, name: str = "") -> Source:
    """The sheets of a file of which the bytes are at hand; by its name alone a CSV file is told from what is none."""
    if data and PurePath(name).suffix.lower() in CSV and not data.startswith((b"PK\x03\x04", _OLE)):
        return read_table(PurePath(name).stem, data)
    if not data.startswith(b"PK"):
        raise _what_else(data)
    archive = open_archive(data)
    sha256 = hashlib.sha256(data).hexdigest()
    names = [part_name(name) for name in archive.namelist()]
    if CONTENT_TYPES in names:
        return replace(read_xlsx(archive, sha256), data=data)
    if "mimetype" in names:
        raise Unreadable("The file is an OpenDocument file.", "Save it as an Excel workbook (.xlsx).")
    return read_zip(archive, sha256)


def _what_else(data: bytes) -> Unreadable:
    if not data:
        return Unreadable("The file is empty.", "Save or send it once more.")
    if data.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            return Unreadable("The workbook is protected with a password.", "Remove the password and save again.")
        return Unreadable("The file is in the old .xls format.", "Save it as an Excel workbook (.xlsx).")
    return Unreadable("The file is not an Excel workbook.", _EXPECTED)

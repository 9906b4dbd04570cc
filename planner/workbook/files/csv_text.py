"""The text of a CSV file and what parts its fields: every program and every country saves it in a way of its own."""

import codecs
import re
from collections.abc import Mapping
from dataclasses import dataclass

from planner.workbook.files.alphabets import VIETNAMESE, WindowsAlphabet, decoded, windows_of
from planner.workbook.grid import Unreadable

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_LOOKED_AT = 2_000
"""Bytes or characters from the start that show what kind of file it is."""

_DELIMITERS = ",;\t|"
_SAID = re.compile(r'\s*"?sep=(.)"?[,;\t]*\r?(?:\n|$)', re.IGNORECASE)
"""A first line for Excel alone, which names the delimiter and is no row."""


@dataclass(frozen=True, slots=True)
class CsvText:
    """The rows as text, the character between their fields, and the encoding where it was taken for granted."""

    rows: str
    delimiter: str
    supposed: WindowsAlphabet | None = None


def csv_texts(contents: Mapping[str, bytes]) -> dict[str, CsvText]:
    """What CSV files say that were saved together; `Unreadable` where the characters of one cannot be told."""
    unmarked = [content for content in contents.values() if not _is_utf(content)]
    supposed = windows_of(unmarked) if unmarked else None
    return {name: _csv_text(name, content, supposed) for name, content in contents.items()}


def _csv_text(name: str, content: bytes, windows: WindowsAlphabet | None) -> CsvText:
    text, supposed = _decoded(name, content, windows)
    match = _SAID.match(text)
    rows = text[match.end() :] if match is not None else text
    header = _header(rows)
    delimiter = match[1] if match is not None and (match[1] in header or not _parted(header)) else _most(header)
    return CsvText(rows, delimiter, supposed)


def _is_utf(content: bytes) -> bool:
    encoding = _encoding(content)
    try:
        content.decode(encoding)
    except UnicodeDecodeError:
        return encoding != "utf-8"
    return True


def _decoded(name: str, content: bytes, windows: WindowsAlphabet | None) -> tuple[str, WindowsAlphabet | None]:
    encoding = _encoding(content)
    try:
        return content.decode(encoding).removeprefix("\ufeff"), None
    except UnicodeDecodeError as error:
        if encoding != "utf-8" or windows is None:
            raise _no_text(name) from error
    return _of_windows(name, content, windows), windows


def _encoding(content: bytes) -> str:
    """By the mark at the start; of UTF-16 without one every other byte of Latin text is zero."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return encoding
    start = content[:_LOOKED_AT]
    zeros = (start[0::2].count(0), start[1::2].count(0))
    if max(zeros) * 4 > len(start) and min(zeros) * 8 < max(zeros):
        return "utf-16-be" if zeros[0] > zeros[1] else "utf-16-le"
    return "utf-8"


def _of_windows(name: str, content: bytes, windows: WindowsAlphabet) -> str:
    """The text as Excel saves it in some part of the world. Where too many letters are beyond a-z it is another
    alphabet; Vietnamese has most of them.
    """
    text = decoded(content, windows)
    letters = [one for one in text or "" if one.isalpha()]
    most = len(letters) / (2 if windows is VIETNAMESE else 3)
    if text is None or sum(not one.isascii() for one in letters) > most:
        raise _no_text(name)
    return text


def _no_text(name: str) -> Unreadable:
    return Unreadable(f"{name}.csv is not in UTF-8.", "Save it as `CSV UTF-8`.")


def _header(rows: str) -> str:
    """The first line, without what stands in quotes."""
    start = rows[:_LOOKED_AT]
    unquoted = re.sub(r'"[^"]*"', "", start)
    return unquoted.lstrip("\r\n").partition("\n")[0]


def _parted(header: str) -> bool:
    return any(one in header for one in _DELIMITERS)


def _most(header: str) -> str:
    return max(_DELIMITERS, key=header.count)

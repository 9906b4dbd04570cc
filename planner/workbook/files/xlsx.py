"""An .xlsx file as grids, behind the guard. Nothing in it is evaluated, followed or run."""

import zipfile
from collections.abc import Collection
from contextlib import suppress
from urllib.parse import unquote

from planner.workbook.files.archive import unpack
from planner.workbook.files.xlsx_book import (
    BookOutline,
    ElementBudget,
    read_book,
    read_strings,
    read_times,
    targets,
)
from planner.workbook.files.xlsx_formats import read_date_styles
from planner.workbook.files.xlsx_sheet import ForReading, SheetReader, read_sheet
from planner.workbook.grid import Grid, Remark, Source, Unreadable

_NOT_A_WORKBOOK = Unreadable("The file is a zip file, but no Excel workbook.", "Save the workbook as .xlsx.")


CONTENT_TYPES = "[content_types].xml"
"""The part that every workbook has, as names of parts are compared."""


def part_name(name: str) -> str:
    """The name of a part as it is compared: the standard ignores case, and some programs write `\\` for `/`."""
    return unquote(name).replace("\\", "/").lstrip("/").lower()


class Parts:
    """The parts of one workbook, unpacked when asked for and counted against one limit."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self.names: dict[str, str] = {}
        for name in archive.namelist():
            self.names.setdefault(part_name(name), name)
        self._archive = archive
        self._spent = 0

    def __contains__(self, name: str) -> bool:
        return part_name(name) in self.names

    def content(self, name: str) -> bytes:
        """The bytes of a part; `Unreadable` where it is missing or all parts together are too large."""
        if name not in self:
            raise Unreadable(f"The workbook lacks its part {name[:80]}.", "Save it anew as plain .xlsx.")
        content = unpack(self._archive, self.names[part_name(name)], spent=self._spent)
        self._spent += len(content)
        return content

    def relations(self, name: str) -> dict[str, tuple[str, str]]:
        """What the part `name` points to; empty where it points to nothing."""
        folder, _, file = name.rpartition("/")
        place = f"{folder}/_rels/{file}.rels".lstrip("/")
        return targets(place, self.content(place)) if place in self else {}


def read_xlsx(archive: zipfile.ZipFile, sha256: str) -> Source:
    """Every worksheet of the file in order, and what was noticed about the file as a whole."""
    parts = Parts(archive)
    warnings = _active_content(parts.names.keys())
    places = dict(parts.relations("").values())
    main = places.get("officeDocument", "")
    if not main.lower().endswith(".xml"):
        raise _NOT_A_WORKBOOK
    relations = parts.relations(main)
    book = read_book(main, parts.content(main), relations)
    core = places.get("core-properties", "")
    made, saved = read_times(core, parts.content(core)) if core in parts else (None, None)
    grids = _sheets(parts, book, dict(relations.values()))
    read = {grid.name for grid in grids}
    left_aside = tuple(sheet.name for sheet in book.sheets if sheet.name not in read)
    return Source(grids, sha256, warnings, made, saved, for_reading=left_aside)


def _sheets(parts: Parts, book: BookOutline, places: dict[str, str]) -> tuple[Grid, ...]:
    budget = ElementBudget()
    strings, dates = [], {}
    if "sharedStrings" in places:
        strings = read_strings(places["sharedStrings"], parts.content(places["sharedStrings"]), budget)
    if "styles" in places:
        dates = read_date_styles(places["styles"], parts.content(places["styles"]), budget)
    grids = []
    for sheet in book.sheets:
        reader = SheetReader(strings, dates, budget, from_1904=book.from_1904)
        with suppress(ForReading):
            content = parts.content(sheet.part)
            grids.append(read_sheet(sheet.part, content, reader, name=sheet.name, hidden=sheet.hidden))
    return tuple(grids)


def _active_content(names: Collection[str]) -> tuple[Remark, ...]:
    """Macros are refused; links to other workbooks and embedded objects are left aside with a warning."""
    if any("vbaproject" in name or "/macrosheets/" in name or "/activex/" in name for name in names):
        raise Unreadable("The workbook contains macros.", "Save it as plain .xlsx without macros.")
    warnings = []
    if any("/externallinks/" in name for name in names):
        sentence = "The workbook has links to other workbooks; they are not followed, the values last seen are used."
        warnings.append(Remark(sentence, "Break the links in the spreadsheet program (Data, Edit Links)."))
    if any("/embeddings/" in name for name in names):
        sentence = "The workbook has embedded objects; they are not opened."
        warnings.append(Remark(sentence, "Remove them, or keep them in a file of their own."))
    if any(name.startswith("_xmlsignatures/") for name in names):
        sentence = "The workbook is signed; what is written back is another file, and leaves the signature out."
        warnings.append(Remark(sentence, "Sign the file that is handed on."))
    return tuple(warnings)

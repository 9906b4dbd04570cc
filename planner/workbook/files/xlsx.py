"""An .xlsx file as grids, behind the guard. Nothing in it is evaluated, followed or run."""

import zipfile
from contextlib import suppress

from planner.workbook.files.archive import unpack
from planner.workbook.files.xlsx_book import (
    Book,
    Budget,
    read_book,
    read_date_styles,
    read_strings,
    read_times,
    targets,
)
from planner.workbook.files.xlsx_sheet import ForReading, SheetReader, read_sheet
from planner.workbook.grid import Grid, Remark, Source, Unreadable

_NOT_A_WORKBOOK = Unreadable("The file is a zip file, but no Excel workbook.", "Save the workbook as .xlsx.")


class Parts:
    """The parts of one workbook, unpacked when asked for and counted against one limit."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self.names = frozenset(archive.namelist())
        self._archive = archive
        self._spent = 0

    def content(self, name: str) -> bytes:
        if name not in self.names:
            raise Unreadable(f"The workbook lacks its part {name[:80]}.", "Save it anew as plain .xlsx.")
        content = unpack(self._archive, name, spent=self._spent)
        self._spent += len(content)
        return content

    def relations(self, name: str) -> dict[str, tuple[str, str]]:
        """What the part `name` points to; empty where it points to nothing."""
        folder, _, file = name.rpartition("/")
        place = f"{folder}/_rels/{file}.rels".lstrip("/")
        return targets(place, self.content(place)) if place in self.names else {}


def read_xlsx(archive: zipfile.ZipFile, sha256: str) -> Source:
    """Every worksheet of the file in order, and what was noticed about the file as a whole."""
    parts = Parts(archive)
    warnings = _active_content(parts.names)
    places = dict(parts.relations("").values())
    main = places.get("officeDocument", "")
    if not main.endswith(".xml"):
        raise _NOT_A_WORKBOOK
    relations = parts.relations(main)
    book = read_book(main, parts.content(main), relations)
    core = places.get("core-properties", "")
    made, saved = read_times(core, parts.content(core)) if core in parts.names else (None, None)
    return Source(_sheets(parts, book, dict(relations.values())), sha256, warnings, made, saved)


def _sheets(parts: Parts, book: Book, places: dict[str, str]) -> tuple[Grid, ...]:
    budget = Budget()
    strings, dates = [], {}
    if "sharedStrings" in places:
        strings = read_strings(places["sharedStrings"], parts.content(places["sharedStrings"]), budget)
    if "styles" in places:
        dates = read_date_styles(places["styles"], parts.content(places["styles"]))
    grids = []
    for sheet in book.sheets:
        reader = SheetReader(strings, dates, budget, from_1904=book.from_1904)
        with suppress(ForReading):
            content = parts.content(sheet.part)
            grids.append(read_sheet(sheet.part, content, reader, name=sheet.name, hidden=sheet.hidden))
    return tuple(grids)


def _active_content(names: frozenset[str]) -> tuple[Remark, ...]:
    """Macros are refused; links to other workbooks and embedded objects are left aside with a warning."""
    lowered = [name.lower() for name in names]
    if any("vbaproject" in name or "/macrosheets/" in name or "/activex/" in name for name in lowered):
        raise Unreadable("The workbook contains macros.", "Save it as plain .xlsx without macros.")
    warnings = []
    if any("/externallinks/" in name for name in lowered):
        sentence = "The workbook has links to other workbooks; they are not followed, the values last seen are used."
        warnings.append(Remark(sentence, "Break the links in the spreadsheet program (Data, Edit Links)."))
    if any("/embeddings/" in name for name in lowered):
        sentence = "The workbook has embedded objects; they are neither opened nor carried over."
        warnings.append(Remark(sentence, "Remove them, or keep them in a file of their own."))
    return tuple(warnings)

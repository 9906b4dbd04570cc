"""Sheets from CSV files, in a folder or a zip: the same names and headers as in the .xlsx."""

import csv
import hashlib
import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath

from planner.workbook.files.alphabets import WindowsAlphabet
from planner.workbook.files.archive import MAX_BYTES, unpack
from planner.workbook.files.csv_text import CsvText, csv_texts
from planner.workbook.files.xlsx_book import MAX_TEXT, ElementBudget
from planner.workbook.files.xlsx_sheet import MAX_ROWS
from planner.workbook.format.sheets import sheet_named
from planner.workbook.grid import Cell, Grid, Remark, Source, Unreadable

_EVALUATED = tuple("=+-@") + tuple(chr(code) for code in range(32))

CSV = (".csv", ".tsv")

_COPY_OF = re.compile(r"^(?:copy of|copie de|kopie von|copia de|cópia de|kopia|bản sao của)\s+", re.IGNORECASE)
_COPIED = re.compile(r"(?:\s*-\s*(?:copy|copie|kopie|copia|cópia|kopia|bản sao))?(?:\s*\(\d{1,3}\))*$", re.IGNORECASE)

_LONGEST_NAME = 200
"""Characters of a file's name in which a sheet is looked for."""


def shield(text: str) -> str:
    """Text as it is written to CSV: a `'` in front keeps spreadsheet programs from evaluating it."""
    return "'" + text if text.lstrip("'").startswith(_EVALUATED) else text


def unshield(text: str) -> str:
    """The text that was shielded."""
    return text[1:] if text.startswith("'") and text.lstrip("'").startswith(_EVALUATED) else text


def read_folder(folder: Path) -> Source:
    """The CSV files of a folder as sheets, in order of their names."""
    files = sorted(path for path in folder.iterdir() if path.is_file() and not path.name.startswith("."))
    tables = [path for path in files if path.suffix.lower() in CSV]
    if not tables:
        raise Unreadable("The folder holds no CSV file.", "Give a folder with Event.csv, Delegations.csv, Rooms.csv.")
    if sum(path.stat().st_size for path in tables) > MAX_BYTES:
        raise Unreadable(f"The CSV files are larger than {MAX_BYTES // 1024**2} MB.", "Split the event.")
    contents = {path.stem: path.read_bytes() for path in tables}
    digest = hashlib.sha256()
    for name, content in contents.items():
        digest.update(f"{name}\0{len(content)}\0".encode("utf-8", "surrogatepass") + content)
    others = [path.name for path in files if path not in tables]
    return _source(contents, digest.hexdigest(), others)


def read_zip(archive: zipfile.ZipFile, sha256: str) -> Source:
    """The CSV files of a zip as sheets; a single folder around them does no harm."""
    contents: dict[str, bytes] = {}
    others = []
    for info in archive.infolist():
        place = PurePosixPath(info.filename.replace("\\", "/"))
        _refuse_escape(info, place)
        if info.is_dir() or place.name.startswith(".") or "__MACOSX" in place.parts:
            continue
        if place.suffix.lower() not in CSV:
            others.append(place.name)
            continue
        if place.stem in contents:
            raise Unreadable(f"The zip holds {place.name} twice.", "Keep one file for each sheet.")
        contents[place.stem] = unpack(archive, info.filename, spent=sum(map(len, contents.values())))
    if not contents:
        raise Unreadable("The zip holds neither an Excel workbook nor CSV files.", "Give an .xlsx or a zip of CSVs.")
    return _source(dict(sorted(contents.items())), sha256, others)


def _refuse_escape(info: zipfile.ZipInfo, place: PurePosixPath) -> None:
    is_link = (info.external_attr >> 16) & 0o170000 == 0o120000
    if is_link or place.is_absolute() or ".." in place.parts or ":" in place.parts[0:1]:
        raise Unreadable(
            f"The zip holds {str(place)[:80]!r}, which points out of the zip.",
            "Zip the CSV files themselves, without links.",
        )


def _left_aside(names: list[str]) -> tuple[Remark, ...]:
    if not names:
        return ()
    return (Remark(f"Files that are no CSV are left aside: {', '.join(names[:5])}.", "Move them elsewhere."),)


def read_table(name: str, content: bytes) -> Source:
    """One CSV file as the only sheet of its file."""
    return _source({name: content}, hashlib.sha256(content).hexdigest(), [])


def _source(contents: dict[str, bytes], sha256: str, others: list[str]) -> Source:
    budget = ElementBudget()
    texts = csv_texts(contents)
    bare = _uncopied(tuple(contents))
    names, prefix = sheet_names(tuple(bare.values()))
    grids = tuple(_grid(names[bare[name]], text, budget) for name, text in texts.items())
    supposed = {name: text.supposed for name, text in texts.items() if text.supposed is not None}
    return Source(grids, sha256, (*_left_aside(others), *_supposed(supposed), *_without(prefix)))


def _uncopied(files: tuple[str, ...]) -> dict[str, str]:
    """The names without what programs add to a copy or a second download; one that another file has is left alone."""
    bare = {file: _COPIED.sub("", _COPY_OF.sub("", file[:_LONGEST_NAME])) or file for file in files}
    taken = Counter((*bare.values(), *files))
    return {file: name if name != file and taken[name] == 1 else file for file, name in bare.items()}


def sheet_names(files: tuple[str, ...]) -> tuple[dict[str, str], str]:
    """The sheet that each file holds, and what stands before it in the files' names.

    Programs that export every sheet put the name of the workbook in front: `Event 2025 - Rooms`, `Event 2025-Rooms`.
    """
    prefixes = Counter(prefix for file in files if sheet_named(file) is None for prefix in _prefixes(file))
    prefix = max(prefixes, key=prefixes.__getitem__, default="")
    return {file: (file.removeprefix(prefix) if sheet_named(file) is None else file) for file in files}, prefix


def _prefixes(file: str) -> Iterator[str]:
    """The start of the name after which the rest is a sheet, the shortest such start."""
    for separator in re.finditer(r"\s*[-_.]\s*", file[:_LONGEST_NAME]):
        if sheet_named(file[separator.end() :]) is not None:
            yield file[: separator.end()]
            return


def _supposed(encodings: Mapping[str, WindowsAlphabet]) -> tuple[Remark, ...]:
    if not encodings:
        return ()
    names, windows = list(encodings), next(iter(encodings.values()))
    files, it = ", ".join(f"{name}.csv" for name in names[:5]), "it is" if len(names) == 1 else "they are"
    more = f" and {len(names) - 5:,} more" if len(names) > 5 else ""
    verb = "is" if len(names) == 1 else "are"
    sentence = f"{files}{more} {verb} not in UTF-8; {it} read as {windows.name}, as Excel saves in {windows.where}."
    return (Remark(sentence, "Check names with accents, or save as `CSV UTF-8`.", notice=True),)


def _without(prefix: str) -> tuple[Remark, ...]:
    if not prefix:
        return ()
    sentence = f"The names of the files begin with {prefix.strip()[:60]!r}; what follows is taken for the sheet."
    return (Remark(sentence, notice=True),)


def _grid(name: str, text: CsvText, budget: ElementBudget) -> Grid:
    rows: dict[int, dict[int, Cell]] = {}
    try:
        for number, fields in enumerate(csv.reader(io.StringIO(text.rows, newline=""), delimiter=text.delimiter), 1):
            budget.spend(len(fields))
            cells: dict[int, Cell] = {column: _text(field, budget) for column, field in enumerate(fields, 1) if field}
            if cells:
                rows[number] = cells
            if len(rows) > MAX_ROWS:
                raise Unreadable(f"{name}.csv has more than {MAX_ROWS:,} rows.", "Split the event.")
    except csv.Error as error:
        raise Unreadable(f"{name}.csv cannot be read as CSV: {error}.", "Save it anew as `CSV UTF-8`.") from error
    return Grid(name, rows)


def _text(field: str, budget: ElementBudget) -> str:
    budget.spend_text(field)
    if len(field) > MAX_TEXT:
        raise Unreadable(f"A CSV field holds {len(field):,} characters; the limit is {MAX_TEXT:,}.", "Shorten it.")
    return unshield(field)

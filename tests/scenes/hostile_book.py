"""A morning with a plan in which all that a user may type would be formatting, were it ever read as such."""

import re
from collections.abc import Iterator
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.cell import Cell
from openpyxl.workbook import Workbook as Book

MORNING = Path(__file__).parents[1] / "papers" / "golden" / "morning.xlsx"
OUTSIDE = "elsewhere.example"
OVERRIDE = "\N{RIGHT-TO-LEFT OVERRIDE}"
BAIT = (
    f"![qa](http://{OUTSIDE}/i.png) [qb](http://{OUTSIDE}) <img src=//{OUTSIDE}/j> <i>qc</i> http://{OUTSIDE} "
    f"www.{OUTSIDE} a@{OUTSIDE} :red[qd] :material/home: :streamlit: $qe$ `qf` **qg** ~~qh~~ &amp; -> -- =1+1 "
    f"\N{GRINNING FACE} {OVERRIDE}" + "long" * 60
)
"""A name that would be a picture, links, a colour, icons, a formula, code and signs, and turn round what follows."""
CODE_BAIT = f"[qb](//{OUTSIDE})**qg**`qf`:red[qd]$qe$<i>qc</i>\N{GRINNING FACE}{OVERRIDE}"
"""The same for what has to be short: codes, ids and zones."""
READ = BAIT.replace(OVERRIDE, "")
"""What of a name is to be read on a page."""

NAMES = {"name", "title", "topic", "notes", "short_name", "label", "theme", "reason", "contact", "source", "region"}
"""The columns whose cells hold names and other free text; all others that hold text hold codes or words of a list."""
CODED = {
    *("code", "id", "delegation", "who", "from", "to", "zone", "room", "line", "person", "requester", "counterpart"),
    *("requester_person", "counterpart_person", "also", "after", "organiser", "co_organisers", "speakers", "a", "b"),
    *("item", "people", "interpreters"),
}
"""The columns whose cells hold codes."""


def cells(book: Book) -> Iterator[tuple[str, str, Cell]]:
    """The sheet, the header and the cell of every text below a header."""
    for sheet in book.worksheets:
        for head in next(sheet.iter_rows(max_row=1)):
            for (cell,) in sheet.iter_rows(min_row=2, min_col=head.column, max_col=head.column):
                if isinstance(cell.value, str) and isinstance(cell, Cell):
                    yield sheet.title, str(head.value), cell


def codes(book: Book) -> list[str]:
    """What the morning calls its records, and its zones."""
    named = {str(cell.value) for _, header, cell in cells(book) if header in ("code", "id", "zone")}
    return [*sorted(named), "Orangery"]


def hostile_book(folder: Path) -> Path:
    """The file; every name begins as before and goes on with the bait, so do its own sheet and its name."""
    book = load_workbook(MORNING)
    known = re.compile("|".join(rf"\b{code}\b(?!-\d)" for code in codes(book)))
    for sheet, header, cell in list(cells(book)):
        if sheet == "Event":
            if cell.value == "name":
                book[sheet].cell(cell.row, cell.column + 1).value = f"Event {BAIT}"
            elif cell.value == "host":
                host = book[sheet].cell(cell.row, cell.column + 1)
                host.value = f"{host.value}{CODE_BAIT}"
        elif header in NAMES:
            cell.value = f"{cell.value} {BAIT}"
        elif header in CODED and sheet != "Policy":
            cell.value = known.sub(lambda code: code[0] + CODE_BAIT, str(cell.value))
    own = book.create_sheet("`qf` $qe$ ~~qh~~ __qg__ <i>qc")
    own.append([f"a {BAIT}", "b"])
    own.append([f"c {BAIT}", "d"])
    path = folder / f"![qa] a@{OUTSIDE} `qf` **qg** {OVERRIDE}.xlsx"
    book.save(path)
    return path

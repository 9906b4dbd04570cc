"""Sheets as letters: Word documents on a letterhead of the ministry's own, and plain text to paste into a message."""

import io
import zlib
from collections.abc import Iterator, Mapping
from typing import Any
from xml.sax.saxutils import escape, quoteattr
from zipfile import BadZipFile, ZipFile

import docx
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from planner.feeds.names import zipped
from planner.papers.sheet import Line, Section, Sheet, clean, joined

LARGEST_LETTERHEAD, LARGEST_UNPACKED = 5_000_000, 50_000_000
"""Bytes of a letterhead as a file, and of all that is packed in it: a page with a coat of arms needs no more."""


TITLE, HEADING = "Title", "Heading 1"
"""Styles that letters use where the letterhead has them."""


_FAULTS = (PackageNotFoundError, BadZipFile, zlib.error, SyntaxError, KeyError, ValueError, AttributeError)
"""How the library says that a file is no Word document: no XML is a SyntaxError, another root an AttributeError."""


class NoLetterhead(ValueError):
    """The file is no Word document that letters can be written on."""


def checked_letterhead(content: bytes) -> bytes:
    """The letterhead, once it is known that letters can be written on it; refused with `NoLetterhead`."""
    if len(content) > LARGEST_LETTERHEAD:
        raise NoLetterhead
    try:
        with ZipFile(io.BytesIO(content)) as packed:
            if sum(one.file_size for one in packed.infolist()) > LARGEST_UNPACKED:
                raise NoLetterhead
        letter(Sheet("", "", ""), content)
    except _FAULTS as fault:
        raise NoLetterhead from fault
    return content


def letter(sheet: Sheet, letterhead: bytes | None = None) -> bytes:
    """A sheet as a Word document, each of its sections on a page: on the letterhead, behind what stands on it."""
    document: Any = docx.Document(None if letterhead is None else io.BytesIO(letterhead))
    styles = {name: document.styles[name].style_id for name in (TITLE, HEADING) if name in document.styles}
    # Read as one piece: a set of letters has thousands of lines, and the library makes each of them slowly.
    body = parse_xml(f"<w:body {nsdecls('w')}>{''.join(_paragraphs(sheet, styles))}</w:body>")
    page = document.element.body.get_or_add_sectPr()  # its properties stand last
    for paragraph in list(body):
        page.addprevious(paragraph)
    made = io.BytesIO()
    document.save(made)
    with ZipFile(made) as dated:  # packed again without the time of day: the same plan gives the same bytes
        return zipped({name: dated.read(name) for name in dated.namelist()})


def plain_text(sheet: Sheet) -> str:
    """A sheet as lines of text, its sections apart."""
    return "\n".join((_both(sheet.subtitle, sheet.second_subtitle), *map(_words, sheet.lead), *_sections(sheet), ""))


def _sections(sheet: Sheet) -> Iterator[str]:
    for section in sheet.sections:
        yield from ("", _both(section.title, section.second), clean(section.note))
        yield from (": ".join(cells) for cells in _rows(section))


def _paragraphs(sheet: Sheet, styles: Mapping[str, str]) -> Iterator[str]:
    yield _paragraph(_run(_both(sheet.subtitle, sheet.second_subtitle)), styles.get(TITLE))
    yield from (_paragraph(_run(_words(words))) for words in sheet.lead)
    for at, section in enumerate(sheet.sections):
        page_break = '<w:r><w:br w:type="page"/></w:r>' if at else ""
        yield _paragraph(page_break + _run(_both(section.title, section.second)), styles.get(HEADING))
        yield _paragraph(_run(section.note))
        yield from (_paragraph(_run(f"{what}: ", bold=True) + _run(" ".join(said))) for what, *said in _rows(section))


def _paragraph(runs: str, style: str | None = None) -> str:
    looks = "" if style is None else f"<w:pPr><w:pStyle w:val={quoteattr(style)}/></w:pPr>"
    return f"<w:p>{looks}{runs}</w:p>"


def _run(words: str, *, bold: bool = False) -> str:
    looks = "<w:rPr><w:b/></w:rPr>" if bold else ""
    return f'<w:r>{looks}<w:t xml:space="preserve">{escape(clean(words))}</w:t></w:r>'


def _rows(section: Section) -> Iterator[tuple[str, ...]]:
    """The head of a table and its rows, as text."""
    yield tuple(_both(column.head, column.second) for column in section.columns)
    for row in section.rows:
        yield tuple(" / ".join(map(_words, cell)) for cell in row)


def _words(runs: Line) -> str:
    return "".join(clean(words) for _, words in runs)


def _both(first: str, second: str) -> str:
    """What is headed in two languages, each in its own order."""
    return joined((clean(first), clean(second)), " · ")

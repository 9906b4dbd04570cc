"""Sheets that a file does not have yet: drawn by our own writer, and taken over with their looks and notes."""

import re
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import count

from planner.workbook.files.xlsx_book import ElementBudget, read_strings
from planner.workbook.keeping.markup import Element, Tag, cell_text, elements, rewritten, spliced, tags
from planner.workbook.keeping.package import Package
from planner.workbook.keeping.styles import Styles

_NAMED = re.compile(r"(\D+)\d*(\.\w+)$")
_TYPES = {
    "worksheet": "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml",
    "comments": "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml",
}
_VML = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_POINTING = frozenset(("legacyDrawing",))


def taken_over(package: Package, drawn: Package, parts: Sequence[str], styles: Styles) -> Iterator[str]:
    """Puts sheets of a file that we have just drawn into another, and gives the names of their parts there."""
    shift = styles.merge(drawn.content("xl/styles.xml"))
    shared = "xl/sharedStrings.xml"
    strings = read_strings(shared, drawn.content(shared), ElementBudget()) if drawn.has(shared) else []
    for part in parts:
        name = _free(package, "xl/worksheets/sheet1.xml")
        text = _restyled(drawn.text(part), strings, shift)
        package.put_text(name, text)
        package.declare(name, _TYPES["worksheet"])
        ids = {}
        for one, (kind, place) in drawn.relations(part).items():
            ids[one] = package.relate(name, kind, _attached(package, drawn, kind, place))
        if ids:
            package.put_text(name, rewritten(text, _POINTING, partial(_pointed, ids)))
        yield name


def _free(package: Package, like: str) -> str:
    """A name like this one that no part has yet."""
    match = _NAMED.fullmatch(like)
    assert match is not None, "the parts of our own files are numbered"
    return next(name for one in count(1) if not package.has(name := f"{match[1]}{one}{match[2]}"))


def _attached(package: Package, drawn: Package, kind: str, place: str) -> str:
    name = _free(package, place)
    package.put(name, drawn.content(place))
    if kind in _TYPES:
        package.declare(name, _TYPES[kind])
    else:
        package.declare_ending("vml", _VML)
    return name


def _pointed(ids: dict[str, str], element: Element) -> str:
    attributes = element.tag.attributes()
    return element.tag.with_attributes({"r:id": ids[attributes["r:id"]]})


def _restyled(text: str, strings: Sequence[str], shift: tuple[int, int]) -> str:
    """The sheet with its texts in it and with the numbers that its looks have in the other file."""
    made = ((tag, _renumbered(tag, shift)) for tag in tags(text) if not tag.ends)
    return _written_out(spliced(text, ((tag.start, tag.stop, new) for tag, new in made if new is not None)), strings)


def _renumbered(tag: Tag, shift: tuple[int, int]) -> str | None:
    attributes = tag.attributes()
    key, by = {
        "c": ("s", shift[0]),
        "row": ("s", shift[0]),
        "col": ("style", shift[0]),
        "cfRule": ("dxfId", shift[1]),
    }.get(tag.name, ("", 0))
    if tag.name == "sheetView":
        return tag.with_attributes({"tabSelected": None})
    return tag.with_attributes({key: str(int(attributes[key]) + by)}) if key in attributes else None


def _written_out(text: str, strings: Sequence[str]) -> str:
    shared = (one for one in elements(text, frozenset(("c",))) if one.tag.attributes().get("t") == "s")
    return spliced(text, ((one.start, one.stop, _inline(text, one, strings)) for one in shared))


def _inline(text: str, element: Element, strings: Sequence[str]) -> str:
    shown = cell_text(strings[int(element.inner(text).removeprefix("<v>").removesuffix("</v>"))])
    opened = element.tag.with_attributes({"t": "inlineStr"})
    return f'{opened}<is><t xml:space="preserve">{shown}</t></is></c>'

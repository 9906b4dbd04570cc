"""Formulas that a file writes once for many cells, written out in each: only then can single cells be changed."""

from collections.abc import Iterator

from planner.workbook.grid import column_number
from planner.workbook.keeping.cells import numbered
from planner.workbook.keeping.markup import Element, elements, escaped, spliced, tags, unescaped
from planner.workbook.keeping.references import copied


def unshared(text: str) -> str:
    """The sheet with every shared formula written out."""
    if 'shared"' not in text and "shared'" not in text:
        return text
    return spliced(text, _written_out(text))


def _written_out(text: str) -> Iterator[tuple[int, int, str]]:
    masters: dict[str, tuple[int, int, str]] = {}
    for row, column, element in _formulas(text):
        attributes = element.tag.attributes()
        if attributes.get("t") != "shared":
            continue
        written = unescaped(element.inner(text))
        if written:
            masters[attributes.get("si", "")] = (row, column, written)
        elif attributes.get("si", "") in masters:
            first_row, first_column, formula = masters[attributes.get("si", "")]
            written = copied(formula, row - first_row, column - first_column)
        opened = element.tag.with_attributes({"t": None, "ref": None, "si": None}).removesuffix("/>").removesuffix(">")
        yield element.start, element.stop, f"{opened}>{escaped(written)}</{element.tag.full}>"


def _formulas(text: str) -> list[tuple[int, int, Element]]:
    """Every formula with the row and column of its cell."""
    places: dict[int, tuple[int, int]] = {}
    row = column = 0
    for tag in tags(text):
        if tag.ends:
            continue
        if tag.name == "row":
            row, column = numbered(tag, row), 0
        elif tag.name == "c":
            letters = tag.attributes().get("r", "").rstrip("0123456789")
            column = (
                column_number(letters) if letters.isascii() and letters.isalpha() and letters.isupper() else column + 1
            )
        elif tag.name == "f":
            places[tag.start] = (row, column)
    formulas = (one for one in elements(text, frozenset(("f",))) if one.start in places)
    return [(*places[one.start], one) for one in formulas]

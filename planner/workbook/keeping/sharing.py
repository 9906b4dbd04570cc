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
        told = element.tag.attributes()
        if told.get("t") != "shared":
            continue
        said = unescaped(element.inner(text))
        if said:
            masters[told.get("si", "")] = (row, column, said)
        elif told.get("si", "") in masters:
            first_row, first_column, formula = masters[told.get("si", "")]
            said = copied(formula, row - first_row, column - first_column)
        opened = element.tag.with_attributes({"t": None, "ref": None, "si": None}).removesuffix("/>").removesuffix(">")
        yield element.start, element.stop, f"{opened}>{escaped(said)}</{element.tag.full}>"


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
            told = tag.attributes().get("r", "").rstrip("0123456789")
            column = column_number(told) if told.isascii() and told.isalpha() and told.isupper() else column + 1
        elif tag.name == "f":
            places[tag.start] = (row, column)
    found = (one for one in elements(text, frozenset(("f",))) if one.start in places)
    return [(*places[one.start], one) for one in found]

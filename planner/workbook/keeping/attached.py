"""What hangs on the rows of a sheet in parts of its own, notes, drawings and tables, after the rows have moved; and
the charts of the whole file.
"""

import re
from functools import partial

from planner.workbook.keeping.areas import moved_markup
from planner.workbook.keeping.markup import Element, escaped, rewritten, tags, unescaped
from planner.workbook.keeping.package import Package
from planner.workbook.keeping.references import References, RowMap, moved_area

_NOTES = frozenset(("comment", "threadedComment"))
_SHAPE = re.compile(r"<v:shape\s(?:(?!<v:shape\s).)*?</v:shape>", re.DOTALL)
_NOTE_ROW = re.compile(r"(<x:Row>\s*)([0-9]{1,7})(\s*</x:Row>)")
_ANCHOR = re.compile(r"(<x:Anchor>)([-0-9,\s]{1,200})(</x:Anchor>)")
_TOP, _BOTTOM = 2, 6
"""Where an anchor tells its rows."""


def move_attached(package: Package, sheet: str, rows: RowMap, references: References, home: str) -> None:
    """Lets all that hangs on the sheet go along with its rows; notes on rows that are gone go with them."""
    for kind, place in package.relations(sheet).values():
        if not package.has(place):
            continue
        if kind == "vmlDrawing":
            drawn = package.content(place).decode("utf-8", "surrogateescape")
            made = _SHAPE.sub(lambda found: _shape(found[0], rows), drawn)
            package.put(place, made.encode("utf-8", "surrogateescape"))
        elif kind in ("comments", "threadedComment"):
            text = package.text(place)
            package.put_text(place, rewritten(text, _NOTES, partial(_note, text, rows)))
        elif kind == "drawing":
            text = package.text(place)
            package.put_text(place, rewritten(text, frozenset(("row",)), partial(_drawn, text, rows)))
        elif kind == "table":
            text = package.text(place)
            whole = rewritten(text, frozenset(("table",)), partial(_table, text, rows))
            package.put_text(place, moved_markup(whole, rows, references, home))


def _note(text: str, rows: RowMap, element: Element) -> str | None:
    area = moved_area(element.tag.attributes().get("ref", ""), rows)
    if area is None:
        return ""
    return element.tag.with_attributes({"ref": area}) + text[element.tag.stop : element.stop]


def _shape(text: str, rows: RowMap) -> str:
    """The shape of a note, which knows its row counted from 0."""
    row = _NOTE_ROW.search(text)
    if row is None:
        return text
    before = int(row[2])
    after = rows.row(before + 1)
    if after is None:
        return ""
    down = after - 1 - before
    made = _NOTE_ROW.sub(lambda found: f"{found[1]}{after - 1}{found[3]}", text, count=1)
    return _ANCHOR.sub(lambda found: f"{found[1]}{_anchor(found[2], down)}{found[3]}", made, count=1)


def _anchor(told: str, down: int) -> str:
    parts = told.split(",")
    for at in (_TOP, _BOTTOM):
        if at < len(parts) and parts[at].strip().isdecimal():
            parts[at] = f" {max(int(parts[at]) + down, 0)}"
    return ",".join(parts)


def _drawn(text: str, rows: RowMap, element: Element) -> str | None:
    inner = element.inner(text).strip()
    if not inner.isdecimal() or len(inner) > 7:
        return None
    row = rows.settled(int(inner) + 1) - 1
    return f"{text[element.start : element.tag.stop]}{max(row, 0)}{text[element.inner_stop : element.stop]}"


def _table(text: str, rows: RowMap, element: Element) -> str | None:
    """A table of the program's own kind, which keeps at least one row below its head."""
    reference = element.tag.attributes().get("ref", "")
    area = moved_area(reference, rows) or reference
    return element.tag.with_attributes({"ref": area}) + text[element.tag.stop : element.stop]


def move_charts(package: Package, references: References) -> None:
    """Lets every chart show the cells that it showed."""
    for name in package.names:
        if "/charts/chart" in name.casefold() and name.casefold().endswith(".xml"):
            text = package.text(name)
            package.put_text(name, rewritten(text, frozenset(("f",)), partial(_charted, text, references)))


def _charted(text: str, references: References, element: Element) -> str | None:
    formula = element.inner(text)
    if "<" in formula or next(tags(formula), None) is not None:
        return None
    made = escaped(references.formula(unescaped(formula), ""))
    return f"{text[element.start : element.tag.stop]}{made}{text[element.inner_stop : element.stop]}"

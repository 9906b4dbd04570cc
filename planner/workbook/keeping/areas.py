"""What a sheet says of areas of cells besides the cells themselves, after its rows have moved."""

from collections.abc import Callable

from planner.workbook.keeping.markup import Element, escaped, first, rewritten, tags, unescaped
from planner.workbook.keeping.references import References, RowMap, moved_area, moved_areas

_FORMULAS = frozenset(("f", "formula", "formula1", "formula2"))
_AREAS = frozenset(
    (
        "mergeCell",
        "autoFilter",
        "conditionalFormatting",
        "dataValidation",
        "hyperlink",
        "ignoredError",
        "protectedRange",
        "selection",
    )
)
_SORTED = frozenset(("sortState", "sortCondition"))
_LISTED = frozenset(("sqref",))
_BREAKS, _BREAK = frozenset(("rowBreaks",)), frozenset(("brk",))
_HOLDERS = frozenset(("mergeCells", "dataValidations", "hyperlinks", "ignoredErrors", "protectedRanges"))
_TOP = {"activeCell": "A1", "sqref": "A1"}

Changer = Callable[[str, Element], str | None]


def moved_markup(text: str, rows: RowMap, references: References, home: str) -> str:
    """The sheet with its formulas and areas after the move of rows in it and elsewhere."""
    made = rewritten(text, _FORMULAS, lambda one: _formula(text, one, references, home, rows))
    if rows.changes_nothing:
        return made
    data = first(made, "sheetData")
    if data is None:
        return _moved_areas(made, rows)
    # All areas stand before the cells or behind them, and the cells may be millions.
    before, behind = made[: data.start], made[data.stop :]
    return _moved_areas(before, rows) + made[data.start : data.stop] + _moved_areas(behind, rows)


def _moved_areas(text: str, rows: RowMap) -> str:
    made = _each(text, _AREAS, lambda source, one: _area(source, one, rows))
    made = _each(made, _SORTED, lambda source, one: _area(source, one, rows))
    made = _each(made, _LISTED, lambda source, one: _listed(source, one, rows))
    made = _each(made, _BREAKS, lambda source, one: _breaks(source, one, rows))
    return _each(made, _HOLDERS, lambda source, one: None if next(tags(one.inner(source)), None) else "")


def _each(text: str, names: frozenset[str], change: Changer) -> str:
    return rewritten(text, names, lambda one: change(text, one))


def _formula(text: str, element: Element, references: References, home: str, rows: RowMap) -> str | None:
    formula = element.inner(text)
    attributes = element.tag.attributes()
    changed: dict[str, str | None] = {
        key: moved_area(attributes[key], rows) or attributes[key] for key in ("ref", "r1", "r2") if key in attributes
    }
    opened = element.tag.with_attributes(changed) if changed else text[element.start : element.tag.stop]
    if element.tag.empty or "<" in formula:
        return opened + text[element.tag.stop : element.stop]
    made = references.formula(unescaped(formula), home)
    return f"{opened}{escaped(made)}{text[element.inner_stop : element.stop]}"


def _area(text: str, element: Element, rows: RowMap) -> str | None:
    """The element with its area moved; nothing where the area is gone."""
    attributes = element.tag.attributes()
    changed: dict[str, str | None] = {}
    for key in ("ref", "sqref", "activeCell"):
        if key in attributes:
            areas = moved_areas(attributes[key], rows)
            if not areas and element.tag.name != "selection":
                return ""
            changed[key] = areas or "A1"
    if changed.get("sqref") == "A1" or changed.get("activeCell") == "A1":
        changed |= _TOP if element.tag.name == "selection" else {}
    rest = text[element.tag.stop : element.stop]
    return element.tag.with_attributes(changed) + rest


def _listed(text: str, element: Element, rows: RowMap) -> str | None:
    areas = moved_areas(unescaped(element.inner(text)), rows)
    return (
        f"{text[element.start : element.tag.stop]}{areas}{text[element.inner_stop : element.stop]}" if areas else None
    )


def _breaks(text: str, element: Element, rows: RowMap) -> str | None:
    moved = rewritten(element.inner(text), _BREAK, lambda one: _break(one, rows))
    return text[element.start : element.tag.stop] + moved + text[element.inner_stop : element.stop]


def _break(element: Element, rows: RowMap) -> str | None:
    number = element.tag.attributes().get("id", "")
    return element.tag.with_attributes({"id": str(rows.settled(int(number)))}) if number.isdecimal() else None

"""The part workbook.xml: the list of sheets, the names given to areas, and when the file was made."""

from datetime import UTC, datetime

from planner.workbook.files.xlsx_book import unescape
from planner.workbook.keeping.markup import Element, escaped, first, quoted, rewritten, tags, unescaped
from planner.workbook.keeping.package import Package
from planner.workbook.keeping.references import References
from planner.workbook.writing.xlsx_cells import sheet_name

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_CORE_TYPE = "application/vnd.openxmlformats-package.core-properties+xml"
_NO_TIMES = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"></cp:coreProperties>'
)
_SHEETS = frozenset(("sheet",))
_NAMES = frozenset(("definedName",))


class BookPart:
    """The part as text, changed step by step and written at the end."""

    def __init__(self, package: Package, part: str) -> None:
        self._package, self._part = package, part
        self._text = package.text(part)

    def _listed(self) -> list[str]:
        return [unescape(tag.attributes().get("name", "")) for tag in tags(self._text) if tag.name == "sheet"]

    def remove(self, name: str) -> None:
        """Takes a sheet off the list, with the names that hold in it only; the numbers of later sheets go down."""
        at = self._listed().index(name)
        is_it = iter(range(len(self._listed())))
        self._text = rewritten(self._text, _SHEETS, lambda _: "" if next(is_it) == at else None)
        self._text = rewritten(self._text, _NAMES, lambda one: _renumbered(self._text, one, at))
        self._text = rewritten(self._text, frozenset(("workbookView",)), lambda one: _viewed(one, at))

    def add(self, name: str, relation: str, titles: str = "") -> None:
        """Puts a sheet at the end of the list; `titles` are the rows of it that are printed on each page."""
        listed = self._listed()
        fitting = sheet_name(name, {one.casefold() for one in listed})
        ids = (tag.attributes().get("sheetId", "") for tag in tags(self._text) if tag.name == "sheet")
        number = max((int(one) for one in ids if one.isdecimal()), default=0) + 1
        sheets = first(self._text, "sheets")
        assert sheets is not None, "a file that was read lists its sheets"
        attributes = f'name={quoted(fitting)} sheetId="{number}" xmlns:pr="{_OFFICE}" pr:id="{relation}"'
        made = f"<{sheets.tag.prefix}sheet {attributes}/>"
        self._text = self._text[: sheets.inner_stop] + made + self._text[sheets.inner_stop :]
        if titles and fitting == name:
            self._name_titles(len(listed), titles, sheets.tag.prefix)

    def _name_titles(self, number: int, titles: str, prefix: str) -> None:
        name = f"{prefix}definedName"
        definition = f'<{name} name="_xlnm.Print_Titles" localSheetId="{number}">{escaped(titles)}</{name}>'
        names = first(self._text, "definedNames")
        if names is None:
            made = f"<{prefix}definedNames>{definition}</{prefix}definedNames>"
            self._put_after(("externalReferences", "functionGroups", "sheets"), made)
        elif names.tag.empty:
            made = f"<{names.tag.full}>{definition}</{names.tag.full}>"
            self._text = self._text[: names.start] + made + self._text[names.stop :]
        else:
            self._text = self._text[: names.inner_stop] + definition + self._text[names.inner_stop :]

    def _put_after(self, names: tuple[str, ...], made: str) -> None:
        """Puts an element behind the first of these that is there, which is where the format wants it."""
        at = next(one.stop for name in names if (one := first(self._text, name)) is not None)
        self._text = self._text[:at] + made + self._text[at:]

    def move_names(self, references: References) -> None:
        """Lets the names given to areas stand for the same cells."""
        self._text = rewritten(self._text, _NAMES, lambda one: _moved(self._text, one, references))

    def compute_anew(self) -> None:
        """Lets the program that opens the file compute its formulas anew, as values that they look at have changed."""
        for _, place in [one for one in self._package.relations(self._part).values() if one[0] == "calcChain"]:
            self._package.drop(place)
        if first(self._text, "calcPr") is None:
            prefix = next(tag.prefix for tag in tags(self._text))
            names = ("definedNames", "externalReferences", "functionGroups", "sheets")
            self._put_after(names, f"<{prefix}calcPr/>")
        self._text = rewritten(self._text, frozenset(("calcPr",)), lambda one: _computed(self._text, one))

    def write(self) -> None:
        self._package.put_text(self._part, self._text)


def _computed(text: str, element: Element) -> str:
    return element.tag.with_attributes({"fullCalcOnLoad": "1"}) + text[element.tag.stop : element.stop]


def _renumbered(text: str, element: Element, at: int) -> str | None:
    number = element.tag.attributes().get("localSheetId", "")
    if not number.isdecimal() or int(number) < at:
        return None
    if int(number) == at:
        return ""
    return element.tag.with_attributes({"localSheetId": str(int(number) - 1)}) + text[element.tag.stop : element.stop]


def _viewed(element: Element, at: int) -> str | None:
    """The window on the file: the sheet that it opens with and the first tab in sight count on."""
    attributes = element.tag.attributes()
    changed: dict[str, str | None] = {
        key: str(max(int(attributes[key]) - 1, 0))
        for key in ("activeTab", "firstSheet")
        if attributes.get(key, "").isdecimal() and int(attributes[key]) >= at
    }
    return element.tag.with_attributes(changed) if changed and element.tag.empty else None


def _moved(text: str, element: Element, references: References) -> str | None:
    formula = element.inner(text)
    made = escaped(references.formula(unescaped(formula), ""))
    return f"{text[element.start : element.tag.stop]}{made}{text[element.inner_stop : element.stop]}"


def restamped(package: Package, made: datetime) -> None:
    """Says when the file was made, which is when its plan was."""
    part = package.related("", "core-properties")
    if not part:
        part = "docProps/core.xml"
        package.put_text(part, _NO_TIMES)
        package.declare(part, _CORE_TYPE)
        package.relate("", "metadata/core-properties", part)
    text = package.text(part)
    stamp = made.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    for name in ("created", "modified"):
        text = _stamped(text, name, stamp)
    package.put_text(part, text)


def _stamped(text: str, name: str, stamp: str) -> str:
    element = first(text, name)
    dcterms, xsi = "http://purl.org/dc/terms/", "http://www.w3.org/2001/XMLSchema-instance"
    made = (
        f'<dcterms:{name} xmlns:dcterms="{dcterms}" xmlns:xsi="{xsi}" '
        f'xsi:type="dcterms:W3CDTF">{stamp}</dcterms:{name}>'
    )
    if element is not None:
        return text[: element.start] + made + text[element.stop :]
    root = first(text, "coreProperties")
    assert root is not None, "the properties that were read are an element"
    if root.tag.empty:
        opened = text[: root.stop].removesuffix("/>")
        return f"{opened}>{made}</{root.tag.full}>"
    return text[: root.inner_stop] + made + text[root.inner_stop :]

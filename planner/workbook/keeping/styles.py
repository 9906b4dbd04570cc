"""The looks of a file's cells: the same look for another kind of value, and looks taken over from another file."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta

from planner.workbook.files.xlsx_book import ElementBudget
from planner.workbook.files.xlsx_formats import read_date_styles
from planner.workbook.grid import Cell
from planner.workbook.keeping.markup import Element, Tag, decoded, encoded, first, quoted, spliced, tags
from planner.workbook.kinds.single import text_of
from planner.workbook.writing.xlsx_cells import EVALUATED

_FORMATS = {
    "date": "yyyy-mm-dd",
    "datetime": "yyyy-mm-dd hh:mm",
    "time": "hh:mm",
    "duration": "[h]:mm:ss",
    "number": "General",
}
_FITTING = {
    "date": ("date",),
    "datetime": ("datetime", "date", "time"),
    "time": ("time",),
    "duration": ("duration",),
    "number": ("",),
}
"""What a style may mean for a value to be read back from it as what it is, the fullest meaning first."""

_FIRST_OWN_FORMAT = 164
_POOLS = ("fonts", "fills", "borders", "cellXfs", "dxfs")


def _kind_of(cell: Cell) -> str:
    """What a style must be fit for to show the cell and to be read back as it."""
    if isinstance(cell, bool) or cell is None:
        return ""
    if isinstance(cell, int | float):
        return "number"
    if isinstance(cell, timedelta):
        return "duration"
    if isinstance(cell, time):
        return "time"
    if isinstance(cell, date):
        return "datetime" if isinstance(cell, datetime) else "date"
    return "quoted" if text_of(cell).startswith(EVALUATED) else ""


class Styles:
    """The part styles.xml, to which looks are added."""

    def __init__(self, part: str, content: bytes) -> None:
        self._text = decoded(content)
        self._meanings = read_date_styles(part, content, ElementBudget())
        formats = first(self._text, "cellXfs")
        self._xfs = [] if formats is None else _children(self._text, formats)
        self._old = len(self._xfs)
        self._formats: dict[str, int] = {}
        self._made: dict[tuple[int, str], int] = {}
        self._prefix = next((tag.prefix for tag in tags(self._text)), "")
        self._merged: dict[str, list[str]] = {}

    def fitting(self, style: int, cell: Cell) -> int:
        """A style that looks like another one and shows the cell as what it is."""
        kind = _kind_of(cell)
        meaning = self._meanings.get(style, "")
        midnight = kind == "datetime" and isinstance(cell, datetime) and cell.time() == time(0)
        fits = meaning in (("datetime",) if midnight else _FITTING.get(kind, ()))
        if not kind or not 0 <= style < len(self._xfs) or fits:
            return style
        if (style, kind) not in self._made:
            self._made[style, kind] = self._add(self._variant(self._xfs[style], kind), _FITTING.get(kind, ("",))[0])
        return self._made[style, kind]

    def _add(self, xf: str, meaning: str) -> int:
        self._xfs.append(xf)
        self._meanings[len(self._xfs) - 1] = meaning
        return len(self._xfs) - 1

    def _variant(self, xf: str, kind: str) -> str:
        tag = next(tags(xf))
        if kind == "quoted":
            return tag.with_attributes({"quotePrefix": "1"}) + xf[tag.stop :]
        number = "0" if kind == "number" else str(self._format(_FORMATS[kind]))
        return tag.with_attributes({"numFmtId": number, "applyNumberFormat": "1"}) + xf[tag.stop :]

    def _format(self, code: str) -> int:
        """The number of a format, which is added where it is not there yet."""
        if code not in self._formats:
            taken = (tag.attributes().get("numFmtId", "") for tag in tags(self._text) if tag.name == "numFmt")
            numbers = [int(one) for one in taken if one.isdecimal() and len(one) < 8]
            self._formats[code] = max((_FIRST_OWN_FORMAT - 1, *numbers, *self._formats.values())) + 1
        return self._formats[code]

    def merge(self, content: bytes) -> tuple[int, int]:
        """Takes over the looks of another file that we made; gives what is to be added to its style numbers, and to
        those of its conditional formats.
        """
        text = decoded(content)
        pools = {name: [] if (pool := first(text, name)) is None else _children(text, pool) for name in _POOLS}
        codes = {
            attributes.get("numFmtId", ""): attributes.get("formatCode", "")
            for attributes in (tag.attributes() for tag in tags(text) if tag.name == "numFmt")
        }
        shift = {name: self._count(name) for name in ("fonts", "fills", "borders", "dxfs")}
        for name in shift:
            self._merged.setdefault(name, []).extend(self._renamed(one) for one in pools[name])
        begin = len(self._xfs)
        for xf in pools["cellXfs"]:
            self._add(self._renamed(self._taken_over(xf, shift, codes)), "?")
        return begin, shift["dxfs"]

    def _count(self, name: str) -> int:
        pool = first(self._text, name)
        return (0 if pool is None else len(_children(self._text, pool))) + len(self._merged.get(name, ()))

    def _taken_over(self, xf: str, shift: Mapping[str, int], codes: Mapping[str, str]) -> str:
        tag = next(tags(xf))
        attributes = tag.attributes()
        ids = {"fontId": "fonts", "fillId": "fills", "borderId": "borders"}
        changed: dict[str, str | None] = {
            one: str(int(attributes.get(one, "0")) + shift[pool]) for one, pool in ids.items()
        }
        if attributes.get("numFmtId", "") in codes:
            changed["numFmtId"] = str(self._format(codes[attributes["numFmtId"]]))
        return tag.with_attributes(changed | {"xfId": "0"}) + xf[tag.stop :]

    def _renamed(self, text: str) -> str:
        """XML of a file without prefixes, in the spelling of this one."""
        if not self._prefix:
            return text
        return spliced(text, ((tag.start, tag.stop, self._spelt(text, tag)) for tag in tags(text)))

    def _spelt(self, text: str, tag: Tag) -> str:
        slash = "/" if tag.ends else ""
        return f"<{slash}{self._prefix}{text[tag.start + 1 + len(slash) : tag.stop]}"

    def content(self) -> bytes:
        """The part with all that was added."""
        text = self._text
        added = self._merged | {"cellXfs": self._xfs[self._old :]}
        for name, ones in added.items():
            text = self._with(text, name, ones)
        codes = [
            f'<{self._prefix}numFmt numFmtId="{number}" formatCode={quoted(code)}/>'
            for code, number in self._formats.items()
        ]
        return encoded(self._with(text, "numFmts", codes))

    def _with(self, text: str, name: str, ones: list[str]) -> str:
        if not ones:
            return text
        pool = first(text, name)
        if pool is None:
            return self._with_pool(text, name, ones)
        inner = "" if pool.tag.empty else pool.inner(text)
        count = str(len(_children(text, pool)) + len(ones))
        opened = pool.tag.with_attributes({"count": count}).removesuffix("/>").removesuffix(">")
        return f"{text[: pool.start]}{opened}>{inner}{''.join(ones)}</{pool.tag.full}>{text[pool.stop :]}"

    def _with_pool(self, text: str, name: str, ones: list[str]) -> str:
        """The text with a pool that it lacks, where the format wants it: number formats first, others before what
        follows the cell styles.
        """
        made = f'<{self._prefix}{name} count="{len(ones)}">{"".join(ones)}</{self._prefix}{name}>'
        if name == "numFmts":
            at = next(tag.stop for tag in tags(text) if tag.name == "styleSheet")
            return text[:at] + made + text[at:]
        later = ("tableStyles", "colors", "extLst")
        after = next((tag.start for tag in tags(text) if tag.name in later and not tag.ends), None)
        at = next(tag.start for tag in tags(text) if tag.name == "styleSheet" and tag.ends) if after is None else after
        return text[:at] + made + text[at:]


def _children(text: str, element: Element) -> list[str]:
    """The elements right inside another, as text."""
    children: list[str] = []
    depth, begin = 0, 0
    for tag in tags(text, element.tag.stop, element.inner_stop):
        if depth == 0:
            begin = tag.start
        depth += 0 if tag.empty else -1 if tag.ends else 1
        if depth == 0:
            children.append(text[begin : tag.stop])
    return children

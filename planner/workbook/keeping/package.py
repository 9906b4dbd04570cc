"""The parts of an .xlsx file, to be changed one by one and packed again; the same parts give the same bytes."""

import io
import zipfile
from collections.abc import Iterator, Mapping
from posixpath import dirname, join, normpath, relpath

from planner.workbook.files.archive import MAX_PARTS, open_archive, unpack
from planner.workbook.files.xlsx import part_name
from planner.workbook.files.xlsx_book import parse, targets
from planner.workbook.grid import Unreadable
from planner.workbook.keeping.markup import decoded, encoded, first, quoted, rewritten, tags

_CONTENT_TYPES = "[Content_Types].xml"
_STAMP = (1980, 1, 1, 0, 0, 0)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"


class Package:
    """The parts by name. Names are compared as spreadsheet programs do, and keep their spelling."""

    def __init__(self, data: bytes) -> None:
        archive = open_archive(data)
        self._parts: dict[str, bytes] = {}
        self._spelt: dict[str, str] = {}
        spent = 0
        for info in archive.infolist():
            if not info.is_dir():
                content = unpack(archive, info.filename, spent=spent)
                spent += len(content)
                if not self.has(info.filename):
                    self.put(info.filename.replace("\\", "/").lstrip("/"), content)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all parts, in the order of the file."""
        return tuple(self._parts)

    @property
    def walked(self) -> tuple[str, ...]:
        """The parts that are XML by their name, or because of what points to them."""
        places = [name for name in self._parts if name.casefold().endswith(".rels")]
        pointed = (one for place in places for one in targets(place, self.content(place)).values())
        attached = {self._spelt[part_name(place)] for kind, place in pointed if kind in _ATTACHED and self.has(place)}
        return tuple(name for name in self._parts if name.casefold().endswith((".xml", ".rels")) or name in attached)

    def has(self, name: str) -> bool:
        """Whether there is a part of this name, in whatever case."""
        return part_name(name) in self._spelt

    def content(self, name: str) -> bytes:
        """The bytes of a part; `Unreadable` where it is missing."""
        if not self.has(name):
            raise Unreadable(f"The workbook lacks its part {name[:80]}.", "Save it anew as plain .xlsx.")
        return self._parts[self._spelt[part_name(name)]]

    def text(self, name: str) -> str:
        """The text of a part."""
        return decoded(self.content(name))

    def put(self, name: str, content: bytes) -> None:
        """Write a part, in the place of one of the same name or behind the others."""
        self._parts[self._spelt.setdefault(part_name(name), name)] = content

    def put_text(self, name: str, text: str) -> None:
        """Write a part as text."""
        self.put(name, encoded(text))

    def packed(self) -> bytes:
        """The file."""
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in self._parts.items():
                info = zipfile.ZipInfo(name, _STAMP)
                info.compress_type, info.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
                archive.writestr(info, content)
        return buffer.getvalue()

    # --- what points to what -----------------------------------------------------------------------------------------

    def relations(self, name: str) -> dict[str, tuple[str, str]]:
        """What a part points to within the file: id to (kind, name)."""
        place = _relations_of(name)
        return targets(place, self.content(place)) if self.has(place) else {}

    def related(self, name: str, kind: str) -> str:
        """The part of a kind that another one points to; empty where there is none."""
        return next((place for own, place in self.relations(name).values() if own == kind), "")

    def relate(self, name: str, kind: str, target: str) -> str:
        """Lets a part point to another, and gives the id by which it does."""
        place = _relations_of(name)
        text = self.text(place) if self.has(place) else f'<Relationships xmlns="{_RELATIONS}"></Relationships>'
        taken = {tag.attributes().get("Id", "") for tag in tags(text) if tag.name == "Relationship"}
        number = len(taken) + 1
        while f"rIdP{number}" in taken:
            number += 1
        shown = relpath(target, dirname(name) or ".")
        one = f'Id="rIdP{number}" Type="{_OFFICE}/{kind}" Target={quoted(shown)}'
        self.put_text(place, _appended(text, "Relationships", f"{_prefix(text)}Relationship {one}"))
        return f"rIdP{number}"

    def declare(self, name: str, content_type: str) -> None:
        """Says of what type a part is."""
        text = self.text(_CONTENT_TYPES)
        one = f"{_prefix(text)}Override PartName={quoted('/' + name)} ContentType={quoted(content_type)}"
        self.put_text(_CONTENT_TYPES, _appended(text, "Types", one))

    def declare_ending(self, ending: str, content_type: str) -> None:
        """Says of what type all parts with an ending are, unless that is said."""
        text = self.text(_CONTENT_TYPES)
        endings = (tag.attributes().get("Extension", "").casefold() for tag in tags(text) if tag.name == "Default")
        if ending in set(endings):
            return
        at = next(tag.stop for tag in tags(text) if tag.name == "Types")
        one = f"<{_prefix(text)}Default Extension={quoted(ending)} ContentType={quoted(content_type)}/>"
        self.put_text(_CONTENT_TYPES, text[:at] + one + text[at:])

    def drop(self, name: str) -> None:
        """Takes a part out, with those that only it points to and all that is said of it."""
        children = [place for _, place in self.relations(name).values()]
        self._forget(name)
        self._forget(_relations_of(name))
        for child in children:
            if self.has(child) and not any(part_name(child) == part_name(place) for place in self._pointed_to()):
                self.drop(child)

    def _pointed_to(self) -> list[str]:
        places = [name for name in self._parts if name.casefold().endswith(".rels")]
        return [target for place in places for _, target in targets(place, self.content(place)).values()]

    def _forget(self, name: str) -> None:
        spelt = self._spelt.pop(part_name(name), None)
        if spelt is None:
            return
        del self._parts[spelt]
        lost = part_name(spelt)
        text = self.text(_CONTENT_TYPES)
        kept = rewritten(
            text,
            frozenset(("Override",)),
            lambda one: "" if part_name(one.tag.attributes().get("PartName", "")) == lost else None,
        )
        self.put_text(_CONTENT_TYPES, kept)
        for place in [one for one in self._parts if one.casefold().endswith(".rels")]:
            self._unrelate(place, spelt)

    def _unrelate(self, place: str, lost: str) -> None:
        folder = place.rpartition("/")[0].removesuffix("_rels").rstrip("/")
        text = self.text(place)

        def gone(target: str) -> bool:
            shown = target.replace("\\", "/")
            part = shown.lstrip("/") if shown.startswith("/") else normpath(join(folder, shown))
            return part_name(part) == part_name(lost)

        kept = rewritten(
            text,
            frozenset(("Relationship",)),
            lambda one: "" if gone(one.tag.attributes().get("Target", "")) else None,
        )
        if kept != text:
            self.put_text(place, kept)


def _relations_of(name: str) -> str:
    folder, _, file = name.rpartition("/")
    return f"{folder}/_rels/{file}.rels".lstrip("/")


def _prefix(text: str) -> str:
    return next((tag.prefix for tag in tags(text)), "")


def _appended(text: str, name: str, one: str) -> str:
    """The text with a further child, given without its brackets, at the end of an element."""
    element = first(text, name)
    if element is None:
        raise Unreadable("The workbook does not list its parts.", "Save it anew as plain .xlsx.")
    if element.tag.empty:
        opened = text[element.start : element.stop].removesuffix("/>")
        return f"{text[: element.start]}{opened}><{one}/></{element.tag.full}>{text[element.stop :]}"
    return f"{text[: element.inner_stop]}<{one}/>{text[element.inner_stop :]}"


_STRICT = b"purl.oclc.org/ooxml"
_ROOTS = {"worksheet": "sheetData", "styles": "styleSheet"}
"""What a part of a kind holds for cells and looks to be put in."""
_ATTACHED = frozenset(("comments", "threadedComment", "drawing", "table"))
_ROOM = 100
"""Parts that sheets may need which are added."""


def _nothing(_: str, __: Mapping[str, str]) -> None:
    """An element as such says nothing; a part is walked tag by tag only where all of it is sound."""


def why_not_kept(data: bytes) -> str:
    """Why a file cannot be written into, in a sentence; empty where it can."""
    try:
        package = Package(data)
        for name in package.walked:
            decoded(package.content(name))
            parse(name, package.content(name), _nothing)
    except Unreadable as reason:
        return reason.sentence
    if len(package.names) > MAX_PARTS - _ROOM:
        return f"The file has {len(package.names):,} parts; with the sheets to come it would have too many."
    main = package.related("", "officeDocument")
    if _STRICT in package.content(main)[:2000]:
        return "The file is in the strict form of .xlsx."
    return "" if all(_holds(package, *wanted) for wanted in _wanted(package, main)) else _MISSHAPEN


_MISSHAPEN = "A part of the file lacks what others of its kind have."


def _wanted(package: Package, main: str) -> Iterator[tuple[str, str]]:
    """Parts that are written into, each with the element that is looked for in it."""
    yield _CONTENT_TYPES, "Types"
    yield main, "sheets"
    for part in (main, ""):
        yield _relations_of(part), "Relationships"
    for kind, place in package.relations(main).values():
        if kind in _ROOTS and package.has(place):
            yield place, _ROOTS[kind]
    core = package.related("", "core-properties")
    if core:
        yield core, "coreProperties"


def _holds(package: Package, name: str, element: str) -> bool:
    return package.has(name) and first(package.text(name), element) is not None

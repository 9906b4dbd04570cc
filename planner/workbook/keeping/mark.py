"""The mark by which a file that comes in again is known: the state of the event that it was written from.

It is a property of the document, which spreadsheet programs keep when they save the file, and which nobody sees.
"""

from planner.workbook.grid import Unreadable
from planner.workbook.keeping.markup import Element, elements, escaped, first, rewritten, tags, unescaped
from planner.workbook.keeping.package import Package

_NAME = "planner state"
_PART = "docProps/custom.xml"
_KIND = "custom-properties"
_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_PROPERTY = frozenset(("property",))
_FORMAT = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
"""What the format prescribes for properties of users."""

_FIRST = 2
"""The format counts properties of users from 2."""

_NONE = (
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
    'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"></Properties>'
)


def marked(data: bytes, mark: str) -> bytes:
    """The file with a mark in place of the one that it may have."""
    package = Package(data)
    part = package.related("", _KIND)
    if not part or not package.has(part):
        part = _PART
        package.put_text(part, _NONE)
        package.declare(part, _TYPE)
        package.relate("", _KIND, part)
    text = package.text(part)
    text = rewritten(text, _PROPERTY, lambda one: "" if _is_mark(one) else None)
    package.put_text(part, _with(text, mark))
    return package.packed()


def mark_of(data: bytes) -> str:
    """The mark in a file; empty where it has none, or is no .xlsx that can be looked into."""
    try:
        package = Package(data)
        part = package.related("", _KIND)
        text = package.text(part) if part else ""
    except Unreadable:
        return ""
    return next((_said(text, one) for one in elements(text, _PROPERTY) if _is_mark(one)), "")


def _is_mark(one: Element) -> bool:
    return one.tag.attributes().get("name") == _NAME


def _said(text: str, one: Element) -> str:
    """The text between the tags of a property, whatever type it is given."""
    inner = one.inner(text)
    last = 0
    parts = []
    for tag in tags(inner):
        parts.append(inner[last : tag.start])
        last = tag.stop
    return unescaped("".join((*parts, inner[last:]))).strip()


def _with(text: str, mark: str) -> str:
    """The properties with a mark; new ones where what is there is none."""
    root = first(text, "Properties")
    if root is None:
        text = _NONE
        root = first(text, "Properties")
    assert root is not None, "our own properties have a root"
    taken = {tag.attributes().get("pid", "") for tag in tags(text) if tag.name == "property"}
    number = next(number for number in range(_FIRST, len(taken) + _FIRST + 1) if str(number) not in taken)
    prefix, types = root.tag.prefix, 'xmlns:pv="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"'
    attributes = f'fmtid="{_FORMAT}" pid="{number}" name="{_NAME}"'
    made = f"<{prefix}property {attributes}><pv:lpwstr {types}>{escaped(mark)}</pv:lpwstr></{prefix}property>"
    if root.tag.empty:
        opened = text[: root.stop].removesuffix("/>")
        return f"{opened}>{made}</{root.tag.full}>"
    return text[: root.inner_stop] + made + text[root.inner_stop :]

"""From sheets to pages, by Typst. Texts go in as data and are never read as markup; fonts come with the packages."""

import json
import re
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import manimgx_fonts
import manimgx_fonts_cjk
import typst

from planner.papers.edition import Stamp
from planner.papers.phrases import clock
from planner.papers.sheet import Form, Sheet, clean

TEMPLATES = Path(__file__).parent / "templates"
ARCHIVAL = "a-2u"
"""PDF/A-2u: every letter is in the file, and can be searched and copied. Typst refuses it to a text without a glyph."""

LONGEST_NAME = 120
"""Letters of the name of an event in the margin of a page; half as many of whom the page is for."""

_NO_GLYPH = re.compile(r"the text (.*?) could not be displayed")


@dataclass(frozen=True, slots=True)
class Document:
    """Sheets that go into one file, what it is called, and what stands on every page."""

    event: str
    title: str
    stamp: Stamp
    form: Form
    sheets: tuple[Sheet, ...]

    @property
    def _named(self) -> str:
        """The kind of paper, and of a single sheet whose it is."""
        return f"{self.title}: {self.sheets[0].title}" if len(self.sheets) == 1 else self.title

    def as_json(self) -> str:
        """What the template gets."""
        return json.dumps(
            {
                "title": clean(_cut(f"{self._named} – {self.event}", 2 * LONGEST_NAME)),
                "event": clean(_cut(self.event, LONGEST_NAME)),
                "version": _version(self.stamp),
                "proof": clean(self.stamp.proof),
                "landscape": self.form.landscape,
                "size": self.form.size,
                "sheets": [
                    replace(one, audience=_cut(one.audience, LONGEST_NAME // 2)).as_dict() for one in self.sheets
                ],
            },
            ensure_ascii=False,
        )


def _cut(said: str, most: int) -> str:
    """A text that has its place in a margin, where it may not grow over the page."""
    return said if len(said) <= most else f"{said[: most - 1]}…"


def _version(stamp: Stamp) -> str:
    when = stamp.planned_at
    planned = "" if when is None else f", planned {when.day} {when:%B %Y} at {clock(when.replace(second=0))}"
    return clean(f"Version {stamp.version}{planned}")


@dataclass(frozen=True, slots=True)
class Typeset:
    """A finished file, and the texts in it for which no font has letters: they show as boxes."""

    content: bytes
    unprintable: tuple[str, ...] = ()


@cache
def fonts() -> Any:
    """The fonts of the packages and those of Typst, none of the machine: pages are the same everywhere."""
    folders = [str(Path(package.__file__).parent) for package in (manimgx_fonts, manimgx_fonts_cjk)]
    return typst.Fonts(include_system_fonts=False, font_paths=folders)


def pdf(document: Document) -> Typeset:
    """The document as an archival PDF; where a letter is in no font, as a plain PDF that says so beside it."""
    try:
        return Typeset(_compiled(document, format="pdf", pdf_standards=ARCHIVAL))
    except typst.TypstError as error:
        lacking = _NO_GLYPH.findall(str(error))
        if not lacking:
            raise
        return Typeset(_compiled(document, format="pdf"), tuple(dict.fromkeys(lacking)))


def page_images(document: Document, *, ppi: float) -> tuple[bytes, ...]:
    """The pages as PNG images."""
    made = _compiled(document, format="png", ppi=ppi)
    return tuple(made) if isinstance(made, list) else (made,)


def _compiled(document: Document, **options: Any) -> Any:
    template = TEMPLATES / f"{document.form.template}.typ"
    compiler = typst.Compiler(str(template), root=str(TEMPLATES), font_paths=fonts())
    # It is dated as its plan is, so that the same plan gives the same bytes.
    planned = document.stamp.planned_at
    dated = 0 if planned is None else int(planned.timestamp())
    return compiler.compile(input=str(template), timestamp=dated, sys_inputs={"data": document.as_json()}, **options)

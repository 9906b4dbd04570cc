"""From sheets to pages, by Typst. Texts go in as data and are never read as markup; fonts come with the packages."""

import json
import re
from collections.abc import Sequence
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

CLOSER, NEXT_TO_NOTHING = (0.95, 0.9), 0.22
"""Scales in which a sheet is set whose last page is filled less than that, if one of them saves the page."""

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

    def as_json(self, scales: Sequence[float] | None = None) -> str:
        """What the template gets; each sheet is set closer by its scale."""
        return json.dumps(
            {
                "title": clean(_cut(f"{self._named} – {self.event}", 2 * LONGEST_NAME)),
                "event": clean(_cut(self.event, LONGEST_NAME)),
                "version": _version(self.stamp),
                "proof": clean(self.stamp.proof),
                "landscape": self.form.landscape,
                "size": self.form.size,
                "scales": [1.0] * len(self.sheets) if scales is None else [*scales],
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


@cache
def _templates() -> dict[str, bytes]:
    """The templates by the names of their files: read once, however often a document is tried."""
    return {one.name: one.read_bytes() for one in TEMPLATES.glob("*.typ")}


def pdf(document: Document) -> Typeset:
    """The document as an archival PDF; where a letter is in no font, as a plain PDF that says so beside it."""
    setting = _Setting(document)
    try:
        return Typeset(setting.compiled(format="pdf", pdf_standards=ARCHIVAL))
    except typst.TypstError as error:
        lacking = _NO_GLYPH.findall(str(error))
        if not lacking:
            raise
        return Typeset(setting.compiled(format="pdf"), tuple(dict.fromkeys(lacking)))


def page_images(document: Document, *, ppi: float) -> tuple[bytes, ...]:
    """The pages as PNG images."""
    made = _Setting(document).compiled(format="png", ppi=ppi)
    return tuple(made) if isinstance(made, list) else (made,)


class _Setting:
    """A document on its way to pages. What Typst has set once, it need not set again for a file."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._scales = self._closer()

    def compiled(self, **options: Any) -> Any:
        """The finished file or files."""
        # It is dated as its plan is, so that the same plan gives the same bytes.
        planned = self._document.stamp.planned_at
        dated = 0 if planned is None else int(planned.timestamp())
        return self._compiler(self._scales).compile(timestamp=dated, **options)

    def _compiler(self, scales: Sequence[float]) -> typst.Compiler:
        main = _templates()[f"{self._document.form.template}.typ"]
        data = self._document.as_json(scales).encode()
        return typst.Compiler(_templates() | {"main.typ": main, "data.json": data}, font_paths=fonts())

    def _closer(self) -> list[float]:
        """The scale of each sheet: smaller where that saves a last page with next to nothing on it."""
        wide = [1.0] * len(self._document.sheets)
        pages = self._filled(wide)
        wanting = [at for at, (count, last) in enumerate(pages) if count > 1 and last < NEXT_TO_NOTHING]
        scales = wide
        for scale in CLOSER:
            if not wanting:
                break
            tried = [scale if at in wanting else one for at, one in enumerate(scales)]
            filled = self._filled(tried)
            saved = [at for at in wanting if filled[at][0] < pages[at][0]]
            scales = [scale if at in saved else one for at, one in enumerate(scales)]
            wanting = [at for at in wanting if at not in saved]
        return scales

    def _filled(self, scales: Sequence[float]) -> list[tuple[int, float]]:
        """How many pages each sheet takes, and how much of the last."""
        told = self._compiler(scales).query("<filled>", field="value")
        return [(int(pages), float(last)) for pages, last in json.loads(told)]

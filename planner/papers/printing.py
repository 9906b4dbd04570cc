"""The set of papers: every kind for every view that is asked for, set, bundled, and written whole or not at all."""

import io
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from pypdf import PdfReader

from planner.feeds.names import file_names, zipped
from planner.papers.edition import Edition, Stamp
from planner.papers.kinds import ALL_VIEWS, KINDS, Editions, Kind, sheets_of
from planner.papers.sheet import PLATE, Sheet
from planner.papers.typeset import Document, Typeset, pdf
from planner.views import View
from planner.workbook.files.whole import write_set

WORKERS = min(4, os.cpu_count() or 1)
"""Files set at a time, in threads: Typst lets the others run meanwhile."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a print has come: files set, of all, and the one that was set last."""

    done: int
    total: int
    name: str


@dataclass(frozen=True, slots=True)
class Printed:
    """A file that was made: a PDF with so many pages, or a zip of so many single files.

    `unprintable` are texts for which no font has letters; they show as boxes.
    """

    name: str
    paper: str
    view: View
    content: bytes
    pages: int = 0
    singles: int = 0
    unprintable: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be printed. `delegations` are codes, None for all; of papers that a view has not there are none.
    `letterhead` is a Word document on which letters are written.
    """

    papers: tuple[str, ...] = tuple(KINDS)
    views: tuple[View, ...] = ALL_VIEWS
    delegations: tuple[str, ...] | None = None
    letterhead: bytes | None = field(default=None, repr=False)


def file_name(view: View, paper: str, suffix: str = "pdf") -> str:
    """`public-programme.pdf`."""
    return f"{view}-{paper}.{suffix}"


def expected_files(wanted: Wanted, *, since: bool) -> tuple[str, ...]:
    """The names of the files that a print can make."""
    names = []
    for kind, view in _asked(wanted, since=since):
        names.append(file_name(view, kind.name))
        names += [file_name(view, kind.name, "zip")] if view in kind.singles else []
    return tuple(names)


def print_papers(
    edition: Edition,
    wanted: Wanted | None = None,
    since: Edition | None = None,
    on_progress: Callable[[Progress], None] = lambda _: None,
) -> tuple[Printed, ...]:
    """Sets the papers that are wanted; with `since`, only the sheets that differ from what that edition gave."""
    order = Wanted() if wanted is None else wanted
    now = Editions(edition, order.delegations)
    old = None if since is None else Editions(since, order.delegations)
    made = [_Bundle(edition, kind, view, now, old) for kind, view in _asked(order, since=since is not None)]
    bundles = [bundle for bundle in made if bundle.sheets]
    finished = _typeset(bundles, on_progress)
    return tuple(
        file
        for bundle in bundles
        for file in bundle.files([finished[one] for one in bundle.documents], order.letterhead)
    )


def _typeset(bundles: Sequence["_Bundle"], on_progress: Callable[[Progress], None]) -> Mapping[Document, Typeset]:
    """Each document once: a door's card is the same for the organiser and the public."""
    names = {one: file_name(bundle.view, bundle.kind.name) for bundle in bundles for one in bundle.documents}
    finished: dict[Document, Typeset] = {}
    pool = ThreadPoolExecutor(WORKERS)
    try:
        for document, one in zip(names, pool.map(pdf, names), strict=True):
            finished[document] = one
            on_progress(Progress(len(finished), len(names), names[document]))
    finally:
        pool.shutdown(cancel_futures=True)  # whoever interrupts a print waits for no more than is being set
    return finished


def _asked(wanted: Wanted, *, since: bool) -> list[tuple[Kind, View]]:
    """Kinds and views, the views in their order."""
    return [
        (kind, view)
        for view in ALL_VIEWS
        if view in wanted.views
        for kind in KINDS.values()
        if kind.name in wanted.papers and view in kind.views and (since or not kind.since)
    ]


def stamp_for(stamp: Stamp, kind: Kind, view: View) -> Stamp:
    """What the pages of a kind say: the proof is the organiser's, and on nothing that leaves the desk."""
    stays = view == View.ORGANISER and view not in kind.singles and kind.form != PLATE
    return stamp if stays else Stamp(stamp.version, stamp.planned_at)


class _Bundle:
    """The files of one kind for one view: all sheets in one, and each alone where they are handed out singly."""

    def __init__(self, edition: Edition, kind: Kind, view: View, now: Editions, old: Editions | None) -> None:
        self.kind, self.view = kind, view
        self.sheets = sheets_of(kind, view, now, old)
        stamp = stamp_for(edition.stamp, kind, view)
        alone = view in kind.singles and not kind.letters
        groups: Iterable[tuple[Sheet, ...]] = [self.sheets, *((one,) for one in self.sheets if alone)]
        self.documents = [
            Document(edition.event.settings.name, kind.title, stamp, kind.form, group) for group in groups
        ]

    def files(self, made: Sequence[Typeset], letterhead: bytes | None) -> tuple[Printed, ...]:
        """The finished PDF, and the zip of the single ones or of the letters."""
        whole, *singles = made
        pages = len(PdfReader(io.BytesIO(whole.content)).pages)
        name = self.kind.name
        lacking = whole.unprintable
        first = Printed(file_name(self.view, name), name, self.view, whole.content, pages, unprintable=lacking)
        if self.kind.letters:
            handed_out = self._letters(letterhead)
        else:
            handed_out = {f"{self._single(at)}.pdf": one.content for at, one in enumerate(singles)}
        if not handed_out:
            return (first,)
        zip_name = file_name(self.view, name, "zip")
        return (first, Printed(zip_name, name, self.view, zipped(handed_out), singles=len(handed_out)))

    def _letters(self, letterhead: bytes | None) -> dict[str, bytes]:
        """Each sheet as a Word document and as text."""
        # Loaded here: other papers need no Word documents.
        from planner.papers.letters import letter, plain_text

        made: dict[str, bytes] = {}
        for at, sheet in enumerate(self.sheets):
            made[f"{self._single(at)}.docx"] = letter(sheet, letterhead)
            made[f"{self._single(at)}.txt"] = plain_text(sheet).encode()
        return made

    @cached_property
    def _names(self) -> Mapping[str, str]:
        """Names for the sheets by their keys, as every file system takes them."""
        return file_names(sheet.key for sheet in self.sheets)

    def _single(self, at: int) -> str:
        return f"{self.kind.name}-{self._names[self.sheets[at].key]}"


def bundled(files: Iterable[Printed]) -> bytes:
    """All files in one zip."""
    return zipped({file.name: file.content for file in files})


def write_papers(files: Iterable[Printed], folder: Path, *, like: Path | None = None) -> None:
    """Writes the files beside their places, and puts them there once all are written; the set is the old one or the new
    one, whoever interrupts it. They may be read by no more people than the file that they are `like`.
    """
    write_set(folder, {file.name: file.content for file in files}, like=like)

"""Papers on the desk: for whose eyes, which, for which delegations, since when; looked at, then taken away."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from hashlib import sha256

import streamlit as st

from planner.office.desks import Desk
from planner.office.draft import open_upload, refusal
from planner.office.jobs.files import papers_read
from planner.papers import KINDS, Printed, View, Wanted, bundled, edition_of
from planner.papers.kinds import Editions, Kind, sheets_of
from planner.papers.printing import stamp_for
from planner.papers.sheet import Sheet
from planner.papers.typeset import Document, page_images
from planner.ui import state
from planner.ui.drawing import parts, words, works
from planner.ui.drawing.verbatim import verbatim
from planner.workbook import Workbook
from planner.workbook.grid import Unreadable

PREVIEW_PPI = 110
NOTHING_BEFORE, FROM_A_FILE = "everything", "a file"

_VIEWS = {View.ORGANISER: "Organiser", View.DELEGATION: "Delegations", View.PUBLIC: "Public"}
_SEEN = {
    View.ORGANISER: "Everything but restricted absences. Keep it in the house.",
    View.DELEGATION: "Each delegation reads of its own items, and of those whom it meets there.",
    View.PUBLIC: "What is public; doors and lists name nobody who is not.",
}


@dataclass(frozen=True, slots=True)
class Older:
    """The plan before, to be compared with: that of an earlier step, or of a file."""

    workbook: Workbook
    number: int = 0
    file: bytes | None = field(default=None, repr=False)

    @property
    def asked(self) -> works.Asked:
        """How a work is told of it."""
        return {"since": self.number} if self.file is None else {"file": sha256(self.file).hexdigest()}


def choose(desk: Desk, workbook: Workbook) -> tuple[Wanted, Older | None]:
    """What to print, and the older plan to compare it with, if there is to be one."""
    for key, value in ((state.PRINT_VIEW, View.DELEGATION), (state.PRINT_FOR, [])):
        state.default(key, value)
    who, delegations, since = st.columns([1.2, 1.4, 1.4])
    picked = who.segmented_control(
        "For whose eyes",
        list(View),
        format_func=lambda one: _VIEWS[one],
        required=True,
        key=state.PRINT_VIEW,
        persist_state="session",
    )
    view = View.DELEGATION if picked is None else picked
    older = _older(desk, since)
    names = {one.code: f"{one.label} ({one.code})" for one in workbook.event.delegations}
    chosen = delegations.multiselect(
        "Delegations",
        list(names),
        format_func=lambda code: names.get(code, code),
        placeholder="all",
        key=state.PRINT_FOR,
    )
    st.caption(_SEEN[view])
    papers = _papers(view, since=older is not None)
    return Wanted(papers, (view,), tuple(code for code in chosen if code in names) or None), older


def _papers(view: View, *, since: bool) -> tuple[str, ...]:
    """The kinds of paper that are wanted, of those that the view has."""
    there = [kind.name for kind in KINDS.values() if view in kind.views and (since or not kind.since)]
    key = f"{state.PRINT_PAPERS}-{view}-{since}"
    state.default(key, there)
    chosen = st.pills("Papers", there, selection_mode="multi", format_func=lambda name: KINDS[name].title, key=key)
    return tuple(name for name in there if name in chosen)


def _older(desk: Desk, place: "st.delta_generator.DeltaGenerator") -> Older | None:
    """The plan of an earlier step or of a file, for papers that only tell what changed since."""
    steps = steps_with_plans(desk)
    labels = [NOTHING_BEFORE, *steps, FROM_A_FILE]
    label = place.selectbox("Print", labels, format_func=_since_words)
    if label == FROM_A_FILE:
        return _older_file(place)
    found = plan_before(desk, steps[label]) if label in steps else None
    return None if found is None else Older(found, steps[label])


def _since_words(label: str) -> str:
    return label if label == NOTHING_BEFORE else f"what changed since: {label}"


def _older_file(place: "st.delta_generator.DeltaGenerator") -> Older | None:
    """The workbook that was given out before; what is wrong with it is said, and everything is printed then."""
    file = place.file_uploader("The older plan (.xlsx, or a .zip of CSV files)", type=["xlsx", "zip"], key=state.SINCE)
    if file is None:
        return None
    try:
        workbook = open_upload(file.name, file.getvalue()).workbook
    except Unreadable as reason:
        parts.problem_list([refusal(file.name, reason)])
        return None
    if workbook is None or workbook.plan is None:
        wrong = "has errors" if workbook is None else "has no plan in it"
        place.warning(f"The file {wrong}, so that everything is printed.", icon=":material/warning:")
        return None
    return Older(workbook, file=file.getvalue())


def steps_with_plans(desk: Desk) -> dict[str, int]:
    """The steps before this one that had another plan, by number, the latest first."""
    return {f"{one.sentence} (step {one.number})": one.number for one in desk.office.earlier_plans(desk.key)}


def plan_before(desk: Desk, number: int) -> Workbook | None:
    """The workbook after a step; where it had errors by then, that is said."""
    workbook = desk.office.at(desk.key, number).revision.workbook
    if workbook is None:
        st.warning(f"After step {number} the workbook had errors, so that nothing is compared.")
    return workbook


# --- looking at pages ------------------------------------------------------------------------------------------------


@st.cache_resource(max_entries=40, show_spinner=False)
def _sheets(
    _workbook: Workbook,
    _older: Workbook | None,
    name: str,
    view: View,
    codes: tuple[str, ...] | None,
    fingerprints: tuple[str, str],
) -> tuple[Sheet, ...]:
    now = Editions(edition_of(_workbook), codes)
    old = None if _older is None else Editions(edition_of(_older), codes)
    return sheets_of(KINDS[name], view, now, old)


@st.cache_data(max_entries=60, show_spinner=False)
def _images(_document: Document, as_json: str) -> tuple[bytes, ...]:
    return page_images(_document, ppi=PREVIEW_PPI)


def preview(workbook: Workbook, wanted: Wanted, older: Workbook | None) -> None:
    """One sheet as it will be printed, page by page."""
    if not wanted.papers:
        st.info("Choose a kind of paper.", icon=":material/info:")
        return
    which, sheet_box = st.columns([1, 1.4])
    name = which.selectbox("Look at", wanted.papers, format_func=lambda one: KINDS[one].title)
    view = wanted.views[0]
    sheets = _sheets(workbook, older, name, view, wanted.delegations, _key(workbook, older))
    if not sheets:
        st.info("Nothing of this kind is to be printed.", icon=":material/info:")
        return
    number = sheet_box.selectbox(
        f"Sheet (of {len(sheets)})", range(len(sheets)), format_func=lambda one: _label(sheets[one])
    )
    _show_pages(_document(workbook, KINDS[name], view, (sheets[number],)))


def _key(workbook: Workbook, older: Workbook | None) -> tuple[str, str]:
    return (workbook.sha256, "" if older is None else older.sha256)


def _label(sheet: Sheet) -> str:
    return " · ".join(filter(None, (sheet.title, sheet.subtitle)))


def _document(workbook: Workbook, kind: Kind, view: View, sheets: tuple[Sheet, ...]) -> Document:
    stamp = stamp_for(edition_of(workbook).stamp, kind, view)
    return Document(workbook.event.settings.name, kind.title, stamp, kind.form, sheets)


def _show_pages(document: Document) -> None:
    images = _images(document, document.as_json())
    page = 1
    if len(images) > 1:
        page = int(st.number_input(f"Page (of {len(images)})", 1, len(images), 1, width=200))
    with st.container(border=True):
        st.image(images[page - 1], width="stretch", caption=f"Page {page} of {len(images)}")


# --- taking them away ------------------------------------------------------------------------------------------------


def take_away(desk: Desk, wanted: Wanted, older: Older | None) -> None:
    """Has all that is wanted set, and offers the files."""
    asked: works.Asked = {
        "papers": list(wanted.papers),
        "views": [str(view) for view in wanted.views],
        "delegations": None if wanted.delegations is None else list(wanted.delegations),
        **({} if older is None else older.asked),
    }
    file = None if older is None else older.file
    st.subheader("Take away")
    st.button(
        "Set the papers",
        type="primary",
        icon=":material/print:",
        disabled=not wanted.papers,
        on_click=state.acting,
        args=(partial(desk.ask, "papers", asked, file=file),),
    )
    if desk.asked("papers", asked) is None:
        st.caption("One PDF of each kind, and a zip of what is handed out singly.")
    result = works.answer(desk, "papers", asked, "Setting the papers, in files", file=file)
    if result is not None:
        _taken(papers_read(result))


def _taken(files: Sequence[Printed]) -> None:
    if files:
        _offer(files)
    else:
        st.info("Nothing has changed on these papers.", icon=":material/info:")


def _offer(files: Sequence[Printed]) -> None:
    view = files[0].view
    st.download_button(
        "Download all",
        lambda: bundled(files),
        f"{view}-papers.zip",
        "application/zip",
        icon=":material/folder_zip:",
        on_click="ignore",  # drawing the page again would take away the file that is being fetched
    )
    for file in files:
        counted = words.counted(file.singles, "single file") if file.singles else words.counted(file.pages, "page")
        mime = "application/zip" if file.singles else "application/pdf"
        label = f"{KINDS[file.paper].title}: {counted}"
        st.download_button(
            label, file.content, file.name, mime, key=file.name, type="tertiary", icon=":material/download:"
        )
        for text in file.unprintable:
            st.warning(f"No font has letters for {verbatim(text)}; it shows as boxes.", icon=":material/warning:")

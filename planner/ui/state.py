"""What the desk remembers between two runs of a page, and for whom: the only place that reads or writes the session.

It names the keys of what is remembered and of the fields that several places ask for; a field that nobody else asks for
is named where it is drawn.

The workbook, its history and its run belong to a desk, which lives on the server under the key in the address of the
page. A browser session remembers only which desk it looks at, and what it has chosen to see.
"""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import pandas as pd
import streamlit as st

from planner.domain.plan import Problem
from planner.office.desks import Desk, Desks, samples
from planner.office.draft import Revision, open_file, open_template
from planner.papers import Printed
from planner.replanning import Proposal
from planner.workbook.grid import Grid

Answer = TypeVar("Answer")

PAGES = Path(__file__).parent / "pages"
FIRST_SAMPLE = "hanoi_2025"

UPLOAD = "upload"
"""The key of the field that takes a file."""

SHEET, ROWS, ROW, TEXT = "sheet", "rows", "row", "text"
"""The keys of the fields that choose what the tables show."""

VIEW, DAY = "view", "day"
"""The keys of the fields that choose how the plan is seen."""

LIMIT, SEED, WORKERS = "limit", "seed", "workers"
"""The keys of the fields that say how to solve."""

RUNS, CHANCE, CHANCE_DAY = "runs", "chance", "chance-day"
"""The keys of the fields that say how often a plan is played through, from which seed, and which day is shown."""

SCENARIO_LIMIT = "scenario-limit"
"""The key of the field that says how long to plan each scenario."""

PRINT_VIEW, PRINT_PAPERS, PRINT_FOR, SINCE = "print-view", "print-papers", "print-for", "since"
"""The keys of the fields that say what to print."""

ITEM, AT_DAY, AT_TIME, AT_ROOM = "item", "at-day", "at-time", "at-room"
"""The keys of the fields that choose the item to be explained, and the place at which it is not."""

NOW, WHAT = "now", "what"
"""The keys of the fields that say what time it is and what happened."""

_DESK, _EDITOR, _TARGET, _REFUSED, _PRINTED, _COLUMNS = "desk", "editor", "target", "refused", "printed", "columns"
_EXPLAINED = "explained"
_PROPOSED = "proposed"


@st.cache_resource(show_spinner=False)
def desks() -> Desks:
    """The desks of this server."""
    return Desks()


def desk() -> Desk:
    """The desk of this browser session; one that is new opens on the sample."""
    key = st.session_state.get(_DESK) or st.query_params.get(_DESK, "")
    found = desks().find(key)
    if found is None:
        if key:
            gone = "The desk of this address was closed when the program was started anew; open your workbook again."
            st.toast(gone, icon=":material/warning:", duration="long")
        found = desks().open(_first())
    look_at(found)
    return found


def look_at(found: Desk) -> None:
    """Makes this browser session look at a desk, and names it in the address so that a reload finds it again."""
    st.session_state[_DESK] = found.key
    if st.query_params.get(_DESK) != found.key:
        st.query_params[_DESK] = found.key


def _first() -> Revision:
    there = samples()
    path = there.get(FIRST_SAMPLE) or next(iter(there.values()), None)
    return open_template() if path is None else open_file(path)


# --- what was refused ------------------------------------------------------------------------------------------------


def refuse(*problems: Problem, pending: Revision | None = None) -> None:
    """Keeps the problems of a file that was not opened, until another is; `pending` is what can be made of it."""
    st.session_state[_REFUSED] = (problems, pending)


def refused() -> tuple[tuple[Problem, ...], Revision | None]:
    kept: tuple[tuple[Problem, ...], Revision | None] = st.session_state.get(_REFUSED, ((), None))
    return kept


def uploaded() -> tuple[str, bytes] | None:
    """Name and content of the file in the upload field."""
    file = st.session_state.get(UPLOAD)
    return None if file is None else (file.name, file.getvalue())


# --- columns of foreign spreadsheets ---------------------------------------------------------------------------------


def columns_taken() -> dict[str, str]:
    """Which column was which in the last foreign spreadsheet, by our header."""
    kept: dict[str, str] = st.session_state.get(_COLUMNS, {})
    return kept


def remember_columns(columns: dict[str, str]) -> None:
    """Keeps them for the next one."""
    st.session_state[_COLUMNS] = columns


# --- from a problem to its cell --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Target:
    """A sheet that is to be shown in the tables, and the row to be shown of it, if there is one."""

    sheet: str
    row: int | None = None


def aim(target: Target) -> None:
    """Makes the tables open on a sheet, and on a row of it."""
    st.session_state[_TARGET] = target


def take_target() -> Target | None:
    """Where the tables are to open, once."""
    target: Target | None = st.session_state.pop(_TARGET, None)
    return target


def preset(**chosen: object) -> None:
    """Sets fields that have not been drawn yet in this run of the page."""
    for key, value in chosen.items():
        st.session_state[key] = value


def default(key: str, value: object, among: Sequence[object] | None = None) -> None:
    """What a field holds when it is first drawn, or when what it held is no longer among its options."""
    if key not in st.session_state or (among is not None and st.session_state[key] not in among):
        st.session_state[key] = value


# --- what was printed ------------------------------------------------------------------------------------------------


def keep_printed(asked: tuple[object, ...], files: tuple[Printed, ...]) -> None:
    """Keeps the papers that were set, with all that was asked for, until others are."""
    st.session_state[_PRINTED] = (asked, files)


def printed(asked: tuple[object, ...]) -> tuple[Printed, ...] | None:
    """The papers that were set for just this; None where something else is asked for by now."""
    last: tuple[tuple[object, ...], tuple[Printed, ...]] | None = st.session_state.get(_PRINTED)
    return last[1] if last is not None and last[0] == asked else None


# --- what was explained ----------------------------------------------------------------------------------------------


def explained(revision: Revision, asked: Hashable, explain: Callable[[], Answer]) -> Answer:
    """What was found for just this question about just this state of the workbook; found now where it was not yet."""
    kept: tuple[Revision, dict[Hashable, Answer]] | None = st.session_state.get(_EXPLAINED)
    if kept is None or kept[0] is not revision:
        kept = (revision, {})
        st.session_state[_EXPLAINED] = kept
    if asked not in kept[1]:
        kept[1][asked] = explain()
    return kept[1][asked]


# --- what was proposed -----------------------------------------------------------------------------------------------


def keep_proposals(asked: tuple[object, ...], found: tuple[Proposal, ...]) -> None:
    """Keeps the proposals of a re-plan, with all that they answer, until others are made."""
    st.session_state[_PROPOSED] = (asked, found)


def proposals(asked: tuple[object, ...]) -> tuple[Proposal, ...]:
    """The proposals for just this; none where something else is asked for by now."""
    last: tuple[tuple[object, ...], tuple[Proposal, ...]] | None = st.session_state.get(_PROPOSED)
    return last[1] if last is not None and last[0] == asked else ()


# --- the table that is being edited ----------------------------------------------------------------------------------


@dataclass(slots=True)
class Editor:
    """One session of editing a sheet: the table as it was at its start, to which the browser sends all its edits.

    A table that changed under the browser would move edits to other rows; so it is frozen, and a new session begins
    whenever the sheet has become another one by other means. `seen` is the sheet as this session last left it.
    """

    widget: str
    shows: tuple[str, ...]
    start: Grid
    seen: Grid
    table: pd.DataFrame


def editor(grid: Grid, shows: tuple[str, ...], table: Callable[[], pd.DataFrame]) -> Editor:
    """The running session for this sheet and choice of rows, or a new one that starts from what `table` gives."""
    running: Editor | None = st.session_state.get(_EDITOR)
    if running is not None and running.shows == shows and running.seen is grid and running.widget in st.session_state:
        return running
    number = 0 if running is None else int(running.widget.rpartition("-")[2])
    started = Editor(f"table-{number + 1}", shows, grid, grid, table())
    st.session_state[_EDITOR] = started
    return started

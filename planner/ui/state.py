"""What the desk remembers between two runs of a page, and for whom: the only place that reads or writes the session.

It names the keys of what is remembered and of the fields that several places ask for; a field that nobody else asks for
is named where it is drawn.

Events belong to the office, which keeps them under the id in the address of the page. A browser session remembers only
who is there, which event it looks at, and what it has chosen to see.
"""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from secrets import token_hex
from time import monotonic
from typing import TYPE_CHECKING, TypeVar

import streamlit as st

from planner.domain.plan import Problem
from planner.office.desks import Desk, Desks, nobody_called
from planner.office.draft import Revision
from planner.office.editing import Sent
from planner.office.incoming import Brought, Comparison
from planner.office.opening import open_desks
from planner.store import Presence, StoreRefusal
from planner.ui.serving import browsers

if TYPE_CHECKING:
    from planner.ui.board.asked import Asked
    from planner.ui.editors import Editor

Answer = TypeVar("Answer")

PAGES = Path(__file__).parent / "pages"
TOLD_EVERY = 10.0
"""Seconds after which a browser says again that it is there."""

NAME = "name"
"""The key of the field that asks who is there."""

UPLOAD = "upload"
"""The key of the field that takes a file."""

SHEET, ROWS, ROW, TEXT = "sheet", "rows", "row", "text"
"""The keys of the fields that choose what the tables show."""

KEPT = "kept"
"""The key of the field, which nobody sees, that keeps in the browser what it shows."""

BRING = "bring"
"""The key of the field that takes a workbook into an event that is there."""

COMPARE, EARLIER, LATER = "compare", "earlier", "later"
"""The keys of the fields that say which two states are compared."""

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

_EVENT, _SEAT, _PERSON, _NEW, _STORE, _HERE = "event", "seat", "person", "new", "store", "here"
_CAME, _BEGAN, _MARK = "came", "began", "mark"
_EDITORS, _TARGET, _REFUSED, _COLUMNS = "editors", "target", "refused", "columns"
_EXPLAINED, _BOARD = "explained", "asked-of-the-board"
_BRINGING = "bringing"
_REACH = "reach"
_SWEEP = "swept"


@st.cache_resource(show_spinner=False)
def desks() -> Desks:
    """The desks of this server, on the office at the address in `PLANNER_DATABASE` or in the user's data folder."""
    return open_desks()


def take_coming() -> bool:
    """Whether somebody has just come to the desk, once; and to no event that the address names."""
    came = _CAME not in st.session_state
    st.session_state[_CAME] = True
    return came and _EVENT not in st.query_params


def begins() -> bool:
    """Whether no run of this session has yet looked for what its browser still shows of another one."""
    return _BEGAN not in st.session_state


def begin() -> None:
    """Says that it has been looked for."""
    st.session_state[_BEGAN] = True


def take_seat(kept: str = "") -> Desk | None:
    """The event of this address as it stands now, for this run of the page; None where it names none that is there.
    Where it names none, and none is open in this session, it is the one that the browser has `kept`.
    """
    key = st.query_params.get(_EVENT) or st.session_state.get(_EVENT, kept)
    seat: Desk | None = st.session_state.get(_SEAT)
    if seat is not None and seat.key == key and desks().find(key) is not None:
        seat.author = person()
        seat.refresh()
        look_at(seat)
        return seat
    found = desks().find(key, person()) if key else None
    if found is None:
        leave()
        if key:
            st.toast("There is no event at this address any more.", icon=":material/warning:", duration="long")
        return None
    look_at(found)
    return found


def desk() -> Desk:
    """The event that this page is about; without one the page ends, with the way to the events."""
    seat: Desk | None = st.session_state.get(_SEAT)
    if seat is None:
        st.info("No event is open here.", icon=":material/info:")
        st.page_link(PAGES / "events.py", label="Choose an event", icon=":material/folder_open:")
        st.stop()
    return seat


def look_at(found: Desk) -> None:
    """Makes this browser session look at an event, and names it in the address so that a reload finds it again."""
    st.session_state[_EVENT], st.session_state[_SEAT] = found.key, found
    if st.query_params.get(_EVENT) != found.key:
        st.query_params[_EVENT] = found.key


def leave() -> None:
    """Makes this browser session look at no event."""
    st.session_state.pop(_EVENT, None)
    st.session_state.pop(_SEAT, None)
    st.query_params.pop(_EVENT, None)


def at_event() -> Desk | None:
    """The event that is open in this browser session, if one is."""
    seat: Desk | None = st.session_state.get(_SEAT)
    return seat


def person() -> str:
    """Who is at this browser, as they have said; who has not is told from all others who have not."""
    return called() or nobody_called(_mark())


def called() -> str:
    """The name of who is at this browser, said in this session or kept from another; empty where none was said."""
    name: str = st.session_state.get(_PERSON, browsers.name_of(_cookies()))
    return name.strip()


def _cookies() -> dict[str, str]:
    """What this browser keeps for the desk, as it was when the session began."""
    return dict(st.context.cookies)


def _mark() -> str:
    """By what this browser is known; one that keeps nothing is known for as long as its session lasts."""
    mark: str = browsers.mark_of(_cookies()) or st.session_state.setdefault(_MARK, token_hex(16))
    return mark


def call(name: str) -> None:
    """Keeps the name of who is at this browser, for this session."""
    st.session_state[_PERSON] = name


def address_to_keep_name() -> str:
    """The address of an image that has this browser keep the name that was said in this session; empty where it does
    already, or keeps nothing.
    """
    cookies = _cookies()
    mark = browsers.mark_of(cookies)
    if not mark or _PERSON not in st.session_state or called() == browsers.name_of(cookies):
        return ""
    return browsers.address_to_keep(called(), mark)


# --- what was refused ------------------------------------------------------------------------------------------------


def refuse(*problems: Problem, pending: Revision | None = None) -> None:
    """Keeps the problems of a file that was not opened, until another is; `pending` is what can be made of it."""
    st.session_state[_REFUSED] = (problems, pending)


def refused() -> tuple[tuple[Problem, ...], Revision | None]:
    """The problems of a file that was not taken, and what was read of it."""
    kept: tuple[tuple[Problem, ...], Revision | None] = st.session_state.get(_REFUSED, ((), None))
    return kept


def keep_new() -> None:
    """Remembers that an event has just been made, which is to be shown next."""
    st.session_state[_NEW] = True


def take_new() -> bool:
    """Whether an event has just been made, once."""
    made: bool = st.session_state.pop(_NEW, False)
    return made


def uploaded() -> tuple[str, bytes] | None:
    """Name and content of the file in the upload field."""
    file = st.session_state.get(UPLOAD)
    return None if file is None else (file.name, file.getvalue())


def tell_presence(found: Desk, page: str) -> tuple[Presence, ...]:
    """Says where this browser is, when that is new or was said long ago, and asks who else is at the event."""
    presences, said = found.office.store.presences, (found.key, found.author, page)
    last: tuple[tuple[str, str, str], float] | None = st.session_state.get(_HERE)
    if last is None or last[0] != said or monotonic() - last[1] > TOLD_EVERY:
        presences.tell(*said)
        st.session_state[_HERE] = (said, monotonic())
    return presences.here(found.key)


def acting(act: Callable[[], object]) -> None:
    """Does something that the store may refuse; what it says is shown when the page is drawn next."""
    found_new(act)


def found_new(act: Callable[[], object]) -> bool:
    """Does something that the store may refuse; whether there is something new to be drawn, a refusal among it."""
    try:
        return bool(act())
    except StoreRefusal as refused:
        st.session_state[_STORE] = refused
        return True


def take_store_refusal() -> StoreRefusal | None:
    """What the store refused lately, once."""
    refused: StoreRefusal | None = st.session_state.pop(_STORE, None)
    return refused


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


# --- a file that comes in again --------------------------------------------------------------------------------------


@dataclass(slots=True)
class Bringing:
    """A file that is at hand to be taken into an event, and what is chosen of it, by the names of the differences.

    `found` is what differs, once that has been looked for; `faulty` are the errors for which nothing was taken. Tables
    are drawn anew, with what is chosen by then, when the `turn` changes.
    """

    event: str
    brought: Brought
    found: Comparison | None = None
    chosen: dict[str, bool] = field(default_factory=dict)
    drawn: dict[str, bool] = field(default_factory=dict)
    turn: int = 0
    name: str = field(default_factory=lambda: token_hex(4))
    """By which its tables are told from those of a file before it."""
    faulty: tuple[Problem, ...] = ()
    chosen_all_the_same: bool = False
    """Whether it is to be compared although it is of another event."""


def bringing(event: str) -> Bringing | None:
    """The file that is at hand for this event, if one is."""
    kept: Bringing | None = st.session_state.get(_BRINGING)
    return kept if kept is not None and kept.event == event else None


def keep_bringing(kept: Bringing | None) -> None:
    """Keeps a file at hand until it was taken or is put away."""
    st.session_state[_BRINGING] = kept


def is_drawn(widget: str) -> bool:
    """Whether a table is there already, with what the browser has sent of it."""
    return widget in st.session_state


# --- the history -----------------------------------------------------------------------------------------------------


def history_reach(event: str, least: int) -> int:
    """How many of the latest steps of an event are looked through."""
    kept: tuple[str, int] = st.session_state.get(_REACH, ("", 0))
    return kept[1] if kept[0] == event else least


def reach_back(event: str, steps: int) -> None:
    """Looks through so many steps from now on."""
    st.session_state[_REACH] = (event, steps)


# --- the board -------------------------------------------------------------------------------------------------------


def board(event: str, make: Callable[[str], "Asked"]) -> "Asked":
    """What this browser has asked of the board of an event."""
    kept: Asked | None = st.session_state.get(_BOARD)
    if kept is None or kept.event != event:
        kept = make(event)
        st.session_state[_BOARD] = kept
    return kept


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


# --- a sweep that is to be compared ----------------------------------------------------------------------------------


def sweep_of(event: str) -> str:
    """The words of the sweep that is to be compared for an event; empty where there is none."""
    kept: tuple[str, str] = st.session_state.get(_SWEEP, ("", ""))
    return kept[1] if kept[0] == event else ""


def keep_sweep(event: str, words: str) -> None:
    """Keeps the words of a sweep, which stand for themselves: what they come to is worked out anew."""
    st.session_state[_SWEEP] = (event, words)


# --- the table that is being edited ----------------------------------------------------------------------------------


def editors() -> "tuple[Editor, ...]":
    """The tables that were edited last in this browser session: the one before, then the last one."""
    last: tuple[Editor, ...] = st.session_state.get(_EDITORS, ())
    return last


def keep_editor(started: "Editor") -> None:
    """Remembers the editor that is drawn now, and the one before it."""
    st.session_state[_EDITORS] = (*editors()[-1:], started)


def value_of(key: str) -> object:
    """What the field of this key says, or said last; None where it was never drawn."""
    return st.session_state.get(key)


def sent(widget: str) -> Sent:
    """What the browser has sent of the edits in a table since it was drawn."""
    found: Sent = st.session_state.get(widget, {"edited_rows": {}, "added_rows": [], "deleted_rows": []})
    return found

"""Editing a sheet in place: which rows to show, the table, and what is wrong with the sheet beside it."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st
from streamlit.column_config import NumberColumn, SelectboxColumn, TextColumn
from streamlit.elements.lib.column_types import ColumnConfig

from planner.domain.plan import Problem
from planner.office.cells.sheet import HEADER, Sheet
from planner.office.desks import Desk
from planner.office.draft import Revision
from planner.office.editing import Edits
from planner.office.tables import ROW, Field, fields_of, rows_with, table_of
from planner.ui import editors, state
from planner.ui.bookmarks import Bookmark
from planner.ui.drawing import parts, words
from planner.ui.drawing.verbatim import verbatim
from planner.workbook.format.items import PLAN
from planner.workbook.format.sheets import SHEETS, sheet_named
from planner.workbook.format.table import HEADER_ROW
from planner.workbook.grid import Grid, plain
from planner.workbook.writing.layout import help_of

ALL, FAULTY, ONE = "All rows", "Rows with problems", "One row"
SHOWN = 60
"""Problems listed beside a table."""

PLACE = "table-place"
UNSEEN = "<style>.st-key-{} {{position: absolute; visibility: hidden; height: 0; overflow: hidden}}</style>"

OFTEN = 0.5
"""Seconds after which what is typed is taken, where nothing is clicked before."""


def come_back(desk: Desk, kept: Sequence[Bookmark], *, shown: bool) -> None:
    """Goes on with the tables that the browser still shows from a session before this one."""
    editors.come_back(desk, kept, _edits)
    if shown:
        _, sheet, how, what = kept[-1].shows
        more: dict[str, object] = (
            {state.ROW: int(what)} if how == ONE and what.isdecimal() else {state.TEXT: what} if how == ALL else {}
        )
        state.preset(**{state.SHEET: sheet, state.ROWS: how, **more})


def unshown() -> None:
    """Draws these tables where another page is shown, for what was typed into them to be taken."""
    for one in state.editors():
        if one.again:
            _table(one)


def edited(desk: Desk) -> None:
    """A sheet, or some rows of it, to choose and to edit; every change is a step of the event at once."""
    sheet, shows = _choose(desk)
    left, right = st.columns([2.6, 1], gap="medium")
    with left:
        _edit(desk, sheet, shows)
    with right:
        _problems_beside(desk, sheet)


def follow() -> None:
    """Takes what is typed from now on."""
    st.fragment(_follow, run_every=OFTEN)(_chosen())


def _follow(drawn: tuple[str, str, str]) -> None:
    """Takes what was typed, and draws the page anew then, or where another choice than the `drawn` one is made: a look
    that was on its way as somebody chose has the choice before. It runs by itself.
    """
    if state.found_new(editors.take) or _chosen() != drawn:
        st.rerun()


def _choose(desk: Desk) -> tuple[str, tuple[str, str]]:
    """Which sheet and which of its rows to show."""
    names = _names(desk.current)
    _follow_target(names)
    sheet_box, rows_box, more = st.columns([1, 2.1, 1.2])
    state.default(state.SHEET, next(iter(names)), list(names))
    sheet_box.selectbox(
        "Sheet", list(names), format_func=lambda one: names[one], key=state.SHEET, persist_state="session"
    )
    state.default(state.ROWS, ALL)
    rows = rows_box.segmented_control(
        "Rows", [ALL, FAULTY, ONE], required=True, key=state.ROWS, persist_state="session"
    )
    if rows == ONE:
        more.number_input("Row number", HEADER_ROW + 1, 1_048_576, step=1, key=state.ROW)
    elif rows == ALL:
        more.text_input("Only rows that contain", key=state.TEXT, placeholder="a code, a name, a word")
    sheet, *shows = _chosen()
    return sheet, (shows[0], shows[1])


def _chosen() -> tuple[str, str, str]:
    """The sheet that is chosen, which of its rows, and what more there is to say of these."""
    rows = str(state.value_of(state.ROWS))
    more = {ONE: state.ROW, ALL: state.TEXT}.get(rows)
    return str(state.value_of(state.SHEET)), rows, str(state.value_of(more) or "").strip() if more else ""


def _follow_target(names: dict[str, str]) -> None:
    target = state.take_target()
    if target is None or plain(target.sheet) not in names:
        return
    if target.row is None or target.row <= HEADER_ROW:
        state.preset(**{state.SHEET: plain(target.sheet), state.ROWS: ALL, state.TEXT: ""})
    else:
        state.preset(**{state.SHEET: plain(target.sheet), state.ROWS: ONE, state.ROW: target.row})


def _names(revision: Revision) -> dict[str, str]:
    """The sheets by plain name: the known ones in their order with those that are still empty, then the others."""
    known = {plain(sheet.name): sheet.name for sheet in SHEETS}
    others = {name: grid.name for name, grid in revision.grids.items() if name not in known}
    return known | others


def _sheet(desk: Desk, name: str) -> tuple[Sheet, bool]:
    """The sheet of this plain name, and whether it has yet to be added to the event."""
    there = next((sheet for sheet in desk.opened.sheets.values() if plain(sheet.name) == name), None)
    if there is not None:
        return there, False
    known = sheet_named(name)
    return Sheet(name if known is None else known.name, {HEADER: {}}), True


def _rows(revision: Revision, grid: Grid, shows: tuple[str, str]) -> list[int] | None:
    """The numbers of the rows to show; None for all."""
    how, what = shows
    if how == ONE:
        return [int(what)] if what.isdecimal() and int(what) in grid.rows else []
    if how == FAULTY:
        return [row for row in _faulty(revision, grid) if row in grid.rows and row > HEADER_ROW]
    return rows_with(grid, what) if what else None


def _faulty(revision: Revision, grid: Grid) -> list[int]:
    cells = [problem.cell for problem in problems_of(revision, grid.name) if problem.cell]
    return sorted({int("".join(letter for letter in cell if letter.isdigit())) for cell in cells})


def problems_of(revision: Revision, sheet: str) -> list[Problem]:
    """The problems on a sheet."""
    return [problem for problem in revision.problems if plain(problem.sheet) == plain(sheet)]


def _edit(desk: Desk, name: str, shows: tuple[str, str]) -> None:
    known = sheet_named(_sheet(desk, name)[0].name)
    st.caption("Your own sheet; it is kept as it is." if known is None else known.help)
    running = editors.opened(desk, (desk.key, name, *shows), _edits)
    with st.container():  # so that what comes to stand here moves no table under whoever types
        _others(desk, running)
    _beside_the_one_before(running)
    st.caption("Add a row at the foot of the table; to delete rows, mark them at the left edge and press Delete.")


def _beside_the_one_before(running: editors.Editor) -> None:
    """The table in one of two places, by turns, and in the other, unseen, the one before it: whoever has begun to type
    into that one while this one was on its way goes on typing, and what they type is taken.
    """
    for place in range(2):
        with st.container(key=f"{PLACE}-{place}"):
            one = running if running.count % 2 == place else editors.before(running)
            if one is not None:
                _table(one)
    st.html(UNSEEN.format(f"{PLACE}-{1 - running.count % 2}"))


def _table(running: editors.Editor) -> None:
    sheet = running.edits.sheet
    st.data_editor(
        running.table,
        key=running.widget,
        num_rows="dynamic",
        hide_index=True,
        height=min(560, 36 * (len(running.table) + 4)),
        column_config=_columns(sheet.grid),
        alt=f"The rows of the sheet {sheet.name}",
        on_change="ignore",  # the browser keeps what is typed at once, and sends it with whatever comes next
    )


def _edits(desk: Desk, shows: tuple[str, ...]) -> tuple[pd.DataFrame, Edits]:
    """The table that an editor starts from, and what will be taken of its edits."""
    _, name, *rows = shows
    sheet, is_new = _sheet(desk, name)
    table = table_of(sheet.grid, _rows(desk.current, sheet.grid, (rows[0], rows[1])))
    return table, Edits.of(sheet, table, is_new=is_new)


def _others(desk: Desk, running: editors.Editor) -> None:
    """What others did to the sheet since the table was drawn; it is drawn anew only when its user asks for that."""
    if desk.opened.number == running.number + len(running.own):
        return
    sheet = running.edits.sheet.name
    steps = [one for one in desk.office.steps_since(desk.key, running.number) if one.number not in running.own]
    found = [one for one in steps if any(operation.sheet == sheet for operation in one.operations)]
    if found:
        last = found[-1]
        more = f" and {words.counted(len(found) - 1, 'more step')} before" if len(found) > 1 else ""
        said, action = st.columns([5, 1.2], vertical_alignment="center")
        said.markdown(
            f":material/group: {verbatim(last.author)} at {last.at:%H:%M}: {verbatim(last.sentence)}{more}. "
            "The table below shows the sheet as it was before."
        )
        action.button("Show it now", on_click=editors.leave, icon=":material/refresh:", width="stretch")


def _columns(grid: Grid) -> dict[str, ColumnConfig]:
    """How each column is shown and typed. No bounds are set: a value out of bounds is to be reported, not altered."""
    row = NumberColumn("Row", disabled=True, width=56, pinned=True, help="Number of the row in the sheet", format="%d")
    return {ROW: row} | {field.letter: _column(grid, field) for field in fields_of(grid)}


def _column(grid: Grid, field: Field) -> ColumnConfig:
    sheet = sheet_named(grid.name)
    if field.column is None or sheet is None:
        return TextColumn(field.label, help="Your own column; it is kept as it is.")
    told = help_of(sheet, field.column)
    choices = field.column.kind.choices
    pixels = max(90, 8 * field.column.width)
    if not choices:
        return TextColumn(field.label, help=told, width=pixels)
    # A value that is not allowed stays visible, and is reported, until somebody chooses another.
    used = [str(cells[field.number]) for row, cells in grid.rows.items() if row > HEADER_ROW and field.number in cells]
    return SelectboxColumn(field.label, help=told, width=pixels, options=list(dict.fromkeys(["", *choices, *used])))


def _problems_beside(desk: Desk, sheet: str) -> None:
    """What is wrong with the sheet that is being edited, and how much with the others."""
    revision = desk.current
    mine = problems_of(revision, sheet)
    broken = revision.breaches if sheet == plain(PLAN.name) else ()
    others = words.tallied(problem for problem in revision.problems if plain(problem.sheet) != sheet)
    st.markdown(f"**On this sheet: {words.tallied(mine, len(broken)) or 'nothing to report'}**")
    with st.container(height=520, border=True):
        if not mine and not broken:
            st.markdown(":material/check: Nothing to report.")
        parts.problem_notes(mine[:SHOWN])
        parts.breach_notes(broken[:SHOWN])
        if len(mine) > SHOWN or len(broken) > SHOWN:
            st.caption("The first of many; all are on the pages Problems and Plan.")
    if others:
        st.page_link(state.PAGES / "problems.py", label=f"On other sheets: {others}")

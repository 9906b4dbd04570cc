"""A workbook that comes into the event again: what it says otherwise, and what is to be taken of it."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import partial

import pandas as pd
import streamlit as st
from streamlit.column_config import CheckboxColumn, TextColumn
from streamlit.elements.lib.column_types import ColumnConfig

from planner.office.cells.differences import Difference
from planner.office.cells.refusals import Refusal
from planner.office.desks import Desk
from planner.office.draft import refusal
from planner.office.incoming import Brought, Comparison, Faulty, Known, bring, compare, take
from planner.ui import state
from planner.ui.drawing import parts, words
from planner.ui.drawing.verbatim import verbatim
from planner.workbook.grid import Unreadable

BOTH = "Changed on both sides"
TAKE = "take"
MOST_NAMED = 12
"""Codes with another name that are listed."""

UNKNOWN = {
    Known.UNMARKED: "The file does not tell which state of the event it was made from.",
    Known.LOST: "The file was taken away from a state of this event that this office has not, or not any more.",
    Known.ANOTHER: "The file was taken away from another event.",
}
TWO_WAYS = (
    "It is compared with the event as it is now, rows by their codes. What the file merely lacks is left unless you "
    "choose it."
)


# --- the file --------------------------------------------------------------------------------------------------------


def at_hand(desk: Desk) -> state.Bringing | None:
    """Asks for a file, or says which one is at hand, and compares it with the event as it stands."""
    found = state.bringing(desk.key)
    if found is None:
        _ask(desk)
        return None
    named, away = st.columns([3, 1.2], vertical_alignment="center")
    named.markdown(f":material/draft: **{verbatim(found.brought.name)}**")
    away.button("Put it away", icon=":material/close:", on_click=state.keep_bringing, args=(None,), width="stretch")
    if not _may_be_compared(found):
        return None
    if found.found is None or found.found.head.number != desk.opened.number:
        with st.spinner("Comparing ..."):
            _compared(desk, found)
    return found


def _ask(desk: Desk) -> None:
    st.caption(
        "The workbook, edited elsewhere. What differs is shown by sheet and cell, and you choose what is taken: what "
        "others did here meanwhile stays."
    )
    file = st.file_uploader("The file (.xlsx, .csv, or a .zip of CSV files)", ["xlsx", "zip", "csv"], key=state.BRING)
    if file is None:
        return
    try:
        with st.spinner("Reading ..."):
            found = state.Bringing(desk.key, bring(desk.office, desk.key, file.name, file.getvalue()))
    except Unreadable as reason:
        parts.problem_list([refusal(file.name, reason)])
        return
    state.keep_bringing(found)
    st.rerun()


def _may_be_compared(found: state.Bringing) -> bool:
    """Whether it is of this event, or was wanted all the same."""
    brought = found.brought
    if brought.known != Known.ANOTHER or found.chosen_all_the_same:
        return True
    named = f", “{brought.another}”" if brought.another else ", which is not in this office"
    st.warning(verbatim(f"The file was taken away from another event{named}."), icon=":material/warning:")
    st.button("Compare it with this one all the same", on_click=_all_the_same, args=(found,))
    return False


def _all_the_same(found: state.Bringing) -> None:
    found.chosen_all_the_same = True


def _compared(desk: Desk, found: state.Bringing) -> None:
    """Compares with what stands now; what was chosen before stays chosen."""
    made = compare(desk.office, desk.key, found.brought)
    found.found = made
    found.chosen = {one.key: found.chosen.get(one.key, made.advised(one)) for one in made.merge.differences}
    found.turn += 1


# --- what differs ----------------------------------------------------------------------------------------------------


def choose(desk: Desk, bringing: state.Bringing) -> None:
    """What differs, table by table, and taking what is chosen."""
    found = bringing.found
    assert found is not None, "only what was compared is chosen from"
    st.divider()
    st.subheader("What the file says otherwise")
    st.markdown(verbatim(_standing(found)))
    _errors(found.brought)
    differences = found.merge.differences
    if not differences:
        st.success("The file says nothing that the event does not say.", icon=":material/check:")
        return
    groups = _groups(found)
    for number, (name, rows) in enumerate(groups.items()):
        _table(bringing, f"differences-{bringing.name}-{bringing.turn}-{number}", name, rows)
    follow = _renamed(found)
    _faults(desk, bringing, follow=follow)
    count = sum(bringing.chosen.values())
    label = f"Take what is chosen ({count:,} of {len(differences):,})"
    act = partial(_take, desk, bringing, follow=follow)
    st.button(label, type="primary", icon=":material/check:", disabled=not count, on_click=state.acting, args=(act,))


def _standing(found: Comparison) -> str:
    """How the file is known, and what was done since it went out."""
    brought = found.brought
    if brought.base is None or brought.went_out is None:
        return f"{UNKNOWN[brought.known]} {TWO_WAYS}"
    out = f"It was taken away from the state of {_when(brought.went_out)} (step {brought.base.number})."
    if not found.since:
        return f"{out} The event is as it was then."
    authors = ", ".join(dict.fromkeys(one.author for one in found.since))
    steps = words.counted(len(found.since), "step")
    both = len(found.merge.conflicts)
    told = f"{out} Since then the event went on by {steps} of {authors}"
    if not both:
        return f"{told}, at other places than the file."
    return f"{told}; {words.counted(both, 'place was', 'places were')} changed in the file too."


def _when(at: datetime) -> str:
    local = at.astimezone()
    return f"{local.day} {local:%B} at {local:%H:%M}"


def _errors(brought: Brought) -> None:
    if brought.errors:
        count = words.counted(len(brought.errors), "error")
        with st.expander(f"The file by itself has {count}", icon=":material/error:"):
            parts.problem_list(brought.errors)


def _groups(found: Comparison) -> dict[str, list[Difference]]:
    """What was changed on both sides, then the rest sheet by sheet."""
    groups: dict[str, list[Difference]] = {BOTH: list(found.merge.conflicts)} if found.merge.conflicts else {}
    for one in found.merge.differences:
        if not one.conflict:
            groups.setdefault(one.sheet, []).append(one)
    return groups


def _table(bringing: state.Bringing, key: str, name: str, rows: Sequence[Difference]) -> None:
    """The differences of a group, each with a box for whether it is taken."""
    if not state.is_drawn(key):
        bringing.drawn |= {one.key: bringing.chosen[one.key] for one in rows}
    chosen = {one.key: bringing.drawn[one.key] for one in rows}
    for at, values in state.sent(key)["edited_rows"].items():
        chosen[rows[int(at)].key] = bool(values.get(TAKE, chosen[rows[int(at)].key]))
    bringing.chosen |= chosen
    said, every, none = st.columns([6, 1, 1], vertical_alignment="bottom")
    said.markdown(f"**{verbatim(name)}** :gray[{sum(chosen.values()):,} of {len(rows):,} chosen]")
    for column, label, value in ((every, "All", True), (none, "None", False)):
        column.button(
            label,
            key=f"{key}-{label}",
            on_click=_choose,
            args=(bringing, rows, value),
            width="stretch",
            type="tertiary",
        )
    st.data_editor(
        _frame(rows, bringing.drawn),
        key=key,
        hide_index=True,
        height=min(420, 36 * (len(rows) + 1) + 2),
        column_config=_columns(both=name == BOTH, known=bringing.brought.base is not None),
        alt=f"What differs: {name}",
    )


def _choose(bringing: state.Bringing, rows: Sequence[Difference], value: bool) -> None:
    bringing.chosen |= {one.key: value for one in rows}
    bringing.turn += 1


def _frame(rows: Sequence[Difference], drawn: Mapping[str, bool]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            TAKE: [drawn[one.key] for one in rows],
            "where": [one.where for one in rows],
            "base": [one.base for one in rows],
            "theirs": [one.theirs for one in rows],
            "by": [_by(one) for one in rows],
            "mine": [one.mine for one in rows],
        }
    )


def _by(one: Difference) -> str:
    return "" if one.by.at is None else f"{one.by.name}, {_when(one.by.at)}"


def _columns(*, both: bool, known: bool) -> dict[str, ColumnConfig | None]:
    """Of what was changed on one side only, what went out is what stands here."""
    theirs = TextColumn("In the event now", disabled=True)
    return {
        TAKE: CheckboxColumn("Take", width=64, pinned=True, help="Take what the file says"),
        "where": TextColumn("Where", disabled=True, width="large"),
        "base": TextColumn("When it went out", disabled=True) if both and known else None,
        "theirs": theirs,
        "by": TextColumn("By", disabled=True) if both else None,
        "mine": TextColumn("In the file", disabled=True),
    }


def _renamed(found: Comparison) -> bool:
    """Whether codes with another name are to be renamed everywhere."""
    if not found.renamed:
        return True
    named = ", ".join(f"{one.old} → {one.new}" for one in found.renamed[:MOST_NAMED])
    more = f" and {len(found.renamed) - MOST_NAMED} more" if len(found.renamed) > MOST_NAMED else ""
    label = f"Codes with another name: {named}{more}. Rename them wherever the event refers to them."
    return st.checkbox(verbatim(label), value=True)


# --- taking ----------------------------------------------------------------------------------------------------------


def _faults(desk: Desk, bringing: state.Bringing, *, follow: bool) -> None:
    if not bringing.faulty:
        return
    count = words.counted(len(bringing.faulty), "error")
    with st.container(border=True):
        st.error(f"Nothing was taken: with what is chosen the event would have {count} more.", icon=":material/error:")
        parts.problem_list(bringing.faulty)
        act = partial(_take, desk, bringing, follow=follow, despite_errors=True)
        st.button("Take it all the same", icon=":material/build:", on_click=state.acting, args=(act,))


def _take(desk: Desk, bringing: state.Bringing, *, follow: bool, despite_errors: bool = False) -> None:
    """Takes what is chosen, as a step on the state that was compared with."""
    found = bringing.found
    assert found is not None, "only what was compared is taken"
    done = take(
        desk.office,
        desk.author,
        found,
        lambda one: bringing.chosen[one.key],
        follow=follow,
        despite_errors=despite_errors,
    )
    bringing.faulty = done.problems if isinstance(done, Faulty) else ()
    if isinstance(done, Refusal):
        said = f"Nothing was taken, as somebody was first: {done.sentence} What differs by now is shown below."
        st.toast(verbatim(said), icon=":material/group:", duration="long")
        bringing.found = None
    elif not isinstance(done, Faulty):
        st.toast(verbatim(desk.office.history(desk.key, limit=1)[0].sentence), icon=":material/check:")
        state.keep_bringing(None)

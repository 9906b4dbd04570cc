"""What happened on the day, as forms; what a re-plan would make of it, side by side; accept or discard."""

from collections.abc import Iterator, Sequence
from datetime import datetime

import streamlit as st

from planner.domain.event import Event
from planner.domain.incident import Incident
from planner.domain.plan import Plan
from planner.domain.vocabulary import IncidentKind, Severity
from planner.domain.wording import item_name, opening
from planner.office.desks import Desk
from planner.office.draft import replanned
from planner.replanning import SAYS, CannotApply, Proposal, Way, proposals
from planner.solver import CannotKeep
from planner.store import RevisionKind
from planner.ui import state
from planner.ui.drawing import parts, words
from planner.ui.drawing.verbatim import verbatim
from planner.workbook.checks.changes import OBJECTS, SUBJECTS
from planner.workbook.format.changes import CHANGES, FORMS
from planner.workbook.grid import Cell, Grid, plain
from planner.workbook.kinds.moments import Moment
from planner.workbook.kinds.single import Margin, Misread
from planner.workbook.workbook import Workbook

MOMENT = "2025-10-25 11:20"
WAYS = {Way.HOLD: "Hold and push", Way.COMPRESS: "Compress the gaps", Way.SWAP: "Drop or swap", Way.ASK: "Ask first"}


def choose_now(workbook: Workbook) -> datetime | None:
    """The time at which the day stands; None where what is written is no time."""
    event = workbook.event
    state.default(state.NOW, f"{event.settings.start_date} {event.settings.day_start:%H:%M}")
    written = st.text_input("Now, on the event's clock", key=state.NOW, width=260, persist_state="session")
    try:
        moment = Moment().read(written, Margin(event.zone, lambda _severity, _sentence, _cure: None))
    except Misread as misread:
        st.error(verbatim(f"{misread.sentence} {misread.cure}"), icon=":material/error:")
        return None
    return moment if isinstance(moment, datetime) else None


# --- what happened ---------------------------------------------------------------------------------------------------


def report(desk: Desk, workbook: Workbook) -> None:
    """A form for one thing that happened; it becomes a row of the sheet Changes."""
    st.subheader("What happened")
    kind = st.selectbox("Kind", [*FORMS], format_func=lambda one: words.INCIDENTS[one], key=state.WHAT)
    form = FORMS[kind]
    st.caption(form.says.replace("`", ""))
    said: dict[str, Cell] = {"what": str(kind)}
    for header in (*form.needs, *form.may):
        said[header] = _field(workbook.event, kind, header)
    said["notes"] = st.text_input("Notes", key=f"today-{kind}-notes")
    if st.button("Report", type="primary", icon=":material/add:"):
        grid = _with_row(desk.current.grids.get(plain(CHANGES.name)), said)
        edited = desk.current.with_grid(grid, f"Reported: {words.INCIDENTS[kind].lower()}")
        if edited.workbook is None:
            # A form with a mistake in it is mended here; the workbook stays without errors.
            faults = [one for one in edited.reading.problems if one.severity == Severity.ERROR]
            parts.problem_list(faults)
            return
        desk.push(edited)
        st.rerun()


def _field(event: Event, kind: IncidentKind, header: str) -> Cell:
    key, label = f"today-{kind}-{header}", header.replace("_", " ").capitalize()
    if header in ("who", "counterpart", "item"):
        kinds = OBJECTS.get(kind, ()) if header == "item" else SUBJECTS[kind]
        names = dict(_names(event, kinds))
        return st.selectbox(label, [*names], format_func=lambda one: names[one], key=key)
    if header == "room":
        rooms = dict(_names(event, ("room",)))
        return st.selectbox(label, [*rooms], format_func=lambda one: rooms[one], key=key, index=None)
    if header == "under_way":
        said = words.UNDER_WAY
        return st.selectbox("A meeting under way", [*said], format_func=lambda one: said[one], key=key, index=None)
    if header == "restricted":
        return "yes" if st.checkbox("Restricted: the hours are never printed", key=key) else None
    if header in ("from", "to"):
        return st.text_input(label, key=key, placeholder=MOMENT) or None
    if header in ("minutes", "priority"):
        return st.number_input(label, value=None, step=1, key=key)
    return st.text_input(label, key=key) or None


def _names(event: Event, kinds: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Codes and ids of these kinds, each with what people call it."""
    labels = {one.code: one.label for one in event.delegations}
    listed = {
        "delegation": ((one.code, f"{one.label} ({one.code})") for one in event.delegations),
        "person": ((one.id, f"{labels[one.delegation]}: {one.label}") for one in event.people if not one.implied),
        "room": ((one.code, one.name) for one in event.rooms),
        "interpreter": ((one.id, one.name) for one in event.interpreters),
        "programme item": ((one.id, one.title) for one in event.programme),
        "line": ((one.id, one.label) for one in event.lines),
        "turn of a line": ((one.item, opening(item_name(event, one.item))) for one in event.entries),
        "bilateral": ((one.id, f"{one.title} ({one.id})") for one in event.meetings if one.is_bilateral),
        "side event": ((one.id, f"{one.title} ({one.id})") for one in event.meetings if not one.is_bilateral),
    }
    for kind in kinds:
        yield from listed[kind]


def _with_row(grid: Grid | None, said: dict[str, Cell]) -> Grid:
    """The sheet Changes with a further row, under whatever headers it has."""
    rows = {} if grid is None else {number: dict(cells) for number, cells in grid.rows.items() if cells}
    heads = rows.setdefault(1, dict(enumerate((column.header for column in CHANGES.columns), 1)))
    places = {plain(str(head)): column for column, head in heads.items()}
    for header in said:
        if plain(header) not in places:
            places[plain(header)] = max(heads) + 1
            heads[places[plain(header)]] = header
    row = {places[plain(header)]: cell for header, cell in said.items() if cell not in (None, "")}
    return Grid(CHANGES.name, rows | {max(rows) + 1: row})


def reported(desk: Desk, workbook: Workbook) -> None:
    """What was reported and is not planned in yet, with a way to strike it out."""
    if not workbook.event.changes:
        st.info("Nothing is reported.", icon=":material/info:")
        return
    for incident in workbook.event.changes:
        st.markdown(f"- {verbatim(_told(workbook.event, incident))}")
    if st.button("Strike them out", icon=":material/delete:"):
        heads = dict(enumerate((column.header for column in CHANGES.columns), 1))
        desk.push(desk.current.with_grid(Grid(CHANGES.name, {1: heads}), "Struck out what was reported"))
        st.rerun()


def _told(event: Event, incident: Incident) -> str:
    subject = dict(_names(event, SUBJECTS[incident.what])).get(incident.who, incident.who)
    item = item_name(event, incident.item) if incident.item else ""
    times = [f"{word} {when:%H:%M}" for word, when in (("from", incident.from_), ("to", incident.to)) if when]
    minutes = [f"{incident.minutes} minutes"] if incident.minutes is not None else []
    return ", ".join(filter(None, (words.INCIDENTS[incident.what], subject, item, *times, *minutes)))


# --- what it would change --------------------------------------------------------------------------------------------


def propose(desk: Desk, workbook: Workbook, plan: Plan, now: datetime | None) -> None:
    """The proposals for what was reported: one that disturbs least, or three where something is delayed."""
    st.subheader("What it would change")
    changes = workbook.event.changes
    asked = (desk.current.source.sha256, now)
    ready = now is not None and bool(changes)
    if st.button("Propose", type="primary", icon=":material/auto_fix_high:", disabled=not ready) and now is not None:
        with st.spinner("Looking for the plan that disturbs least"):
            found = _found(workbook, plan, now)
        if found:
            state.keep_proposals(asked, found)
    found = state.proposals(asked)
    for cell, proposal in zip(st.columns(len(found)) if found else (), found, strict=True):
        with cell:
            _show(desk, workbook, proposal)
    if found and st.button("Discard", icon=":material/close:"):
        state.keep_proposals(asked, ())
        st.rerun()


def _found(workbook: Workbook, plan: Plan, now: datetime) -> tuple[Proposal, ...]:
    """The proposals; where there can be none, says why."""
    event, changes = workbook.event, workbook.event.changes
    try:
        return proposals(event, plan, changes, now, locate=workbook.locate)
    except CannotApply as refused:
        parts.problem_list(refused.problems)
    except CannotKeep as kept:
        st.error("What has begun, is locked or done would become impossible.", icon=":material/error:")
        parts.breach_notes(kept.breaches)
    return ()


def _show(desk: Desk, workbook: Workbook, proposal: Proposal) -> None:
    found = proposal.found
    st.markdown(f"**{WAYS[proposal.way]}**")
    st.caption(opening(SAYS[proposal.way].partition(": ")[2]))
    counts = (("Moved", len(proposal.moved)), ("Dropped", len(proposal.dropped)), ("To inform", len(found.calls)))
    with st.container(horizontal=True, gap="xsmall"):
        for label, number in (*counts, ("Worth", found.outcome.objective)):
            st.badge(f"{label} {number:,}", color="orange" if label == "Dropped" and number else "gray")
    if found.minimal:
        st.caption(f":material/verified: {opening(found.sureness)}, which is proven.")
    if st.button("Accept", key=f"accept-{proposal.way}", icon=":material/check:"):
        made = replanned(desk.current, found.event, found.outcome, f"Re-planned: {WAYS[proposal.way].lower()}")
        desk.push(made, RevisionKind.REPLANNED)
        st.rerun()
    _consequences(workbook, proposal)


def _consequences(workbook: Workbook, proposal: Proposal) -> None:
    """Item by item what changes, and whom to call, the most urgent first."""
    found = proposal.found
    for note in (*found.notes, *found.asks):
        st.markdown(f"- :material/info: {verbatim(note)}")
    for _, change in parts.paged(found.diff.changes, f"change-{proposal.way}"):
        colour = "red" if change.change == "dropped" else "gray"
        st.markdown(f":{colour}-badge[{change.change}] {verbatim(change.sentence)}")
    st.markdown(f"**Call, the most urgent first ({len(found.calls)})**")
    for _, call in parts.paged(found.calls, f"call-{proposal.way}"):
        name = workbook.event.delegation[call.delegation].label
        st.markdown(f"- :material/call: {verbatim(call.line(name))}")

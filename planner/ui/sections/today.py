"""What happened on the day, as forms; what a re-plan would make of it, side by side; accept or discard."""

import json
from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import partial

import streamlit as st

from planner.domain.event import Event
from planner.domain.incident import Incident
from planner.domain.vocabulary import IncidentKind, Severity
from planner.domain.wording import item_name, opening
from planner.office.desks import Desk
from planner.office.jobs.offers import Proposed, way_read
from planner.replanning import SAYS, Way
from planner.store import Answer, KeptJob, RevisionKind
from planner.ui import state
from planner.ui.drawing import parts, words, works
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
    hint = parts.once_sound(desk)
    if st.button("Report", type="primary", icon=":material/add:", disabled=hint is not None, help=hint):
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
    hint = parts.once_sound(desk)
    if st.button("Strike them out", icon=":material/delete:", disabled=hint is not None, help=hint):
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


def propose(desk: Desk, workbook: Workbook, now: datetime | None) -> None:
    """The proposals for what was reported: one that disturbs least, or three where something is delayed."""
    st.subheader("What it would change")
    if now is None or not workbook.event.changes:
        st.button("Propose", type="primary", icon=":material/auto_fix_high:", disabled=True)
        return
    asked: works.Asked = {"now": now.isoformat()}
    propose = partial(desk.ask, "replan", asked)
    st.button("Propose", type="primary", icon=":material/auto_fix_high:", on_click=state.acting, args=(propose,))
    job = desk.asked("replan", asked)
    if job is None or job.answer == Answer.DROPPED:
        _outdated(desk)
        return
    result = works.answer(desk, "replan", asked, "Looking for the plan that disturbs least")
    if result is not None:
        _proposed(desk, job, [way_read(one) for one in json.loads(result)["proposals"]])


def _outdated(desk: Desk) -> None:
    """Says of proposals that nobody has answered that the event is another by now."""
    last = desk.latest(("replan",))
    if last is not None and last.answer == Answer.OPEN and last.state.ended and last.revision < desk.opened.basis:
        st.caption("The last proposals were for the event as it was before. Propose anew for what stands now.")


def _proposed(desk: Desk, job: KeptJob, found: Sequence[Proposed]) -> None:
    for cell, one in zip(st.columns(len(found)), found, strict=True):
        with cell:
            _show(desk, job, one)
    drop = partial(desk.office.store.jobs.settle, job.id, Answer.DROPPED)
    st.button("Discard", icon=":material/close:", on_click=state.acting, args=(drop,))


def _show(desk: Desk, job: KeptJob, one: Proposed) -> None:
    st.markdown(f"**{WAYS[one.way]}**")
    st.caption(opening(SAYS[one.way].partition(": ")[2]))
    counts = (("Moved", one.moved), ("Dropped", one.dropped), ("To inform", len(one.calls)), ("Worth", one.worth))
    with st.container(horizontal=True, gap="xsmall"):
        for label, number in counts:
            st.badge(f"{label} {number:,}", color="orange" if label == "Dropped" and number else "gray")
    if one.sureness:
        st.caption(f":material/verified: {opening(one.sureness)}, which is proven.")
    sentence = f"Re-planned: {WAYS[one.way].lower()}"
    accept = partial(desk.do, job, one.made, sentence, RevisionKind.REPLANNED)
    hint = parts.once_sound(desk)
    st.button(
        "Accept",
        key=f"accept-{one.way}",
        icon=":material/check:",
        on_click=state.acting,
        args=(accept,),
        disabled=hint is not None,
        help=hint,
    )
    _consequences(one)


def _consequences(one: Proposed) -> None:
    """Item by item what changes, and whom to call, the most urgent first."""
    for note in one.notes:
        st.markdown(f"- :material/info: {verbatim(note)}")
    for _, change in parts.paged(one.changes, f"change-{one.way}"):
        colour = "red" if change.change == "dropped" else "gray"
        st.markdown(f":{colour}-badge[{change.change}] {verbatim(change.sentence)}")
    st.markdown(f"**Call, the most urgent first ({len(one.calls)})**")
    for _, call in parts.paged(one.calls, f"call-{one.way}"):
        st.markdown(f"- :material/call: {verbatim(call)}")

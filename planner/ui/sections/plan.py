"""Looking at a plan: a day by room or by delegation, the rows in a table, and what was not placed."""

from datetime import date

import streamlit as st
from streamlit.elements.lib.column_types import ColumnConfig

from planner.domain.event import Event
from planner.domain.parties import parties_of
from planner.domain.plan import Plan
from planner.domain.vocabulary import KIND_NAMES, ItemKind, PlanState
from planner.domain.wording import day_name, short_day
from planner.office.draft import Revision
from planner.ui import state
from planner.ui.drawing import charts, frames, parts, timeline, words
from planner.workbook.workbook import Workbook

LEGEND = (
    "A bilateral shows its two codes, anything else its title; **Si**, **St** and **Ar** are a turn to sign, to speak "
    "and on arrival, with the minutes that it takes before and after. **Thick edge**: restricted, or locked (◆). "
    "**Dashed edge**: the request is not accepted yet. **▲ and a red edge**: breaks a rule. "
    "Hover over a bar for its details; the view Table has the same rows for the keyboard."
)
BY_ROOM, BY_DELEGATION, TABLE = "By room", "By delegation", "Table"


def _broken(revision: Revision) -> frozenset[str]:
    return frozenset(item for breach in revision.breaches for item in breach.items)


def _day(event: Event, plan: Plan) -> date:
    days = timeline.days_of(event, plan)
    busiest = max(days, key=lambda day: sum(event.local(row.span.start).date() == day for row in plan.standing))
    state.default(state.DAY, busiest, days)
    chosen = st.segmented_control(
        "Day",
        days,
        format_func=short_day,
        required=True,
        key=state.DAY,
        persist_state="session",
    )
    return busiest if chosen is None else chosen


def _hours(bars: tuple[timeline.Bar, ...]) -> tuple[int, int]:
    first, last = timeline.hours_of(bars)
    label = "Hours shown (fewer hours, longer labels)"
    return st.slider(label, 0, 24, (first, min(last, 24)), format="%02d:00", key=f"hours-{first}-{last}")


def _draw(bars: tuple[timeline.Bar, ...], lanes: list[str], hours: tuple[int, int], *, height: int, alt: str) -> None:
    shown = timeline.clipped(bars, hours)
    if shown.empty:
        st.info("Nothing stands at this time for what is chosen.", icon=":material/info:")
        return
    st.altair_chart(charts.timeline(shown, lanes, hours, lane_height=height), alt=alt)
    st.caption(LEGEND)


def show(revision: Revision, event: Event, plan: Plan) -> None:
    """The plan in the view that is chosen."""
    state.default(state.VIEW, BY_ROOM)
    with st.container(horizontal=True, gap="large"):
        views = [BY_ROOM, BY_DELEGATION, TABLE]
        view = st.segmented_control("View", views, required=True, key=state.VIEW, persist_state="session")
        day = None if view == TABLE else _day(event, plan)
    if day is None:
        table(event, plan)
    elif view == BY_DELEGATION:
        by_delegation(revision, event, plan, day)
    else:
        by_room(revision, event, plan, day)


def by_room(revision: Revision, event: Event, plan: Plan, day: date) -> None:
    """One day, a lane a room."""
    left, right = st.columns(2, gap="medium")
    zones = list(dict.fromkeys(room.zone for room in event.rooms if room.zone))
    wanted = left.multiselect("Zones", zones, placeholder="all")
    rooms = [room for room in event.rooms if not wanted or room.zone in wanted]
    bars = timeline.bars_by_room(event, plan, day, [room.code for room in rooms], _broken(revision))
    with right:
        hours = _hours(bars)
    _draw(bars, [room.name for room in rooms], hours, height=32, alt=f"The rooms on {day_name(day)}")


def by_delegation(revision: Revision, event: Event, plan: Plan, day: date) -> None:
    """One day, a lane for each person who has something to do."""
    who, where, pages, time = st.columns([1.5, 1, 1, 1.5], gap="medium")
    names = {one.code: f"{one.label} ({one.code})" for one in event.delegations}
    wanted = who.multiselect("Delegations", list(names), format_func=lambda code: names[code], placeholder="all")
    regions = list(dict.fromkeys(one.region for one in event.delegations if one.region))
    region = where.selectbox("Region", ["all", *regions])
    codes = [
        one.code for one in event.delegations if (not wanted or one.code in wanted) and region in ("all", one.region)
    ]
    with pages:
        page = [code for _, code in parts.paged(codes, "delegations")]
    bars = timeline.bars_by_delegation(event, plan, day, page, _broken(revision))
    with time:
        hours = _hours(bars)
    lanes = [timeline.lane_of(event, person) for code in page for person in event.people_of[code]]
    _draw(bars, lanes, hours, height=26, alt=f"The delegations on {day_name(day)}")


_WIDTHS: dict[str, ColumnConfig | None] = {
    "Item": {"pinned": True},
    "Title": {"width": 260},
    "Who": {"width": 280},
    "Remark": {"width": 420},
}


def table(event: Event, plan: Plan) -> None:
    """The rows of the plan, filtered."""
    kinds, states, who, where, text = st.columns([1.2, 1, 1.4, 1.2, 1.2])
    delegations = {one.code: f"{one.label} ({one.code})" for one in event.delegations}
    rooms = {one.code: one.name for one in event.rooms}
    wanted = frames.Filter(
        kinds=tuple(
            kinds.multiselect("Kind", list(ItemKind), format_func=lambda one: KIND_NAMES[one], placeholder="all")
        ),
        states=tuple(
            states.multiselect("State", list(PlanState), format_func=lambda one: words.STATES[one], placeholder="all")
        ),
        delegations=tuple(
            who.multiselect(
                "Delegation", list(delegations), format_func=lambda one: delegations[one], placeholder="all"
            )
        ),
        rooms=tuple(where.multiselect("Room", list(rooms), format_func=lambda one: rooms[one], placeholder="all")),
        text=text.text_input("Text", placeholder="anything").strip(),
    )
    rows = frames.chosen(event, plan, wanted)
    st.caption(f"{words.counted(len(rows), 'row')} of {len(plan.rows):,}")
    st.dataframe(frames.plan_table(event, rows), hide_index=True, height=600, column_config=_WIDTHS)


def unplaced(workbook: Workbook, plan: Plan) -> None:
    """The rows without a time, the most valuable first."""
    event = workbook.event
    rows = [row for row in plan.rows if row.state == PlanState.UNPLACED]
    if not rows:
        st.success("Everything has its place.", icon=":material/check:")
        return
    kinds = [kind for kind in ItemKind if any(row.kind == kind for row in rows)]
    counts = {kind: sum(row.kind == kind for row in rows) for kind in kinds}
    which, containing, pages = st.columns([2.2, 1.1, 1])
    wanted = which.pills(
        "Kind",
        kinds,
        selection_mode="multi",
        default=kinds,
        format_func=lambda kind: f"{KIND_NAMES[kind]} ({counts[kind]})",
    )
    text = containing.text_input("Only those that contain", placeholder="a code, a name, a word").strip().casefold()
    shown = [
        row
        for row in rows
        if row.kind in wanted
        and text in f"{row.item} {row.title} {row.why} {parties_of(event, row.item, row.people)}".casefold()
    ]
    shown.sort(key=lambda row: -event.meeting[row.item].worth if row.item in event.meeting else -1_000)
    with pages:
        page = parts.paged(shown, "unplaced")
    for number, row in page:
        parts.item_row(workbook, row, f"unplaced-{number}")

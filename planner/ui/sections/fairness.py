"""The fairness ledger on the desk: figures, shares by region as a chart, and the accounts in a table."""

import altair as alt
import pandas as pd
import streamlit as st

from planner.domain.event import Event
from planner.domain.issue import carried
from planner.domain.plan import Plan
from planner.fairness import PRIORITIES, Account, Ledger, ledger
from planner.office.desks import Desk
from planner.ui.drawing import charts, words
from planner.ui.drawing.verbatim import verbatim
from planner.ui.sections import papers as printing

FIRST_TOLD = "since they were first told"
NO_REGION = "No region"
NAMED = 6
"""Delegations with the smallest shares whose names stand in the chart."""


def choose(desk: Desk, event: Event, plan: Plan) -> Ledger:
    """The ledger, with moves since the step that is chosen."""
    steps = printing.steps_with_plans(desk)
    since = st.selectbox("Count moves", [FIRST_TOLD, *steps], format_func=_since_words, width=420)
    earlier = printing.plan_before(desk, steps[since]) if since in steps else None
    return ledger(event, carried(event, plan, plan), None if earlier is None else earlier.plan)


def _since_words(label: str) -> str:
    return label if label == FIRST_TOLD else f"since: {label}"


def show(event: Event, book: Ledger) -> None:
    """Everything, the figures first."""
    if book.least is None:
        st.info("Nobody asks for a bilateral, so that there is nothing to share out.", icon=":material/info:")
        return
    _figures(event, book)
    with st.container(border=True):
        st.markdown("**Share of the worth that was asked for and placed, a dot for each delegation**")
        st.altair_chart(chart(event, book), alt=_in_words(event, book))
    which = st.segmented_control("Accounts of", ["Delegations", "Regions"], default="Delegations", required=True)
    st.dataframe(table(event, book, by_region=which == "Regions"), hide_index=True, column_config=_SHARE)


def _figures(event: Event, book: Ledger) -> None:
    cells = st.columns(4, border=True)
    even = "0 where every share is alike, towards 1 where one delegation has everything."
    cells[0].metric("Gini between delegations", f"{book.gini:.3f}", help=even)
    cells[1].metric("Gini between regions", f"{book.gini_of_regions:.3f}", help=even)
    cells[2].metric("Smallest share", f"{book.least or 0:.0%}")
    cells[3].metric(
        "Placed, counted for both sides", f"{book.total.meetings.granted:,} / {book.total.meetings.asked:,}"
    )
    names = [event.delegation[code].label for code in book.worst_off[:NAMED]]
    others = f" and {len(book.worst_off) - NAMED} more" if len(book.worst_off) > NAMED else ""
    st.caption(f"Worst off: {verbatim(', '.join(names))}{others}.")


def _in_words(event: Event, book: Ledger) -> str:
    number = words.counted(len(book.shares), "delegation")
    return f"Shares of {number} in {words.counted(len(book.regions), 'region')}; the smallest is {book.least or 0:.0%}."


_SHARE = {"Share of worth": st.column_config.ProgressColumn(format="percent", min_value=0, max_value=1)}


def table(event: Event, book: Ledger, *, by_region: bool) -> pd.DataFrame:
    """A row for each delegation or region, the smallest shares first, those who asked for nothing last."""
    if by_region:
        rows = [{"Region": region or NO_REGION} | _cells(account, book) for region, account in book.regions.items()]
    else:
        rows = [
            {"Delegation": event.delegation[code].label, "Region": book.region_of[code]} | _cells(account, book)
            for code, account in book.accounts.items()
        ]
    return pd.DataFrame(rows).sort_values("Share of worth", kind="stable", na_position="last")


def _cells(account: Account, book: Ledger) -> dict[str, object]:
    priorities = zip(PRIORITIES, account.priorities, strict=True)
    wishes = {"Times met": account.time, "Rooms met": account.room, "Listed first attend": account.person}
    return {
        "Asked": account.meetings.asked,
        "Placed": account.meetings.granted,
        "Share of worth": account.worth.share,
        **{f"Priority {one}": tally.in_words for one, tally in priorities},
        **{name: tally.in_words for name, tally in wishes.items()},
        "Waiting, minutes": account.waiting,
        "Moves" if book.compared else "Changes told": account.moves,
    }


def chart(event: Event, book: Ledger) -> charts.Drawing:
    """A lane for each region, a dot for each delegation at its share; the smallest shares carry their names."""
    last = sorted(book.shares, key=lambda code: book.shares[code])[:NAMED]
    points = pd.DataFrame(
        {
            "region": book.region_of[code] or NO_REGION,
            "delegation": event.delegation[code].label,
            "share": share,
            "asked": book.accounts[code].meetings.asked,
            "name": event.delegation[code].label if code in last else "",
        }
        for code, share in book.shares.items()
    )
    lane = alt.Y("region:N", title=None, axis=alt.Axis(labelLimit=260, grid=True, ticks=False))
    along = alt.X("share:Q", title=None, axis=alt.Axis(format="%"), scale=alt.Scale(domain=[0, 1]))
    dots: alt.Chart = alt.Chart(points).mark_circle(color="#3A83BD", opacity=0.55, stroke=charts.EDGE, strokeWidth=0.6)
    tooltips = [alt.Tooltip(f"{name}:N") for name in ("delegation", "region", "asked")]
    dots = dots.encode(
        x=along,
        y=lane,
        size=alt.Size("asked:Q", title="meetings asked for"),
        tooltip=[*tooltips, alt.Tooltip("share:Q", format=".0%")],
    )
    names: alt.Chart = alt.Chart(points).mark_text(dy=-12, fontSize=11, color=charts.FAINT)
    names = names.encode(x=along, y=lane, text="name:N")
    drawing: charts.Drawing = alt.layer(dots, names).properties(height=alt.Step(44))
    return drawing

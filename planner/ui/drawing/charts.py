"""The charts of the desk. They need no network, and no colour in them stands alone: labels and strokes say the same."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TypeAlias

import altair as alt
import pandas as pd

from planner.domain.vocabulary import KIND_NAMES, ItemKind
from planner.solver.progress import Progress
from planner.ui.drawing.timeline import AWAY

FILLS: dict[str, str] = {
    KIND_NAMES[ItemKind.PROGRAMME]: "#D3D9E0",
    KIND_NAMES[ItemKind.SIGNING]: "#F2C46D",
    KIND_NAMES[ItemKind.STATEMENT]: "#F7E3A6",
    KIND_NAMES[ItemKind.ARRIVAL]: "#D9C7E8",
    KIND_NAMES[ItemKind.BILATERAL]: "#A9CDEB",
    KIND_NAMES[ItemKind.SIDE_EVENT]: "#A8D8B4",
    AWAY: "rgba(136, 149, 163, 0.25)",
}
"""Pale, so that dark labels can be read on them, and apart in lightness, so that they differ without colour."""

INK, EDGE, BREACH, FAINT = "#1C2733", "#5F6F80", "#B3261E", "#8895A3"
"""Labels in bars, edges, edges of what breaks a rule; and what must be seen on a light page and on a dark one."""

CAPITAL, LETTER, SMALLER = 5.7, 5.0, 0.84
"""Pixels that a letter of a code takes in a bar, and one of a title; the share of them in the smaller size."""

_BROKEN = "indexof(datum.marks, 'breaks a rule') >= 0"
_MARKED = "datum.marks != ''"
_PROVISIONAL = "indexof(datum.marks, 'provisional') >= 0"
_CLOCK = "format(floor(datum.value / 60), '02') + ':' + format(datum.value % 60, '02')"
_TOLD = ("title", "when", "room", "who", "kind", "marks", "item")
_IS_AWAY = f"datum.kind == '{AWAY}'"
_CUT = "datum.most > 4 ? slice(datum.label, 0, datum.most - 1) + '…' : ''"
_LINE_LEGEND = alt.Legend(title=None, orient="top", symbolType="stroke", symbolSize=600, labelFontSize=12)

Drawing: TypeAlias = alt.LayerChart | alt.FacetChart


def timeline(bars: pd.DataFrame, lanes: Sequence[str], hours: tuple[int, int], *, lane_height: int) -> Drawing:
    """One day: a lane a row, a bar a stretch of time. What breaks a rule has a red edge, what is locked a dark one."""
    busy = set(bars["lane"])
    lane = alt.Y(
        "lane:N",
        sort=[one for one in lanes if one in busy],
        title=None,
        axis=alt.Axis(labelLimit=200, labelFontSize=12, ticks=False, domain=False),
    )
    stacked = bars["label"].str.contains("\n", regex=False)
    single, double = bars[(bars["label"] != "") & ~stacked], bars[stacked]
    cut, whole = (
        _labels(single, lane, hours, lift=0, otherwise=_CUT),
        _labels(double, lane, hours, lift=-5, otherwise="''"),
    )
    layers = alt.layer(_boxes(bars, lane, hours), cut, whole).properties(height=alt.Step(lane_height))
    drawing: Drawing = layers.configure_view(stroke=FAINT, strokeOpacity=0.4)
    return drawing


def _boxes(bars: pd.DataFrame, lane: alt.Y, hours: tuple[int, int]) -> alt.Chart:
    first, last = hours[0] * 60, hours[1] * 60
    axis = alt.Axis(
        values=[*range(first, last + 1, 60)],
        labelExpr=_CLOCK,
        title=None,
        orient="top",
        gridColor=FAINT,
        gridOpacity=0.3,
    )
    scale = alt.Scale(domain=[first, last], nice=False)
    boxes: alt.Chart = alt.Chart(bars).mark_bar(cornerRadius=2, height={"band": 0.86})
    return boxes.encode(
        x=alt.X("start:Q", scale=scale, axis=axis),
        x2="end:Q",
        y=lane,
        color=_kinds(bars["kind"]),
        stroke=alt.condition(_BROKEN, alt.value(BREACH), alt.value(EDGE)),
        strokeWidth=alt.condition(_MARKED, alt.value(2), alt.value(0.6)),
        strokeDash=alt.condition(_PROVISIONAL, alt.value([4, 2]), alt.value([1, 0])),
        tooltip=_tooltip(),
    )


def _tooltip() -> list[alt.Tooltip]:
    return [alt.Tooltip(f"{name}:N", title=name.capitalize()) for name in _TOLD]


def _kinds(present: Iterable[str]) -> alt.Color:
    there = set(present)
    kinds = [kind for kind in FILLS if kind in there]
    return alt.Color(
        "kind:N",
        scale=alt.Scale(domain=kinds, range=[FILLS[kind] for kind in kinds]),
        legend=alt.Legend(title=None, orient="top", symbolType="square", symbolStrokeWidth=0.6, labelFontSize=12),
    )


def _labels(bars: pd.DataFrame, lane: alt.Y, hours: tuple[int, int], *, lift: int, otherwise: str) -> alt.Chart:
    """Labels as large as fit into their bars, and what stands `otherwise`; only the browser knows its width."""
    middles = bars.assign(
        middle=(bars["start"] + bars["end"]) / 2,
        longest=bars["label"].map(lambda label: max(map(len, label.split("\n")))),
        letter=bars["label"].map(lambda label: CAPITAL if label.isupper() else LETTER),
    )
    pixels = f"(datum.end - datum.start) * width / {60 * max(hours[1] - hours[0], 1)}"
    texts: alt.Chart = alt.Chart(middles).mark_text(lineBreak="\n", baseline="middle", lineHeight=11, dy=lift)
    return (
        texts.transform_calculate(most=f"floor(({pixels} - 2) / datum.letter)")
        .transform_calculate(small=f"datum.longest * datum.letter * {SMALLER} <= {pixels} - 1")
        .transform_calculate(shown=f"datum.small || datum.longest <= datum.most ? datum.label : {otherwise}")
        .encode(
            x="middle:Q",
            y=lane,
            text="shown:N",
            size=alt.condition("datum.longest <= datum.most || !datum.small", alt.value(9.5), alt.value(8)),
            color=alt.condition(_IS_AWAY, alt.value(FAINT), alt.value(INK)),
            tooltip=_tooltip(),
        )
    )


def chances(points: pd.DataFrame) -> Drawing:
    """The items of a day by planned start and chance to be on time, over bands of the mean of each hour."""
    first, last = int(points["hour"].min()) * 60, int(points["hour"].max()) * 60 + 60
    axis = alt.Axis(values=[*range(first, last + 1, 60)], labelExpr=_CLOCK, title=None)
    x = alt.X("start:Q", scale=alt.Scale(domain=[first, last], nice=False), axis=axis)
    y = alt.Y("on_time:Q", title="on time", scale=alt.Scale(domain=[0, 1]), axis=alt.Axis(format="%"))
    dots: alt.Chart = alt.Chart(points).mark_circle(size=70, opacity=0.9, stroke=EDGE, strokeWidth=0.8)
    tooltips = [alt.Tooltip("title:N"), alt.Tooltip("when:N"), alt.Tooltip("on_time:Q", format=".0%", title="on time")]
    dots = dots.encode(x=x, y=y, color=_kinds(points["kind"]), tooltip=[*tooltips, alt.Tooltip("kind:N")])
    hours = points.groupby("hour", as_index=False)["on_time"].mean()
    hours = hours.assign(start=hours["hour"] * 60, end=hours["hour"] * 60 + 60)
    means: alt.Chart = alt.Chart(hours).mark_rule(color=FAINT, strokeWidth=3)
    drawing: Drawing = alt.layer(means.encode(x=x, x2="end:Q", y=y), dots).properties(height=280)
    return drawing


def progress(steps: Sequence[Progress], now: float, limit: float) -> Drawing:
    """Worth reached and proven bound until now; the bound is dashed, and each line carries its latest value."""
    steps = (*steps, replace(steps[-1], seconds=max(now, steps[-1].seconds)))
    worths = {"Worth of the plan": [step.objective for step in steps], "Proven upper bound": [s.bound for s in steps]}
    points = pd.DataFrame(
        [
            (step.seconds, worth, line)
            for line, reached in worths.items()
            for step, worth in zip(steps, reached, strict=True)
        ],
        columns=["seconds", "worth", "line"],
    )
    names = list(worths)
    colour = alt.Color("line:N", scale=alt.Scale(domain=names, range=["#3A83BD", "#C2701C"]), legend=_LINE_LEGEND)
    lines: alt.Chart = alt.Chart(points).mark_line(interpolate="step-after", strokeWidth=2.5)
    lines = lines.encode(
        x=alt.X(
            "seconds:Q",
            title="seconds",
            scale=alt.Scale(domain=[0, max(limit, steps[-1].seconds)], nice=False),
            axis=alt.Axis(tickMinStep=1, tickCount=12, format="d"),
        ),
        y=alt.Y("worth:Q", title="worth", scale=alt.Scale(zero=False)),
        color=colour,
        strokeDash=alt.StrokeDash("line:N", scale=alt.Scale(domain=names, range=[[1, 0], [6, 4]]), legend=_LINE_LEGEND),
        tooltip=["line:N", alt.Tooltip("seconds:Q", format=".1f"), "worth:Q"],
    )
    latest = points.groupby("line").tail(1)
    values: alt.Chart = alt.Chart(latest).mark_text(align="right", dx=-4, dy=-10, fontSize=12)
    values = values.encode(x="seconds:Q", y="worth:Q", text=alt.Text("worth:Q", format=","), color=colour)
    drawing: Drawing = alt.layer(lines, values).properties(height=300)
    return drawing

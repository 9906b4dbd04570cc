"""What a resource gives, as a picture: worth with its bound, and what is placed, against the steps of a sweep."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import altair as alt

from planner.scenarios.standing import Number
from planner.scenarios.sweep import Sweep

WIDTH, HEIGHT = 380, 240
WORTH, PLACED = ("worth", "bound"), ("placed_bilateral", "placed_side_event")
TITLES = {
    "worth": "worth of the plan",
    "bound": "proven upper bound",
    "placed_bilateral": "bilaterals",
    "placed_side_event": "side events",
}
_COLOURS, _DASHES = ["#3A83BD", "#C2701C"], [[1, 0], [6, 4]]


class Measured(Protocol):
    """A scenario with its measures; without a plan it has none."""

    @property
    def name(self) -> str: ...

    @property
    def measures(self) -> Mapping[str, Number]: ...


@dataclass(frozen=True, slots=True)
class SweepStep:
    """One step of a sweep that was planned."""

    value: str
    standing: Measured


def planned_steps(sweep: Sweep, standings: Sequence[Measured]) -> tuple[SweepStep, ...]:
    """The steps that have a plan, in their order."""
    planned = {standing.name: standing for standing in standings if standing.measures}
    return tuple(SweepStep(value, planned[one.name]) for value, one in sweep.steps if one.name in planned)


def curve(sweep: Sweep, steps: Sequence[SweepStep]) -> alt.HConcatChart:
    """Two panels beside each other; values that are numbers lie on a scale, others in their order."""
    numeric = all(step.value.isascii() and step.value.isdigit() for step in steps)
    panels = (_panel(sweep.what, steps, keys, title, numeric=numeric) for keys, title in _PANELS)
    drawing: alt.HConcatChart = alt.hconcat(*panels).resolve_scale(color="independent", strokeDash="independent")
    return drawing


_PANELS = ((WORTH, "worth"), (PLACED, "placed"))


def _panel(
    what: str, steps: Sequence[SweepStep], keys: Sequence[str], title: str, *, numeric: bool
) -> alt.LayerChart | alt.FacetChart:
    data = alt.InlineData([one for key in keys for one in _points(steps, key, numeric=numeric)])
    names = [TITLES[key] for key in keys]
    legend = alt.Legend(title=None, orient="top", symbolType="stroke", symbolSize=600)
    base = alt.Chart(data, width=WIDTH, height=HEIGHT).encode(
        x=alt.X("value:Q" if numeric else "value:O", title=what, sort=None, axis=alt.Axis(tickMinStep=1, labelAngle=0)),
        y=alt.Y("number:Q", title=title, scale=alt.Scale(zero=False)),
        color=alt.Color("line:N", scale=alt.Scale(domain=names, range=_COLOURS), legend=legend),
        strokeDash=alt.StrokeDash("line:N", scale=alt.Scale(domain=names, range=_DASHES), legend=legend),
    )
    tooltips = [alt.Tooltip(name) for name in ("line:N", "value:N", "number:Q")]
    panel: alt.LayerChart | alt.FacetChart = alt.layer(
        base.mark_line(strokeWidth=2.5), base.mark_point(filled=True, size=50).encode(tooltip=tooltips)
    )
    return panel


def _points(steps: Sequence[SweepStep], key: str, *, numeric: bool) -> list[Mapping[str, object]]:
    return [
        {
            "value": int(step.value) if numeric else step.value,
            "number": step.standing.measures[key],
            "line": TITLES[key],
        }
        for step in steps
    ]

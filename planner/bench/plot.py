"""How time and memory grow with the size of the event, as a picture."""

from dataclasses import asdict, dataclass
from pathlib import Path

import altair

from planner.bench.core import SIZES
from planner.bench.runs import PLANNER, SIZES_IN_ORDER, Results, middle

WIDTH, HEIGHT = 320, 240


@dataclass(frozen=True, slots=True)
class Point:
    """The planner's medians on events of a kind and size."""

    events: str
    size: str
    requests: int
    first_plan_seconds: float
    peak_mb: float


def points(results: Results) -> list[Point]:
    """One point for each kind of event and size that the planner has planned."""
    drawn = []
    for work in dict.fromkeys(run.job.work for run in results.runs):
        for size in SIZES_IN_ORDER:
            runs = results.of(work, size, PLANNER)
            first, peak = (
                middle([run.first_plan_seconds for run in runs]),
                max((run.peak_mb for run in runs), default=0),
            )
            if first is not None:
                drawn.append(Point(work, size, SIZES[size].requests, first, peak))
    return drawn


def draw(results: Results, path: Path) -> None:
    """Write the picture, seconds to the first plan and peak memory by the number of requests, as SVG."""
    data = altair.InlineData([asdict(point) for point in points(results)])
    seconds, memory = (
        _lines(data, name, title)
        for name, title in (("first_plan_seconds", "first plan, seconds"), ("peak_mb", "peak memory, MiB"))
    )
    altair.hconcat(seconds, memory).save(path, format="svg")


def _lines(data: altair.InlineData, name: str, title: str) -> altair.LayerChart | altair.FacetChart:
    base = altair.Chart(data, width=WIDTH, height=HEIGHT).encode(
        altair.X("requests:Q", scale=altair.Scale(type="log"), title="requests"),
        altair.Y(f"{name}:Q", scale=altair.Scale(type="log"), title=title),
        altair.Color("events:N", title="events"),
        altair.Shape("events:N", title="events"),
    )
    names = base.mark_text(dy=-12).encode(text="size:N")
    return altair.layer(base.mark_line(), base.mark_point(filled=True, size=60), names)

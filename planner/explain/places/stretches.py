"""Sets of starts in words: the stretches of time in which a meeting would fit."""

from datetime import date

import numpy as np

from planner.domain.clock import Span
from planner.domain.wording import day_name
from planner.explain.places.ways import Mask, Ways

SPELT_OUT = 4
"""So many stretches are named; the rest are counted."""


def stretches(ways: Ways, starts: Mask) -> list[Span]:
    """The time that the meeting would take from these starts, in one piece where it meets or overlaps."""
    found: list[Span] = []
    for start in np.flatnonzero(starts).tolist():
        span = ways.span(start)
        if found and span.start <= found[-1].end:
            found[-1] = Span(found[-1].start, span.end)
        else:
            found.append(span)
    return found


def said(ways: Ways, starts: Mask) -> str:
    """`09:00–09:40, 14:00–14:30 on Saturday 25 October and 10:00–10:20 on Sunday 26 October and at 3 further times`."""
    spans = stretches(ways, starts)
    by_day: dict[date, list[str]] = {}
    for span in spans[:SPELT_OUT]:
        start, end = ways.event.local(span.start), ways.event.local(span.end)
        by_day.setdefault(start.date(), []).append(f"{start:%H:%M}–{end:%H:%M}")
    days = [f"{', '.join(clocks)} on {day_name(day)}" for day, clocks in by_day.items()]
    rest = len(spans) - SPELT_OUT
    further = [f"at {rest} further time{'s' if rest > 1 else ''}"] if rest > 0 else []
    return " and ".join([*days, *further])

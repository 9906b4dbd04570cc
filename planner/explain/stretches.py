"""Sets of starts in words: the stretches of time in which a meeting would fit."""

from datetime import date

import numpy as np

from planner.domain.clock import Span
from planner.explain.ways import Mask, Ways
from planner.rules.wording import day_name

SPELT_OUT = 4
"""So many stretches are named; the rest are counted."""


def stretches(ways: Ways, starts: Mask) -> list[Span]:
    """From the first start to the end of what begins at the last, for each run of neighbouring starts."""
    found: list[Span] = []
    chosen = np.flatnonzero(starts).tolist()
    for before, here in zip([None, *chosen], chosen, strict=False):
        span = ways.span(here)
        if before is not None and here == before + 1 and ways.days[before] == ways.days[here]:
            found[-1] = Span(found[-1].start, span.end)
        else:
            found.append(span)
    return found


def said(ways: Ways, starts: Mask) -> str:
    """`09:00–09:40 and 14:00–14:30 on Saturday 25 October, 10:00–10:20 on Sunday 26 October and 3 times more`."""
    spans = stretches(ways, starts)
    by_day: dict[date, list[str]] = {}
    for span in spans[:SPELT_OUT]:
        start, end = ways.event.local(span.start), ways.event.local(span.end)
        by_day.setdefault(start.date(), []).append(f"{start:%H:%M}–{end:%H:%M}")
    days = [f"{' and '.join(clocks)} on {day_name(day)}" for day, clocks in by_day.items()]
    more = [f"{len(spans) - SPELT_OUT} times more"] if len(spans) > SPELT_OUT else []
    return ", ".join(days) + "".join(f" and {rest}" for rest in more)

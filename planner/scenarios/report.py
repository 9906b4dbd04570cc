"""The files of a comparison: a workbook with its plan for each scenario, the table, and the curve of a sweep."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from importlib.util import find_spec
from io import StringIO

from planner.feeds.names import file_names
from planner.scenarios.standing import MEASURES, Standing
from planner.scenarios.sweep import Sweep
from planner.workbook import csv_of
from planner.workbook.format.for_reading import Head, ReadingSheet, Shown
from planner.workbook.proof import proven
from planner.workbook.workbook import Workbook
from planner.workbook.writer import workbook_bytes

PICTURE = "vl_convert"
"""The package that turns a chart into a picture, where it is installed."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """What was asked for and what came of it, the event as it is first; `complete` if every scenario was ended."""

    standings: tuple[Standing, ...]
    sweep: Sweep | None
    complete: bool

    def as_dict(self) -> dict[str, object]:
        """The JSON object of the command `scenarios`."""
        what = None if self.sweep is None else self.sweep.what
        steps = [] if self.sweep is None else self.sweep.steps
        swept = {"what": what, "steps": [{"value": value, "scenario": one.name} for value, one in steps]}
        return {
            "scenarios": [standing.as_dict() for standing in self.standings],
            "sweep": None if self.sweep is None else swept,
            "complete": self.complete,
        }


def files(comparison: Comparison, now: datetime) -> dict[str, bytes]:
    """All files by name; the picture of a sweep only where there is what draws it."""
    made = {"comparison.csv": csv_of(table(comparison.standings))}
    names = file_names(["comparison", *(standing.name for standing in comparison.standings)])
    for standing in comparison.standings:
        if standing.outcome is not None:
            made[f"{names[standing.name]}.xlsx"] = _workbook(standing, now)
    made["comparison.json"] = (json.dumps(comparison.as_dict(), ensure_ascii=False, indent=2) + "\n").encode()
    return made | ({} if comparison.sweep is None else _swept(comparison.sweep, comparison.standings))


def table(standings: Sequence[Standing], name: str = "Scenario") -> ReadingSheet:
    """A row for each plan, every measure a column."""
    heads = (Head(name, 30), *(Head(measure.title) for measure in MEASURES), Head("failure", 60))
    rows = [[Shown(one.name), *_numbers(one), Shown(one.failure)] for one in standings]
    return ReadingSheet("Comparison", "Scenarios compared", heads, rows)


def _numbers(standing: Standing) -> list[Shown]:
    measures: Mapping[str, int | float | None] = standing.measures
    return [Shown(measures.get(measure.key), "percent" if measure.share else "number") for measure in MEASURES]


def solved(standing: Standing, now: datetime) -> Workbook:
    """The scenario as a workbook with its plan and proof."""
    workbook, outcome = standing.variant.workbook, standing.outcome
    assert workbook is not None, "only a variant without errors is planned"
    assert outcome is not None, "asked only of a variant that has a plan"
    return proven(workbook, outcome, now)


def _workbook(standing: Standing, now: datetime) -> bytes:
    return workbook_bytes(solved(standing, now))


def _swept(sweep: Sweep, standings: Sequence[Standing]) -> dict[str, bytes]:
    from planner.scenarios.plot import curve, planned_steps  # what draws takes long to load, and few works draw

    steps = planned_steps(sweep, standings)
    there = {standing.name: standing for standing in standings}
    sheet = table([there[step.standing.name] for step in steps], sweep.what)
    rows = [[Shown(step.value), *row[1:]] for step, row in zip(steps, sheet.rows, strict=True)]
    made = {"sweep.csv": csv_of(ReadingSheet(sheet.name, sheet.title, sheet.heads, rows))}
    if steps and find_spec(PICTURE) is not None:
        picture = StringIO()
        curve(sweep, steps).save(picture, format="svg")
        made["sweep.svg"] = picture.getvalue().encode()
    return made

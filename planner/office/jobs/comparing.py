"""Scenarios as a work: planned beside each other, told of as each is done, and one of them made the event later."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from planner.background import Refused, Threads
from planner.domain.plan import Effort
from planner.domain.vocabulary import Severity
from planner.office.draft import adopted
from planner.office.jobs.given import Given, Halted, Step, Tell
from planner.office.jobs.offers import Made, Said, made_read, made_written
from planner.office.jobs.packing import about_of, packed
from planner.scenarios.report import Comparison, files
from planner.scenarios.run import run
from planner.scenarios.standing import Number, Standing, standings
from planner.scenarios.sweep import Sweep, WrongSweep, sweep
from planner.scenarios.variant import Variant, variants
from planner.store import Json
from planner.workbook.reading.scenarios import read_scenarios


@dataclass(frozen=True, slots=True)
class Planned:
    """A scenario with what came of it, as the comparison shows it; no measures where it has no plan. `made` is what
    makes it the event, None of the event as it is.
    """

    name: str
    failure: str
    measures: Mapping[str, Number]
    made: Made | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Compared:
    """A comparison by now or at its end: the event as it is first. `complete` if every scenario was ended."""

    planned: tuple[Planned, ...]
    complete: bool


def compared(given: Given, tell: Tell, halted: Halted) -> bytes:
    """The scenarios of the event and the steps of a sweep planned beside each other, as the files of a comparison.

    Parameters: `sweep`; `listed`, whether the sheet Scenarios counts as well, by itself only without a sweep; and those
    of an `Effort`.
    """
    swept, found = _variants(given)
    names = ("time_limit", "seed", "workers")
    effort = Effort(**{name: given.parameters[name] for name in names if name in given.parameters})
    made: list[Standing] = []
    for one in standings(run(found, effort, Threads(), halted)):
        made.append(one)
        rows: Json = [_row_written(each) for each in made]
        tell(Step({"done": len(made), "of": len(found), "planned": rows}))
    made.sort(key=lambda one: found.index(one.variant))
    complete = len(made) == len(found) and not halted()
    about = {"planned": [_row_written(one) | _adopting(given, one) for one in made], "complete": complete}
    return packed(files(Comparison(tuple(made), swept, complete), datetime.now(UTC)), about)


def _variants(given: Given) -> tuple[Sweep | None, tuple[Variant, ...]]:
    workbook, words = given.workbook, given.asked("sweep")
    try:
        swept = None if words is None else sweep(workbook.event, words)
    except WrongSweep as wrong:
        raise Refused(f"{wrong.sentence} {wrong.cure}") from None
    counts = given.asked("listed", swept is None)
    listed, problems = read_scenarios(given.source, workbook.event.zone) if counts else ((), ())
    found = variants(workbook, (*listed, *(() if swept is None else (one for _, one in swept.steps))))
    wrong_ones = (*problems, *(problem for variant in found[1:] for problem in variant.problems))
    if faults := [one for one in wrong_ones if one.severity == Severity.ERROR]:
        raise Refused(f"{faults[0].sentence} {faults[0].cure}".strip())
    if len(found) == 1:
        raise Refused("There is no scenario to compare. Fill in the sheet Scenarios, or vary one thing.")
    return swept, found


# --- how it is told --------------------------------------------------------------------------------------------------


def _row_written(one: Standing) -> dict[str, Json]:
    return {"name": one.name, "failure": one.failure, "measures": dict(one.measures)}


def _adopting(given: Given, one: Standing) -> Said:
    return {"made": None if one.outcome is None else made_written(given, adopted(given.draft, one))}


def compared_so_far(progress: Json) -> Compared:
    """What is planned by now."""
    said: Any = progress if isinstance(progress, dict) else {}
    return Compared(tuple(_row_read(one) for one in said.get("planned", ())), complete=False)


def compared_read(result: bytes) -> Compared:
    """What came of a comparison."""
    said = about_of(result)
    return Compared(tuple(_row_read(one) for one in said["planned"]), said["complete"])


def _row_read(said: Said) -> Planned:
    made = said.get("made")
    return Planned(said["name"], said["failure"], said["measures"], None if made is None else made_read(made))

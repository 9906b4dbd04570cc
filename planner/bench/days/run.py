"""Runs random days and adds up what came of them."""

from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, replace
from statistics import median
from time import process_time

from planner.bench.days.promises import broken
from planner.bench.days.replanned_day import ReplannedDay
from planner.bench.days.scenes import Scene, scene
from planner.bench.days.smaller import smaller_change
from planner.domain.plan import Problem
from planner.replanning import CannotApply, Replanned, replan
from planner.replanning.settle import CUT_SHORT, worked_in
from planner.solver import CannotKeep

AGAIN_EVERY = 5
"""Every so many days the question is asked twice, and has the same answer."""


@dataclass(frozen=True, slots=True)
class DayRow:
    """One day: what was reported, what of it was refused and with what words, how much was taken in, what came of it.

    `seconds` are of one processor.
    """

    seed: int
    size: str
    reported: tuple[str, ...]
    refused: tuple[str, ...] = ()
    taken: int = 0
    seconds: float = 0.0
    changes: int = 0
    calls: int = 0
    minimal: bool = False
    broken: tuple[str, ...] = ()


def run_days(seeds: Iterable[int], tell: Callable[[DayRow], None]) -> tuple[DayRow, ...]:
    """The days of the seeds, each told of when it is done."""
    rows = []
    for seed in seeds:
        rows.append(tried(scene(seed)))
        tell(rows[-1])
    return tuple(rows)


def tried(day: Scene) -> DayRow:
    """One day re-planned, and held against what was promised. What is refused is left out, as an officer would do."""
    began, reported = process_time(), tuple(str(one.what) for one in day.incidents)
    day, problems = _possible(day)
    refused, unsaid = tuple(map(str, problems)), _unsaid(problems)
    if not day.incidents:
        return DayRow(day.seed, day.size, reported, refused, broken=unsaid)
    try:
        replanned = replan(day.event, day.plan, day.incidents, day.now)
    except CannotKeep as kept:
        reasons = tuple(one.sentence for one in kept.breaches)
        return DayRow(day.seed, day.size, reported, refused, broken=("what stays contradicts itself", *reasons))
    seconds, verdict = process_time() - began, ReplannedDay(day, replanned)
    faults = (*unsaid, *broken(verdict), *smaller_change(verdict), *_otherwise(day, replanned))
    changes, calls = len(replanned.diff.changes), len(replanned.calls)
    taken = len(day.incidents)
    return DayRow(day.seed, day.size, reported, refused, taken, seconds, changes, calls, replanned.minimal, faults)


def _possible(day: Scene) -> tuple[Scene, tuple[Problem, ...]]:
    """The day without the reports that are refused, and what was said of those."""
    try:
        worked_in(day.event, day.plan, day.incidents, day.now, _number)
    except CannotApply as refused:
        at_fault = {int(one.cell) for one in refused.problems}
        rest = tuple(one for number, one in enumerate(day.incidents) if number not in at_fault)
        fewer, more = _possible(replace(day, incidents=rest))
        return fewer, (*refused.problems, *more)
    return day, ()


def _number(_sheet: str, key: str, _column: str) -> str:
    """The number of a report, as the cell at which it is refused."""
    return key


def _unsaid(problems: tuple[Problem, ...]) -> tuple[str, ...]:
    """A refusal says what is wrong and what to do."""
    return tuple(f"refused without a cure: {one.sentence}" for one in problems if not (one.sentence and one.cure))


def _otherwise(day: Scene, found: Replanned) -> tuple[str, ...]:
    """Where nothing more happens nothing changes, and the same question has the same answer."""
    differences = []
    if replan(found.event, found.plan, (), day.now).plan != found.plan:
        differences.append("without anything new, the plan changes once more")
    if day.seed % AGAIN_EVERY == 0:
        again = replan(day.event, day.plan, day.incidents, day.now)
        # An answer that the clock has ended says so, and may be another one the next time.
        if again.offer != found.offer and CUT_SHORT not in (*found.notes, *again.notes):
            differences.append(f"the same question has another answer, {again.offer} after {found.offer}")
    return tuple(differences)


def days_dict(rows: tuple[DayRow, ...]) -> dict[str, object]:
    """The JSON of the command: a row for each day, and the rates."""
    return {"rows": [asdict(row) for row in rows], "summary": summary(rows)}


def summary(rows: tuple[DayRow, ...]) -> dict[str, object]:
    """How many reports were taken in and refused, how many days broke a promise, are called minimal; medians."""
    taken = [row for row in rows if row.taken]
    return {
        "days": len(rows),
        "reports": sum(len(row.reported) for row in rows),
        "taken_in": sum(row.taken for row in rows),
        "days_with_any_taken_in": len(taken),
        "days_that_broke_a_promise": sum(bool(row.broken) for row in rows),
        "called_minimal": sum(row.minimal for row in taken),
        "median_calls": median([row.calls for row in taken]) if taken else 0,
        "most_calls": max((row.calls for row in taken), default=0),
        "median_seconds": round(median([row.seconds for row in taken]), 2) if taken else 0,
        "most_seconds": round(max((row.seconds for row in taken), default=0), 2),
    }

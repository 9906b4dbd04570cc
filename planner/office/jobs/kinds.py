"""The works that can be asked for, each by its name: a new one is a function and a line in the table.

A work takes a state of an event and parameters, tells how far it is, and returns its result: JSON, or a zip of files.
"""

import json
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from planner.background import Refused, Threads
from planner.domain.event import Event
from planner.domain.plan import Effort
from planner.domain.vocabulary import Severity
from planner.explain import UnknownItem, UnknownRoom, suggest, why
from planner.feeds.exports import EXPORTS, Export, files_of
from planner.office.cells.sheet import sheet_of
from planner.office.cells.written import about_written, row_written
from planner.office.draft import Revision, replanned
from planner.office.jobs.chances import robustness_written
from planner.office.jobs.given import Given, Halted, Step, Tell
from planner.office.jobs.outcomes import Solved
from planner.office.jobs.solving import rebased, solved
from planner.papers import KINDS as PAPERS
from planner.papers import View, Wanted, edition_of, print_papers
from planner.replanning import CannotApply, Proposal, StoppedTooSoon, Terms, moment_fault, proposals
from planner.scenarios.report import Comparison, files
from planner.scenarios.run import run
from planner.scenarios.standing import standings
from planner.scenarios.sweep import Sweep, WrongSweep, sweep
from planner.scenarios.variant import Variant, variants
from planner.simulate import simulate
from planner.solver import NoPlan
from planner.workbook.reading.scenarios import read_scenarios

WRITE_INTO_FILES = ("export", "scenarios")
"""Works whose workbooks are written into the file that the event came from."""

Work = Callable[[Given, Tell, Halted], bytes]


# --- what holds of a plan --------------------------------------------------------------------------------------------


def _simulated(given: Given, tell: Tell, halted: Halted) -> bytes:
    def follow(done: int, runs: int) -> None:
        tell(Step({"done": done, "of": runs}))
        if halted():
            raise Refused("It was stopped before the last run.")

    workbook, plan = given.planned
    runs, seed = given.asked("runs", 10_000), given.asked("seed", 0)
    found = simulate(workbook.event, plan, runs=runs, seed=seed, on_progress=follow)
    return robustness_written(found)


def _why(given: Given, _: Tell, __: Halted) -> bytes:
    (workbook, plan), at = given.planned, given.asked("at")
    moment = None if at is None else _moment(workbook.event, at)
    try:
        found = why(workbook.event, plan, given.parameters["item"], moment, given.asked("room", ""))
    except (UnknownItem, UnknownRoom) as unknown:
        raise Refused(str(unknown)) from None
    return _json(found.as_dict())


def _suggested(given: Given, _: Tell, __: Halted) -> bytes:
    workbook, plan = given.planned
    try:
        found = suggest(workbook.event, plan, given.parameters["item"], given.asked("top", 5))
    except UnknownItem as unknown:
        raise Refused(str(unknown)) from None
    return _json(found.as_dict())


# --- other plans -----------------------------------------------------------------------------------------------------


def _replanned(given: Given, _: Tell, halted: Halted) -> bytes:
    """The ways to take what the sheet Changes says, each with the sheets that it makes anew.

    Parameters: `now` on the event's clock, and those of `Terms`.
    """
    workbook, _plan = given.planned
    event = workbook.event
    now = _moment(event, given.asked("now"))
    if (fault := moment_fault(event, now)) is not None:
        raise Refused(" ".join(fault))
    names = ("near", "fill", "seconds", "workers", "most_calls", "keep_locked")
    terms = Terms(**{name: given.parameters[name] for name in names if name in given.parameters}, stop=halted)
    try:
        found = proposals(event, workbook.dated_plan, event.changes, now, terms=terms, locate=workbook.locate)
    except (CannotApply, NoPlan) as reason:
        raise Refused(str(reason)) from None
    except StoppedTooSoon:
        raise Refused("It was stopped before there was a new plan; the plan is as it was.") from None
    draft = Revision(given.file, given.source, "", origin=workbook.origin)
    return _json({"proposals": [_proposal(draft, one) for one in found]})


def _proposal(draft: Revision, one: Proposal) -> dict[str, Any]:
    """One way as the commands tell it, and what it takes to put it in place."""
    made = replanned(draft, one.found.event, one.found.outcome, one.found.summary).source.grids
    there = {grid.name: grid for grid in draft.source.grids}
    anew = [sheet_of(grid) for grid in made if there.get(grid.name) != grid]
    sheets = [
        {"name": sheet.name, "about": about_written(sheet), "rows": [row_written(row) for row in sheet.rows.values()]}
        for sheet in anew
    ]
    gone = sorted(there.keys() - {grid.name for grid in made})
    outcome = json.loads(Solved(one.found.outcome).written())
    return one.as_dict() | {"summary": one.found.summary, "outcome": outcome, "sheets": sheets, "gone": gone}


def _compared(given: Given, tell: Tell, halted: Halted) -> bytes:
    """The scenarios of the event and the steps of a sweep planned beside each other, as the files of a comparison.

    Parameters: `sweep`, and those of an `Effort`.
    """
    swept, found = _variants(given)
    names = ("time_limit", "seed", "workers")
    effort = Effort(**{name: given.parameters[name] for name in names if name in given.parameters})
    made = []
    for one in standings(run(found, effort, Threads(), halted)):
        made.append(one)
        tell(Step({"done": len(made), "of": len(found)}))
    made.sort(key=lambda one: found.index(one.variant))
    return _zip(files(Comparison(tuple(made), swept, len(made) == len(found) and not halted()), datetime.now(UTC)))


def _variants(given: Given) -> tuple[Sweep | None, tuple[Variant, ...]]:
    workbook, words = given.workbook, given.asked("sweep")
    try:
        swept = None if words is None else sweep(workbook.event, words)
    except WrongSweep as wrong:
        raise Refused(f"{wrong.sentence} {wrong.cure}") from None
    listed, problems = read_scenarios(given.source, workbook.event.zone) if swept is None else ((), ())
    found = variants(workbook, (*listed, *(() if swept is None else (one for _, one in swept.steps))))
    wrong_ones = (*problems, *(problem for variant in found[1:] for problem in variant.problems))
    if faults := [one for one in wrong_ones if one.severity == Severity.ERROR]:
        raise Refused(f"{faults[0].sentence} {faults[0].cure}".strip())
    if len(found) == 1:
        raise Refused("There is no scenario to compare. Fill in the sheet Scenarios, or vary one thing.")
    return swept, found


# --- files -----------------------------------------------------------------------------------------------------------


def _printed(given: Given, tell: Tell, _: Halted) -> bytes:
    """Papers in PDF. Parameters: `papers`, `views` and `delegations`, all where not said."""
    workbook, _plan = given.planned
    codes = given.asked("delegations")
    wanted = Wanted(
        tuple(given.asked("papers", PAPERS)),
        tuple(View(one) for one in given.asked("views", View)),
        None if codes is None else tuple(codes),
    )
    made = print_papers(edition_of(workbook), wanted, None, lambda at: tell(Step({"done": at.done, "of": at.total})))
    return _zip({one.name: one.content for one in made})


def _exported(given: Given, _: Tell, __: Halted) -> bytes:
    """Files for other programs. Parameter: `formats`, all that the event has where not said."""
    workbook, stem = given.workbook, Path(given.file).stem
    asked = given.asked("formats", [one.name for one in EXPORTS])
    chosen = [one for one in EXPORTS if one.name in asked and (workbook.plan is not None or not one.needs_plan)]
    if {one.name for one in chosen} != set(asked) and "formats" in given.parameters:
        raise Refused("The event has no plan yet, which these formats need. Solve it first.")
    export = Export(workbook, frozenset(one.name for one in chosen))
    made, _gone = files_of(export, {Path(f"{stem}{one.ending}"): one for one in chosen})
    return _zip(made)


def _zip(made: Mapping[str, bytes]) -> bytes:
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        for name, content in made.items():
            archive.writestr(name, content)
    return packed.getvalue()


def _json(said: object) -> bytes:
    return json.dumps(said, ensure_ascii=False).encode()


def _moment(event: Event, text: str | None) -> datetime:
    """A moment as ISO 8601 writes it, on the event's clock; now where none is given."""
    if text is None:
        return event.local(datetime.now(UTC)).replace(second=0, microsecond=0)
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise Refused(f"'{text}' is no date and time. Write it as 2025-10-25 09:00.") from None
    return moment.replace(tzinfo=event.zone) if moment.tzinfo is None else event.local(moment)


KINDS: Mapping[str, Work] = {
    "solve": solved,
    "rebase": rebased,
    "replan": _replanned,
    "scenarios": _compared,
    "simulate": _simulated,
    "why": _why,
    "suggest": _suggested,
    "papers": _printed,
    "export": _exported,
}

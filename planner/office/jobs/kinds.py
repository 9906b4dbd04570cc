"""The works that can be asked for, each by its name: a new one is a function and a line in the table.

A work takes a state of an event and parameters, tells how far it is, and returns its result: JSON, or a zip of files.
"""

import json
from collections.abc import Callable, Mapping
from datetime import UTC, datetime

from planner.background import Refused
from planner.domain.event import Event
from planner.explain import UnknownItem, UnknownRoom, suggest, why
from planner.office.jobs.chances import robustness_written
from planner.office.jobs.comparing import compared
from planner.office.jobs.files import exported, printed
from planner.office.jobs.given import Given, Halted, Step, Tell
from planner.office.jobs.offers import places_written, way_written, why_written
from planner.office.jobs.solving import rebased, solved
from planner.replanning import CannotApply, StoppedTooSoon, Terms, moment_fault, proposals
from planner.simulate import simulate
from planner.solver import CannotKeep, NoPlan

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
    """Why an item is not placed or not elsewhere, with cures. Parameters: `item`; `at` and `room` of another place."""
    (workbook, plan), at = given.planned, given.asked("at")
    moment = None if at is None else _moment(workbook.event, at)
    try:
        found = why(workbook.event, plan, given.parameters["item"], moment, given.asked("room", ""))
    except (UnknownItem, UnknownRoom) as unknown:
        raise Refused(str(unknown)) from None
    return _json(why_written(given, found))


def _suggested(given: Given, _: Tell, __: Halted) -> bytes:
    """Other places for an item. Parameters: `item`, and `top` for how many."""
    workbook, plan = given.planned
    try:
        found = suggest(workbook.event, plan, given.parameters["item"], given.asked("top", 5))
    except UnknownItem as unknown:
        raise Refused(str(unknown)) from None
    return _json(places_written(given, found))


def _replanned(given: Given, _: Tell, halted: Halted) -> bytes:
    """The ways to take what the sheet Changes says. Parameters: `now` on the event's clock, and those of `Terms`."""
    workbook, _plan = given.planned
    event = workbook.event
    now = _moment(event, given.asked("now"))
    if (fault := moment_fault(event, now)) is not None:
        raise Refused(" ".join(fault))
    names = ("near", "fill", "seconds", "workers", "most_calls", "keep_locked")
    terms = Terms(**{name: given.parameters[name] for name in names if name in given.parameters}, stop=halted)
    try:
        found = proposals(event, workbook.dated_plan, event.changes, now, terms=terms, locate=workbook.locate)
    except CannotKeep as kept:
        broken = " ".join(breach.sentence for breach in kept.breaches)
        raise Refused(f"What has begun, is locked or done would become impossible. {broken}") from None
    except CannotApply as wrong:
        raise Refused(" ".join(f"{one.sentence} {one.cure}".strip() for one in wrong.problems)) from None
    except NoPlan as reason:
        raise Refused(str(reason)) from None
    except StoppedTooSoon:
        raise Refused("It was stopped before there was a new plan; the plan is as it was.") from None
    return _json({"proposals": [way_written(given, one) for one in found]})


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
    "scenarios": compared,
    "simulate": _simulated,
    "why": _why,
    "suggest": _suggested,
    "papers": printed,
    "export": exported,
}

"""The command `replan`: what happened goes in, the new plan, what changed and whom to call come out."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer
from rich.table import Table

from planner.cli.arguments import AsJson, Force, Planned
from planner.cli.files import MISUSED, CommandRefused, must_be_free, no_plan, refusal, stopped_too_soon, written
from planner.cli.interrupts import Interrupts, stopped_by_interrupt
from planner.cli.moments import moment_of
from planner.cli.output import answering, outcome_dict, people, tell, tell_json, tell_problems
from planner.cli.solving import defective
from planner.domain.plan import Breach, Plan, Problem
from planner.domain.vocabulary import Severity
from planner.domain.wording import item_name, opening
from planner.workbook import Workbook, read, write
from planner.workbook.format.changes import CHANGES
from planner.workbook.proof import proven, still_proven

if TYPE_CHECKING:
    from planner.replanning import Proposal, Replanned, Terms

HAS_BEGUN = "It has begun, or is done, and stays as it was: correct the change, or say since when in `from`."


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for: the file with the changes (the plan's own sheet where None), now, and how to re-plan."""

    changes: Path | None
    now: str
    near: int
    fill: bool
    time_limit: float | None
    workers: int | None
    way: str
    most_calls: int | None = None
    offer: str = ""
    keep_locked: bool = False


@answering
def replan(
    plan: Planned,
    out: Annotated[
        Path | None,
        typer.Option("--output", help="where to write the workbook with the new plan; without it, all ways are shown"),
    ] = None,
    changes: Annotated[
        Path | None, typer.Option(help="a file with a sheet Changes; default: that sheet of the workbook itself")
    ] = None,
    now: Annotated[
        str, typer.Option(help="on the event's clock, such as '2025-10-25 11:20'; default: this machine's time")
    ] = "",
    near: Annotated[int, typer.Option(min=0, help="minutes from now in which items move only if they must")] = 30,
    way: Annotated[
        Literal["hold", "compress", "swap", "ask"],
        typer.Option(help="push what follows, take up the gaps, disturb least, or ask those who would lose a meeting"),
    ] = "swap",
    offer: Annotated[str, typer.Option(help="the offer that was shown: written only if that is what comes of it")] = "",
    most_calls: Annotated[
        int | None, typer.Option(min=0, help="others who may be called for a new request; default: by its priority")
    ] = None,
    fill: Annotated[bool, typer.Option("--fill", help="give free time to waiting requests")] = False,
    keep_locked: Annotated[
        bool, typer.Option("--keep-locked", help="refuse, instead of moving, what is locked and cannot stay")
    ] = False,
    time_limit: Annotated[
        float | None, typer.Option(min=0.1, help="seconds of one processor; default: by the size of the event")
    ] = None,
    workers: Annotated[int | None, typer.Option(min=1, help="threads; default: 1")] = None,
    force: Force = False,
    as_json: AsJson = False,
) -> None:
    """Change a plan as little as possible after something happened. Says what changed and whom to call."""
    wanted = Wanted(changes, now, near, fill, time_limit, workers, way, most_calls, offer, keep_locked)
    _replan(plan, wanted, out, force=force, as_json=as_json)


def _replan(plan: Path, wanted: Wanted, out: Path | None, *, force: bool, as_json: bool) -> None:
    """Writes the workbook with what happened, its new plan, and no sheet of changes any more.

    Without a file to write, the ways to take a delay are shown side by side.
    """
    if out is None:
        _show_proposals(plan, wanted, as_json=as_json)
        return
    must_be_free(out, force=force)
    workbook, before = _opened(plan, wanted, show=not as_json)
    with stopped_by_interrupt() as stop:
        with _refusing(workbook):
            replanned = _as_offered(workbook, before, wanted, stop)
        stays = replanned.plan == before
        outcome = (
            replace(replanned.outcome, plan=workbook.plan) if stays and workbook.plan is not None else replanned.outcome
        )
        anew = proven(replace(workbook, event=replanned.event), outcome, datetime.now(UTC))
        changed = workbook if still_proven(workbook, replanned.event, replanned.plan) else anew
        written(out, lambda: write(changed, out, force=force, as_old=stays, like=plan))
        stop.kept = f"{out} is written"
        if as_json:
            tell_json(replanned_dict(replanned))
        else:
            tell_replanned(replanned)
            tell(f"Written to {out}.")


def _opened(plan: Path, wanted: Wanted, *, show: bool) -> tuple[Workbook, Plan]:
    reading = read(plan, wanted.changes)
    if reading.workbook is None:
        raise CommandRefused(reading.problems)
    if reading.workbook.plan is None:
        raise no_plan(plan)
    if show and wanted.changes is not None and not reading.workbook.event.changes:
        tell(f"{wanted.changes} reports nothing: its sheet {CHANGES.name} has no rows.")
    if show:
        tell_problems((one for one in reading.problems if one.sheet == CHANGES.name), wrong=True)
    return reading.workbook, reading.workbook.dated_plan


def _show_proposals(plan: Path, wanted: Wanted, *, as_json: bool) -> None:
    # Loaded here: the other commands need no OR-tools.
    from planner.replanning import proposals

    workbook, before = _opened(plan, wanted, show=not as_json)
    event, now = workbook.event, _now(workbook, wanted.now)
    with _refusing(workbook):
        offers = proposals(event, before, event.changes, now, terms=_terms(wanted), locate=workbook.locate)
    if as_json:
        tell_json({"proposals": [proposal.as_dict() for proposal in offers]})
    else:
        tell_proposals(offers)


def _terms(wanted: Wanted) -> "Terms":
    from planner.replanning import Terms

    return Terms(
        wanted.near,
        wanted.fill,
        wanted.time_limit,
        wanted.workers,
        most_calls=wanted.most_calls,
        keep_locked=wanted.keep_locked,
    )


def _as_offered(workbook: Workbook, before: Plan, wanted: Wanted, stop: Interrupts) -> "Replanned":
    """The re-plan; where an offer is named, the one that was shown, or none."""
    replanned = _found(workbook, before, wanted, stop)
    if wanted.offer not in ("", replanned.offer):
        cure = "Look at the ways once more (without --output), with the same options, and choose anew."
        sentence = (
            f"What was shown as {wanted.offer} is not what comes of it now ({replanned.offer}); nothing is written."
        )
        raise refusal("--offer", sentence, cure)
    return replanned


def _found(workbook: Workbook, before: Plan, wanted: Wanted, stop: Interrupts) -> "Replanned":
    from planner.replanning import Way, replan

    return replan(
        workbook.event,
        before,
        workbook.event.changes,
        _now(workbook, wanted.now),
        way=Way(wanted.way),
        terms=replace(_terms(wanted), stop=stop),
        locate=workbook.locate,
        input_sha256=workbook.sha256,
    )


@contextmanager
def _refusing(workbook: Workbook) -> Iterator[None]:
    """Turns what cannot be re-planned into a refusal."""
    from planner.replanning import CannotApply, StoppedTooSoon
    from planner.solver import CannotKeep, SolverDisagrees

    try:
        yield
    except CannotApply as refused:
        raise CommandRefused(refused.problems) from None
    except StoppedTooSoon:
        raise stopped_too_soon() from None
    except CannotKeep as kept:
        raise CommandRefused(tuple(_stays(workbook, breach) for breach in kept.breaches), kept.breaches) from None
    except SolverDisagrees as defect:
        raise defective(workbook, defect) from None


def _stays(workbook: Workbook, breach: Breach) -> Problem:
    """A broken rule as the question that it leaves: what is locked may be unlocked, what has begun cannot be undone."""
    rows = workbook.plan.by_item if workbook.plan is not None else {}
    locked = next((item for item in breach.items if item in rows and rows[item].locked), None)
    item = locked or breach.items[0]
    cell = workbook.locate("Plan", item, "locked" if locked else "item") or workbook.locate("Plan", item, "item")
    name = opening(item_name(workbook.event, item))
    cure = f"{name} is locked: take the lock out here, and it is placed anew." if locked else HAS_BEGUN
    return Problem(Severity.ERROR, "Plan", cell, item, breach.sentence, cure)


def _now(workbook: Workbook, text: str) -> datetime:
    """The moment that a text means on the event's clock; the time of this machine where it is empty."""
    from planner.replanning import moment_fault

    now = (
        moment_of("--now", text, workbook.event)
        if text
        else workbook.event.local(datetime.now(UTC)).replace(second=0, microsecond=0)
    )
    if (fault := moment_fault(workbook.event, now)) is not None:
        raise refusal("--now", *fault, status=MISUSED)
    return now


# --- output ----------------------------------------------------------------------------------------------------------


def replanned_dict(found: "Replanned") -> dict[str, object]:
    """What `solve` prints, and what changed, whom to call, whether nothing disturbs less."""
    return outcome_dict(found.outcome) | {
        "diff": [change.as_dict() for change in found.diff.changes],
        "parties": [call.as_dict() for call in found.calls],
        "minimal": found.minimal,
        "left_out": list(found.left_out),
        "notes": list(found.notes),
        "asks": list(found.asks),
    }


def tell_replanned(found: "Replanned") -> None:
    """What changed, item by item; whom to call, the most urgent first; how sure it is that nothing disturbs less."""
    for sentence in (*found.notes, *found.asks):
        tell(sentence)
    for change in found.diff.changes:
        tell(change.sentence)
    for item in found.left_out:
        tell(f"{opening(item_name(found.event, item))} is not placed. {found.plan.by_item[item].why}")
    for call in found.calls:
        tell(call.line(found.event.delegation[call.delegation].label))
    tell(found.summary)


def tell_proposals(found: "Sequence[Proposal]") -> None:
    """The ways side by side: what each moves and drops, how many hear of it, and what the plan is worth then."""
    table = Table("way", "moved", "dropped", "to inform", "worth", "offer")
    for one in found:
        counts = (len(one.moved), len(one.dropped), len(one.found.calls), one.found.outcome.objective)
        table.add_row(str(one.way), *map(str, counts), one.offer)
    people.print(table)
    for one in found:
        tell(f"{one.way}: {_says(one)}")
        for ask in one.found.asks:
            tell(f"  {ask}")
    tell("Choose one with --way and --offer, and name the file to write with --output.")


def _says(proposal: "Proposal") -> str:
    from planner.replanning import SAYS

    event, found = proposal.found.event, proposal.found
    lost = f" Dropped: {', '.join(item_name(event, item) for item in proposal.dropped)}." if proposal.dropped else ""
    waits = f" Not placed: {', '.join(item_name(event, item) for item in found.left_out)}." if found.left_out else ""
    return f"{SAYS[proposal.way]}{lost}{waits}"

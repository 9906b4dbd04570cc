"""The command `replan`: what happened goes in, the new plan, what changed and whom to call come out."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from planner.cli.files import Refused, must_be_free, no_plan, refusal, written
from planner.cli.moments import moment_of
from planner.cli.output import breach_problems, outcome_dict, tell, tell_json, tell_problems
from planner.domain.plan import Plan
from planner.workbook import Workbook, read, write
from planner.workbook.change_sheet import CHANGES
from planner.workbook.proof import proven

if TYPE_CHECKING:
    from planner.replanning import Replanned


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for: the file with the changes (the plan's own sheet where None), now, and how to re-plan."""

    changes: Path | None
    now: str
    near: int
    fill: bool
    time_limit: float | None
    workers: int | None


def run_replan(plan: Path, wanted: Wanted, out: Path, *, force: bool, as_json: bool) -> None:
    """Re-plans, and writes the workbook with what happened, its new plan, and an empty sheet of changes."""
    must_be_free(out, force=force)
    workbook, before = _opened(plan, wanted, show=not as_json)
    found = _found(workbook, before, wanted)
    stays = found.plan == before
    outcome = replace(found.outcome, plan=workbook.plan) if stays and workbook.plan is not None else found.outcome
    changed = proven(replace(workbook, event=found.event), outcome, datetime.now(UTC))
    written(out, lambda: write(changed, out, force=force, as_old=stays))
    if as_json:
        tell_json(replanned_dict(found))
    else:
        tell_replanned(found)
        tell(f"Written to {out}.")


def _opened(plan: Path, wanted: Wanted, *, show: bool) -> tuple[Workbook, Plan]:
    reading = read(plan, wanted.changes)
    if reading.workbook is None:
        raise Refused(reading.problems)
    if reading.workbook.plan is None:
        raise no_plan(plan)
    if show:
        tell_problems((one for one in reading.problems if one.sheet == CHANGES.name), wrong=True)
    return reading.workbook, reading.workbook.dated_plan


def _found(workbook: Workbook, before: Plan, wanted: Wanted) -> "Replanned":
    # Loaded here: the other commands need no OR-tools.
    from planner.replanning import CannotApply, Terms, replan
    from planner.solver import CannotKeep, SolverDisagrees

    terms: Terms = Terms(wanted.near, wanted.fill, wanted.time_limit, wanted.workers)
    try:
        return replan(
            workbook.event,
            before,
            workbook.event.changes,
            _now(workbook, wanted.now),
            terms=terms,
            locate=workbook.locate,
            input_sha256=workbook.sha256,
        )
    except CannotApply as refused:
        raise Refused(refused.problems) from None
    except CannotKeep as kept:
        cure = "What has begun, is locked or done stays: cancel or unlock this item, or correct the change."
        raise Refused(breach_problems(workbook, kept.breaches, cure), kept.breaches) from None
    except SolverDisagrees as defect:
        told = refusal("planner", "The plan did not pass its own check and is not handed out: a defect of the planner.")
        raise Refused((*told.problems, *breach_problems(workbook, defect.breaches)), defect.breaches) from None


def _now(workbook: Workbook, text: str) -> datetime:
    """The moment that a text means on the event's clock; the time of this machine where it is empty."""
    if not text:
        return workbook.event.local(datetime.now(UTC)).replace(second=0, microsecond=0)
    return moment_of("--now", text, workbook.event)


# --- output ----------------------------------------------------------------------------------------------------------


def replanned_dict(found: "Replanned") -> dict[str, object]:
    """What `solve` prints, and what changed, whom to call, whether nothing disturbs less."""
    return outcome_dict(found.outcome) | {
        "diff": [change.as_dict() for change in found.diff.changes],
        "parties": [call.as_dict() for call in found.calls],
        "minimal": found.minimal,
        "left_out": list(found.left_out),
    }


def tell_replanned(found: "Replanned") -> None:
    """What changed, item by item; whom to call, the most urgent first; how sure it is that nothing disturbs less."""
    for change in found.diff.changes:
        tell(f"{change.change} {change.item}: {change.sentence}")
    for item in found.left_out:
        tell(f"not placed {item}: {found.plan.by_item[item].why}")
    for call in found.calls:
        name = found.event.delegation[call.delegation].label
        tell(f"call {name}, {_when(call.urgency)}: {', '.join(call.items)}")
    sure = "no plan disturbs less" if found.minimal else "a plan that disturbs less was not found in the time"
    tell(f"Changes: {len(found.diff.changes)}; delegations to inform: {len(found.calls)}; {sure}.")


def _when(minutes: int) -> str:
    hours, rest = divmod(minutes, 60)
    return "at once" if minutes == 0 else f"within {hours} h {rest:02} min" if hours else f"within {rest} min"

"""The command `solve`: plan, show how it goes, obey Ctrl-C, write."""

from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Annotated

import typer
from rich.live import Live
from rich.spinner import Spinner

from planner.cli.arguments import AsJson, File, Force, Seed
from planner.cli.files import CommandRefused, must_be_free, opened, refusal, stopped_too_soon, written
from planner.cli.interrupts import Interrupts, stopped_by_interrupt
from planner.cli.output import (
    answering,
    aside,
    breach_problems,
    outcome_dict,
    tell,
    tell_json,
    tell_outcome,
    tell_problems,
)
from planner.domain.plan import Breach, Effort, Outcome, Plan
from planner.prechecks import precheck
from planner.workbook import Workbook, read, write
from planner.workbook.proof import proven

if TYPE_CHECKING:
    from planner.solver import Progress, SolverDisagrees

READ_AGAIN = 1.0
"""A workbook that was read in so many seconds is read again once it is written, to see that it holds the plan."""


STAYS = (
    "What is locked, done or under way is kept: unlock or change this row; for a meeting under way, report what "
    "happened (planner replan, or the page Today)."
)

COMPILED_MEANWHILE = (
    "notice planner: The search was compiled during this solve, as it is once after every installation, and had less "
    "of its time. Solve again: it may find a better plan."
)
"""What is said of a solve that might have done better."""


@answering
def solve(
    event: File,
    out: Annotated[Path, typer.Option("--output", help="where to write the workbook with its plan")],
    time_limit: Annotated[float, typer.Option(min=0.1, help="seconds")] = 30.0,
    work_limit: Annotated[
        int | None,
        typer.Option(min=1, help="units of work instead of seconds; with one worker (then the default) a run repeats"),
    ] = None,
    seed: Seed = 0,
    workers: Annotated[int | None, typer.Option(min=1, help="threads; default: one for each processor")] = None,
    keep: Annotated[
        bool,
        typer.Option(
            "--keep/--fresh",
            help="where there is a plan: keep it and place what is new, or plan anew. Locked rows stay either way",
        ),
    ] = True,
    force: Force = False,
    as_json: AsJson = False,
) -> None:
    """Plan an event and write it with its Plan sheet. Ctrl-C keeps the best plan so far."""
    hands = 1 if workers is None and work_limit is not None else workers
    _solve(event, out, Effort(time_limit, work_limit, seed, hands), fresh=not keep, force=force, as_json=as_json)


def _solve(event: Path, out: Path, effort: Effort, *, fresh: bool, force: bool, as_json: bool) -> None:
    must_be_free(out, force=force)
    began = monotonic()
    workbook, problems = opened(event)
    reading_seconds = monotonic() - began
    if not as_json:
        tell_problems((*problems, *precheck(workbook.event, workbook.locate)), wrong=True)
    # Once there is a plan, Ctrl-C must not lose it: all that follows obeys it in good order.
    with stopped_by_interrupt() as stop:
        before = workbook.dated_plan
        outcome = _outcome(workbook, effort, stop, fresh=fresh, quiet=as_json)
        solved = proven(workbook, outcome, datetime.now(UTC))
        written(out, lambda: write(solved, out, force=force, as_old=outcome.plan == before, like=event))
        stop.kept = f"{out} is written"
        if reading_seconds < READ_AGAIN and not stop():
            _read_again(out, outcome.plan)
        _tell(workbook, outcome, as_json=as_json)
        if not as_json:
            tell(f"Written to {out}.")


def _tell(workbook: Workbook, outcome: Outcome, *, as_json: bool) -> None:
    from planner.replanning import Compared

    before = workbook.plan
    compared = None if before is None else Compared.of(workbook.event, before, outcome.plan)
    if as_json:
        tell_json(outcome_dict(outcome) | ({} if compared is None else compared.as_dict()))
        return
    tell_outcome(workbook.event, outcome)
    if compared is not None:
        tell(compared.summary)


def _outcome(workbook: Workbook, effort: Effort, stop: Interrupts, *, fresh: bool, quiet: bool) -> Outcome:
    # Loaded here: reading and checking need no OR-tools.
    from planner.replanning import StoppedTooSoon, may_move
    from planner.solver import CannotKeep, SolverDisagrees

    movable = may_move(workbook.dated_plan)
    if fresh and movable and not quiet:
        tell(f"notice planner: {may_all_move(movable)}", wrong=True)
    try:
        planned = _anew if fresh or not movable else _kept
        return replace(planned(workbook, effort, stop, quiet=quiet), input_sha256=workbook.sha256)
    except CannotKeep as kept:
        raise cannot_keep(workbook, kept.breaches, STAYS) from None
    except SolverDisagrees as defect:
        raise defective(workbook, defect) from None
    except StoppedTooSoon:
        raise stopped_too_soon() from None


def may_all_move(movable: int) -> str:
    """What to know before a plan is thrown over."""
    return (
        f"Planning anew may move or drop any of the {movable} items of this plan that are neither locked nor done. "
        "With --keep they stay, as far as they can."
    )


def _anew(workbook: Workbook, effort: Effort, stop: Interrupts, *, quiet: bool) -> Outcome:
    from planner.solver import is_compiled, solve

    live, compiles = LiveProgress(), not is_compiled()
    with _shown(live, quiet=quiet):
        outcome = solve(workbook.event, workbook.dated_plan, effort, on_progress=live.follow, stop=stop)
    if not quiet:
        _tell_what_held_it_up(outcome, effort, compiles=compiles and not stop())
    return outcome


def _kept(workbook: Workbook, effort: Effort, stop: Interrupts, *, quiet: bool) -> Outcome:
    """The plan of the workbook with what is new; what has begun stays where the event is on."""
    from planner.replanning import during, keep

    with _shown(Spinner("dots", "placing what is new around the plan; Ctrl-C keeps what is placed"), quiet=quiet):
        return keep(workbook.event, workbook.dated_plan, effort, now=during(workbook.event), stop=stop)


def _shown(what: "LiveProgress | Spinner", *, quiet: bool) -> AbstractContextManager[object]:
    """Shows how it goes on a terminal."""
    show = not quiet and aside.is_terminal
    return Live(what, console=aside, transient=True, refresh_per_second=4) if show else nullcontext()


def _tell_what_held_it_up(outcome: Outcome, effort: Effort, *, compiles: bool) -> None:
    if effort.work_limit is None and outcome.first_plan_seconds > effort.time_limit:
        seconds = f"The first plan took {outcome.first_plan_seconds:.0f} s"
        tell(f"notice planner: {seconds}, longer than the time limit. Nothing was searched beyond it.", wrong=True)
    elif compiles and outcome.gap:
        tell(COMPILED_MEANWHILE, wrong=True)


def cannot_keep(workbook: Workbook, breaches: tuple[Breach, ...], cure: str) -> CommandRefused:
    """The refusal of a plan whose kept rows break rules."""
    return CommandRefused(breach_problems(workbook, breaches, cure), breaches)


def defective(workbook: Workbook, defect: "SolverDisagrees") -> CommandRefused:
    """The refusal of a plan that did not pass its own check."""
    told = refusal("planner", defect.sentence)
    return CommandRefused((*told.problems, *breach_problems(workbook, defect.breaches)), defect.breaches)


def _read_again(out: Path, plan: Plan) -> None:
    workbook = read(out).workbook
    if workbook is None or workbook.plan != plan:
        raise refusal(str(out), "The file does not read back as the plan that was written: a defect of the planner.")


class LiveProgress:
    """One line that says where a solve stands; its clock runs on between two reports."""

    def __init__(self) -> None:
        self._began = monotonic()
        self._last: Progress | None = None
        self._spinner = Spinner("dots")

    def follow(self, progress: "Progress") -> None:
        """Takes a report; any thread may bring it."""
        self._last = progress

    def __rich__(self) -> Spinner:
        self._spinner.update(text=self.line())
        return self._spinner

    def line(self) -> str:
        """Phase, worth, proven bound, gap, meetings placed, seconds."""
        seconds, last = monotonic() - self._began, self._last
        if last is None:
            return f"lines and board, {seconds:.0f} s"
        worth = f"worth {last.objective:,} of at most {last.bound:,} (gap {last.gap:.2%})"
        return f"{last.phase}: {worth}, {last.placed} of {last.items} meetings, {seconds:.0f} s; Ctrl-C keeps the best"

"""The commands, one function each."""

import signal
import subprocess
import sys
from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from threading import Event as Flag
from typing import Annotated

import typer

from planner.cli import output
from planner.cli.files import FAULTY, MISUSED, must_be_new, opened, refuse, written
from planner.diff import diff as difference
from planner.domain.plan import Outcome, Plan
from planner.prechecks import precheck
from planner.rules import check as broken_rules
from planner.solver import CannotKeep, Progress, SolverDisagrees
from planner.solver import solve as solve_event
from planner.workbook import Workbook, write, write_csv, write_template

app = typer.Typer(
    no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, help=__doc__, rich_markup_mode=None
)

File = Annotated[Path, typer.Argument(help="an event workbook (.xlsx), or a folder or zip of CSV files")]
AsJson = Annotated[bool, typer.Option("--json", help="print one JSON object and nothing else")]
Force = Annotated[bool, typer.Option("--force", help="replace an existing file")]


def main() -> None:
    """The console script."""
    app()


@app.command()
def template(out: Path, force: Force = False, as_json: AsJson = False) -> None:
    """Write a blank event workbook: every sheet and column, with notes, drop-downs and example rows."""
    must_be_new(out, force=force)
    written(out, lambda: write_template(out, force=force))
    if as_json:
        output.tell_json({"written": str(out)})
    else:
        output.tell(f"{out} is ready to be filled in.")


@app.command()
def check(event: File, as_json: AsJson = False) -> None:
    """Read a workbook and say all that is wrong with it, and with the plan in it if there is one."""
    workbook, problems = opened(event, as_json=as_json)
    problems += precheck(workbook.event, workbook.locate)
    breaches = () if workbook.plan is None else broken_rules(workbook.event, workbook.plan)
    if as_json:
        listed = [{"rule": one.rule, "items": list(one.items), "sentence": one.sentence} for one in breaches]
        found = [output.problem_dict(problem) for problem in problems]
        output.tell_json({"problems": found, "breaches": listed, "ok": not breaches})
    else:
        output.tell_problems(problems)
        output.tell_breaches(breaches)
        plan = "" if workbook.plan is None else f", {len(breaches)} broken rules"
        output.tell(f"{event.name}: no errors{plan}, {len(problems)} warnings and notices.")
    raise typer.Exit(FAULTY if breaches else 0)


@app.command()
def solve(
    event: File,
    out: Annotated[Path, typer.Option("--output", help="where to write the workbook with its plan")],
    time_limit: Annotated[float, typer.Option(min=0.1, help="seconds")] = 30.0,
    work_limit: Annotated[
        int | None, typer.Option(min=1, help="units of work instead of time, to repeat a run")
    ] = None,
    seed: Annotated[int, typer.Option(min=0, help="start of the random numbers")] = 0,
    workers: Annotated[int | None, typer.Option(min=1, help="threads; default: one for each processor")] = None,
    force: Force = False,
    as_json: AsJson = False,
) -> None:
    """Plan an event and write the workbook with its Plan sheet. Ctrl-C keeps the best plan so far."""
    must_be_new(out, force=force)
    workbook, problems = opened(event, as_json=as_json)
    if not as_json:
        output.tell_problems((*problems, *precheck(workbook.event, workbook.locate)), wrong=True)
    outcome = _solved(workbook, time_limit, work_limit, seed, workers, show=not as_json)
    planned = replace(workbook, plan=outcome.plan)
    written(out, lambda: write(planned, out, force=force))
    if as_json:
        output.tell_json(output.outcome_dict(outcome))
    else:
        output.tell_outcome(workbook.event, outcome)
        output.tell(f"Written to {out}.")


def _solved(
    workbook: Workbook, time_limit: float, work_limit: int | None, seed: int, workers: int | None, *, show: bool
) -> Outcome:
    halt = Flag()
    previous = signal.signal(signal.SIGINT, lambda *_: halt.set())
    try:
        with output.aside.status("reading the rules") as status:

            def follow(progress: Progress) -> None:
                status.update(output.standing(progress))

            return solve_event(
                workbook.event,
                Plan() if workbook.plan is None else workbook.plan,
                time_limit=time_limit,
                work_limit=work_limit,
                seed=seed,
                workers=workers,
                on_progress=follow if show and output.aside.is_terminal else None,
                stop=halt.is_set,
                input_sha256=workbook.sha256,
            )
    except CannotKeep as kept:
        output.tell_breaches(kept.breaches, wrong=True)
        refuse("locked or done rows of the plan break rules; unlock or change these rows.")
    except SolverDisagrees as defect:
        output.tell_breaches(defect.breaches, wrong=True)
        refuse("the plan did not pass its own check and is not handed out. This is a defect of the planner.")
    finally:
        signal.signal(signal.SIGINT, previous)


@app.command()
def diff(old: File, new: File, as_json: AsJson = False) -> None:
    """Say what moved, was added or dropped from one plan to another, and for whom."""
    before, _ = opened(old, as_json=as_json)
    after, _ = opened(new, as_json=as_json)
    for path, workbook in ((old, before), (new, after)):
        if workbook.plan is None:
            refuse(f"{path} has no Plan sheet; solve it first.")
    found = difference(before.plan or Plan(), after.plan or Plan(), after.event)
    if as_json:
        output.tell_json(found.as_dict())
        return
    for change in found.changes:
        output.tell(f"{change.change} {change.item}: {change.sentence}")
    for code, changes in found.by_delegation.items():
        output.tell(f"{after.event.delegation[code].label}: {', '.join(change.item for change in changes)}")
    output.tell(f"{len(found.changes)} changes, {len(found.by_delegation)} delegations to inform.")


@app.command()
def export(
    plan: File,
    out: Annotated[Path, typer.Option("--output", help="the folder to write to")],
    formats: Annotated[str, typer.Option(help="xlsx, csv, or both with a comma")] = "xlsx,csv",
    force: Force = False,
    as_json: AsJson = False,
) -> None:
    """Write the workbook for other programs."""
    wanted = [one.strip().lower() for one in formats.split(",")]
    unknown = sorted({*wanted} - {"xlsx", "csv"})
    if unknown:
        refuse(f"there is no format {', '.join(unknown)}; there are xlsx and csv.", status=MISUSED)
    workbook, _ = opened(plan, as_json=as_json)
    targets = {"xlsx": out / f"{plan.stem}.xlsx", "csv": out / f"{plan.stem}-csv"}
    written(out, lambda: out.mkdir(parents=True, exist_ok=True))
    if "xlsx" in wanted:
        written(targets["xlsx"], lambda: write(workbook, targets["xlsx"], force=force))
    if "csv" in wanted:
        written(targets["csv"], lambda: write_csv(workbook, targets["csv"], force=force))
    made = [targets[one] for one in wanted]
    if as_json:
        output.tell_json({"written": [str(path) for path in made]})
    else:
        output.tell(f"Written: {', '.join(str(path) for path in made)}.")


@app.command(name="app")
def desk(port: Annotated[int, typer.Option(min=1, max=65535)] = 8501) -> None:
    """Open the organisers' desk in the browser."""
    script = files("planner.ui").joinpath("desk.py")
    raise typer.Exit(
        subprocess.call([sys.executable, "-m", "streamlit", "run", str(script), "--server.port", str(port)])
    )

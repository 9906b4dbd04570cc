"""The commands, one function each."""

import subprocess
import sys
from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated

import typer

from planner.cli import output
from planner.cli.bench import bench
from planner.cli.files import (
    FAULTY,
    MISUSED,
    must_be_folder,
    must_be_free,
    must_be_open,
    opened,
    planned,
    refusal,
    written,
)
from planner.cli.output import answering
from planner.cli.solving import Effort, run_solve
from planner.diff import diff as difference
from planner.domain.event import Event
from planner.domain.plan import Breach, Problem
from planner.domain.vocabulary import Severity
from planner.prechecks import precheck
from planner.rules import check as broken_rules
from planner.workbook import Workbook, read, write, write_csv, write_template

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Plans diplomatic events: a workbook in, the same workbook with a plan out.",
    rich_markup_mode=None,
    context_settings={"help_option_names": ["--help", "-h"]},
)

app.add_typer(bench, name="bench")

File = Annotated[Path, typer.Argument(help="an event workbook (.xlsx), or a folder or zip of CSV files")]
Planned = Annotated[Path, typer.Argument(help="an event workbook with a Plan sheet, as solve writes it")]
AsJson = Annotated[bool, typer.Option("--json", help="print one JSON object and nothing else")]
Force = Annotated[bool, typer.Option("--force", help="replace an existing file")]

FORMATS = ("xlsx", "csv")


@app.command()
@answering
def template(
    out: Annotated[Path, typer.Argument(help="the .xlsx to write")], force: Force = False, as_json: AsJson = False
) -> None:
    """Write a blank event workbook. It has every sheet and column, with notes, drop-downs and example rows."""
    must_be_free(out, force=force)
    written(out, lambda: write_template(out, force=force))
    if as_json:
        output.tell_json({"written": [str(out)]})
    else:
        output.tell(f"{out} is ready to be filled in.")


@app.command()
@answering
def check(event: File, as_json: AsJson = False) -> None:
    """Say all that is wrong with a workbook. If it holds a plan, say which rules the plan breaks."""
    reading = read(event)
    workbook, problems, breaches = reading.workbook, reading.problems, tuple[Breach, ...]()
    if workbook is not None:
        problems += precheck(workbook.event, workbook.locate)
        breaches = () if workbook.plan is None else broken_rules(workbook.event, workbook.plan)
    ok = workbook is not None and not breaches
    if as_json:
        output.tell_json(output.findings_dict(problems, breaches, ok=ok))
    else:
        broken = () if workbook is None else output.breach_problems(workbook, breaches)
        output.tell_problems((*problems, *broken))
        output.tell(f"{event.name}: {_counted(problems, workbook, breaches)}.")
    raise typer.Exit(0 if ok else FAULTY)


def _counted(problems: Sequence[Problem], workbook: Workbook | None, breaches: Sequence[Breach]) -> str:
    errors = sum(problem.severity == Severity.ERROR for problem in problems)
    found = f"errors: {errors}, warnings and notices: {len(problems) - errors}"
    if workbook is None:
        return f"{found}; nothing was imported"
    return f"{found}, no plan" if workbook.plan is None else f"{found}, broken rules in its plan: {len(breaches)}"


@app.command()
@answering
def solve(
    event: File,
    out: Annotated[Path, typer.Option("--output", help="where to write the workbook with its plan")],
    time_limit: Annotated[float, typer.Option(min=0.1, help="seconds")] = 30.0,
    work_limit: Annotated[
        int | None,
        typer.Option(min=1, help="units of work instead of seconds; with one worker (then the default) a run repeats"),
    ] = None,
    seed: Annotated[int, typer.Option(min=0, max=2**31 - 1, help="start of the random numbers")] = 0,
    workers: Annotated[int | None, typer.Option(min=1, help="threads; default: one for each processor")] = None,
    force: Force = False,
    as_json: AsJson = False,
) -> None:
    """Plan an event and write it with its Plan sheet. Ctrl-C keeps the best plan so far."""
    hands = 1 if workers is None and work_limit is not None else workers
    run_solve(event, out, Effort(time_limit, work_limit, seed, hands), force=force, as_json=as_json)


@app.command()
@answering
def why(
    plan: Planned,
    item: Annotated[str, typer.Argument(help="the id of an item; LINE/CODE for a turn")],
    as_json: AsJson = False,
) -> None:
    """Say why an item is not placed, or not elsewhere. Names the cheapest changes that would place it."""
    # Loaded here: only this command needs arrays.
    from planner.explain import UnknownItem
    from planner.explain import why as explain

    workbook, rows = planned(plan)
    try:
        found = explain(workbook.event, rows, item)
    except UnknownItem as unknown:
        near = _spelt_like(item, workbook.event)
        cure = f"Did you mean {' or '.join(near)}?" if near else "Ids are in the first column of the sheet Plan."
        raise refusal(plan.name, str(unknown), cure) from None
    if as_json:
        output.tell_json(found.as_dict())
    else:
        output.tell_why(found)


def _spelt_like(item: str, event: Event) -> list[str]:
    ids = {id.casefold(): id for id in (*event.meeting, *event.entry, *event.programme_item)}
    return [ids[near] for near in get_close_matches(item.casefold(), ids)]


@app.command()
@answering
def diff(old: Planned, new: Planned, as_json: AsJson = False) -> None:
    """Say what changed from one plan to another. Lists what moved, was added or dropped, and for whom."""
    (_, before), (workbook, after) = planned(old), planned(new)
    found = difference(before, after, workbook.event)
    if as_json:
        output.tell_json(found.as_dict())
        return
    for change in found.changes:
        output.tell(f"{change.change} {change.item}: {change.sentence}")
    for code, changes in found.by_delegation.items():
        output.tell(f"{workbook.event.delegation[code].label}: {', '.join(change.item for change in changes)}")
    output.tell(f"Changes: {len(found.changes)}; delegations to inform: {len(found.by_delegation)}.")


@app.command()
@answering
def export(
    plan: File,
    out: Annotated[Path, typer.Option("--output", help="the folder to write to")],
    formats: Annotated[str, typer.Option(help="xlsx, csv, or both with a comma")] = ",".join(FORMATS),
    force: Force = False,
    as_json: AsJson = False,
) -> None:
    """Write a workbook for other programs."""
    wanted = tuple(dict.fromkeys(one.strip().lower() for one in formats.split(",")))
    for one in wanted:
        if one not in FORMATS:
            raise refusal(
                "--formats", f"There is no format '{one}'.", f"There are {', '.join(FORMATS)}.", status=MISUSED
            )
    workbook, _ = opened(plan)
    must_be_folder(out)
    made = {"xlsx": out / f"{plan.stem}.xlsx", "csv": out / f"{plan.stem}-csv"}
    if "xlsx" in wanted:
        must_be_free(made["xlsx"], force=force)
    if "csv" in wanted:
        written(made["csv"], lambda: write_csv(workbook, made["csv"], force=force))
    if "xlsx" in wanted:
        written(made["xlsx"], lambda: write(workbook, made["xlsx"], force=force))
    paths = [str(made[one]) for one in wanted]
    if as_json:
        output.tell_json({"written": paths})
    else:
        output.tell(f"Written: {', '.join(paths)}.")


@app.command(name="app")
@answering
def desk(
    port: Annotated[int, typer.Option(min=1, max=65535, help="of this machine")] = 8501, as_json: AsJson = False
) -> None:
    """Run the organisers' desk in the browser. It listens on this machine; Ctrl-C ends it."""
    must_be_open(port)
    script = Path(__file__).parents[1] / "ui" / "desk.py"
    # Headless: Streamlit would otherwise ask for an e-mail address and wait for it on a first run.
    options = ["--server.address", "localhost", "--server.port", str(port), "--server.headless", "true"]
    options += ["--browser.gatherUsageStats", "false"]
    words = [sys.executable, "-m", "streamlit", "run", str(script), *options]
    try:
        if as_json:
            output.tell_json({"url": f"http://localhost:{port}"})
            sys.stdout.flush()
        # What Streamlit tells of itself is no part of the JSON.
        status = subprocess.call(words, stdout=sys.stderr if as_json else None)
    except KeyboardInterrupt:
        status = 0
    raise typer.Exit(status)

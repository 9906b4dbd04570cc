"""The commands, one function each."""

import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Literal, TextIO

import typer

from planner.cli import bench, office, output
from planner.cli.explaining import Applying, run_suggest, run_why
from planner.cli.fairness import fairness
from planner.cli.files import (
    FAULTY,
    must_be_free,
    must_be_open,
    planned,
    written,
)
from planner.cli.formats import FORMATS
from planner.cli.output import answering
from planner.cli.printing import print_command
from planner.cli.scenarios import scenarios
from planner.cli.simulating import simulate_command
from planner.cli.solving import run_solve
from planner.diff import diff as difference
from planner.domain.plan import Breach, Effort, Problem
from planner.domain.vocabulary import Severity
from planner.domain.wording import item_name
from planner.prechecks import precheck
from planner.rules import check as broken_rules
from planner.workbook import Workbook, read, write_template

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Plans diplomatic events: a workbook in, the same workbook with a plan out.",
    rich_markup_mode=None,
    context_settings={"help_option_names": ["--help", "-h"]},
)

app.add_typer(bench.app, name="bench")
app.add_typer(office.events, name="events")

File = Annotated[Path, typer.Argument(help="an event workbook (.xlsx), or a folder or zip of CSV files")]
Planned = Annotated[Path, typer.Argument(help="an event workbook with a Plan sheet, as solve writes it")]
AsJson = Annotated[bool, typer.Option("--json", help="print one JSON object and nothing else")]
Item = Annotated[str, typer.Argument(help="the id of an item; LINE/CODE for a turn")]
Apply = Annotated[int | None, typer.Option(min=1, help="do what stands under this number, from 1")]
Offer = Annotated[
    str, typer.Option(help="do what was read under this fingerprint, or nothing where the plan has changed since")
]
NewPlan = Annotated[Path | None, typer.Option("--output", help="where to write the workbook with what was applied")]
Force = Annotated[bool, typer.Option("--force", help="replace an existing file")]


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
    run_solve(event, out, Effort(time_limit, work_limit, seed, hands), fresh=not keep, force=force, as_json=as_json)


@app.command()
@answering
def why(
    plan: Planned,
    item: Item,
    at: Annotated[str | None, typer.Option(help='why not at this time: "2025-10-25 15:00"')] = None,
    room: Annotated[str, typer.Option(help="and in this room, by its code")] = "",
    apply: Apply = None,
    offer: Offer = "",
    out: NewPlan = None,
    force: Force = False,
    as_json: AsJson = False,
) -> None:
    """Say why an item is not placed, or not elsewhere. Names the cheapest changes that would place it."""
    run_why(plan, item, at, room, Applying(apply, offer, out, force), as_json=as_json)


@app.command()
@answering
def suggest(
    plan: Planned,
    item: Item,
    top: Annotated[int, typer.Option(min=1, help="how many")] = 5,
    apply: Apply = None,
    offer: Offer = "",
    out: NewPlan = None,
    force: Force = False,
    as_json: AsJson = False,
) -> None:
    """Rank times and rooms for an item. Says of each what else moves and who is to be told."""
    run_suggest(plan, item, top, Applying(apply, offer, out, force), as_json=as_json)


@app.command()
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
    # Loaded here: the other commands need no re-planning.
    from planner.cli.replanning import Wanted, run_replan

    wanted = Wanted(changes, now, near, fill, time_limit, workers, way, most_calls, offer, keep_locked)
    run_replan(plan, wanted, out, force=force, as_json=as_json)


@app.command()
@answering
def diff(old: Planned, new: Planned, as_json: AsJson = False) -> None:
    """Say what changed from one plan to another. Lists what moved, was added or dropped, and for whom."""
    (past, before), (workbook, after) = planned(old), planned(new)
    found = difference(before, after, workbook.event, past.event)
    if as_json:
        output.tell_json(found.as_dict())
        return
    for change in found.changes:
        output.tell(change.sentence)
    for code, changes in found.by_delegation.items():
        named = (workbook if code in workbook.event.delegation else past).event
        items = dict.fromkeys(item_name(named, change.item) for change in changes)
        output.tell(f"{named.delegation[code].label}: {', '.join(items)}")
    output.tell(f"Changes: {len(found.changes)}; delegations to inform: {len(found.by_delegation)}.")


@app.command()
@answering
def export(
    plan: File,
    out: Annotated[Path, typer.Option("--output", help="the folder to write to")],
    formats: Annotated[
        str | None,
        typer.Option(help=f"some of {', '.join(FORMATS)}, with commas; default: all that the workbook has"),
    ] = None,
    force: Force = False,
    as_json: AsJson = False,
) -> None:
    """Write a plan for others. There are spreadsheets, calendars, schedules and web pages."""
    # Loaded here: the other commands need no calendars and pages.
    from planner.cli.exporting import run_export

    run_export(plan, out, formats, force=force, as_json=as_json)


@app.command(name="import")
@answering
def take_in(
    event: File,
    out: Annotated[Path, typer.Option("--output", help="where to write the workbook with the new rows")],
    busy: Annotated[Path | None, typer.Option(help="a calendar (.ics) whose busy times become absences")] = None,
    frab: Annotated[
        Path | None,
        typer.Option(help="the schedule.json or schedule.xml of a conference whose sessions become absences"),
    ] = None,
    who: Annotated[str, typer.Option(help="whose times these are: the code or id of one of the event")] = "",
    bilaterals: Annotated[Path | None, typer.Option(help="a spreadsheet of requests, with columns of its own")] = None,
    mapping: Annotated[
        Path | None, typer.Option(help="which of its columns is which (.json); guessed and written where there is none")
    ] = None,
    force: Force = False,
    as_json: AsJson = False,
) -> None:
    """Add to a workbook what others export. Takes busy times, sessions of a conference and lists of requests."""
    # Loaded here: the other commands need no calendars.
    from planner.cli.importing import Sources, run_import

    run_import(event, out, Sources(busy, frab, bilaterals, who, mapping), force=force, as_json=as_json)


app.command(name="simulate")(simulate_command)
app.command(name="print")(print_command)
app.command(name="fairness")(fairness)
app.command(name="backup")(office.backup)
app.command(name="restore")(office.restore)
app.command(name="scenarios")(scenarios)


@app.command(name="app")
@answering
def desk(
    port: Annotated[int, typer.Option(min=1, max=65535, help="of this machine")] = 8501, as_json: AsJson = False
) -> None:
    """Run the organisers' desk in the browser. It listens on this machine; Ctrl-C ends it."""
    must_be_open(port)
    script = Path(__file__).parents[1] / "ui" / "serving" / "start.py"
    # Headless: Streamlit would otherwise ask for an e-mail address and wait for it on a first run.
    options = ["--server.address", "localhost", "--server.port", str(port), "--server.headless", "true"]
    options += ["--browser.gatherUsageStats", "false"]
    words = [sys.executable, "-m", "streamlit", "run", str(script), *options]
    # What Streamlit tells of itself is no part of the JSON.
    told, out = ({"url": f"http://localhost:{port}"}, sys.stderr) if as_json else (None, None)
    raise typer.Exit(_until_interrupted(words, told, out))


def _until_interrupted(words: list[str], told: dict[str, str] | None, out: TextIO | None) -> int:
    """Tells what is to be told, and runs a program until it ends or Ctrl-C ends it; its exit status.

    While the program is being started, Ctrl-C is only noted: raised there, it would leave a program that nobody ends.
    """
    pressed: list[int] = []
    before = signal.signal(signal.SIGINT, lambda number, _: pressed.append(number))
    if told is not None:
        output.tell_json(told)
        sys.stdout.flush()
    process = subprocess.Popen(words, stdout=out)
    try:
        signal.signal(signal.SIGINT, before)
        if pressed:
            raise KeyboardInterrupt
        return process.wait()
    except KeyboardInterrupt:
        process.terminate()
        process.wait()
        return 0

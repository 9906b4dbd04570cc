"""The command `scenarios`: variants of an event planned beside each other and compared, or one resource swept."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Table

from planner.cli.arguments import AsJson, File, Seed
from planner.cli.files import FAULTY, MISUSED, CommandRefused, opened, refusal, written
from planner.cli.interrupts import Interrupts, stopped_by_interrupt
from planner.cli.output import answering, people, tell, tell_json, tell_problems
from planner.domain.plan import Effort
from planner.domain.scenario import Scenario
from planner.domain.vocabulary import Severity
from planner.workbook import Workbook
from planner.workbook.files.source import open_source
from planner.workbook.files.whole import recover, write_folder
from planner.workbook.format.scenarios import SCENARIOS
from planner.workbook.grid import Unreadable
from planner.workbook.reading.scenarios import read_scenarios, scenario_grid

if TYPE_CHECKING:
    from planner.scenarios.report import Comparison
    from planner.scenarios.standing import Standing
    from planner.scenarios.sweep import Sweep
    from planner.scenarios.variant import Variant

TOLD = ("worth", "bound", "placed_bilateral", "placed_side_event", "gini", "changes")
"""The measures that a terminal has room for; all of them are in the files."""


@answering
def scenarios(
    event: File,
    out: Annotated[Path, typer.Option("--output", help="the folder to write to")],
    sheet: Annotated[
        Path | None,
        typer.Option("--scenarios", help="a workbook with a sheet Scenarios; default: the event workbook's own"),
    ] = None,
    sweep: Annotated[
        str | None, typer.Option(help="vary one thing, as in 'rooms bilateral: 2-12' or 'Lines SIGN desks: 1-3'")
    ] = None,
    time_limit: Annotated[float, typer.Option(min=0.1, help="seconds for each scenario")] = 30.0,
    seed: Seed = 0,
    workers: Annotated[int | None, typer.Option(min=1, help="threads in all; default: one for each processor")] = None,
    force: Annotated[bool, typer.Option("--force", help="replace an earlier comparison")] = False,
    as_json: AsJson = False,
) -> None:
    """Plan variants of an event and compare them. Ctrl-C keeps what is planned by then."""
    written(out, lambda: _must_be_new(out, force=force))
    workbook, _ = opened(event)
    swept = None if sweep is None else _sweep(workbook, sweep)
    listed = _scenarios(workbook, event, sheet, needed=swept is None)
    effort = Effort(time_limit, None, seed, workers)
    with stopped_by_interrupt() as stop:
        stop.kept = "nothing is written"
        comparison, paths = _compared(workbook, event, listed, swept, effort, stop, out, quiet=as_json, force=force)
        stop.kept = f"the comparison in {out} is complete" if comparison.complete else f"{out} has what was planned"
        _tell(comparison, paths, as_json=as_json)
    if not comparison.complete or any(one.failure for one in comparison.standings):
        raise typer.Exit(FAULTY)


def _compared(
    workbook: Workbook,
    event: Path,
    listed: tuple[Scenario, ...],
    swept: "Sweep | None",
    effort: Effort,
    stop: Interrupts,
    out: Path,
    *,
    quiet: bool,
    force: bool,
) -> tuple["Comparison", list[str]]:
    """Plans everything that is asked for and writes the folder; the paths are those of its files."""
    # Loaded here: reading and checking need no OR-tools.
    from planner.scenarios.report import Comparison, files
    from planner.scenarios.variant import variants

    wanted = variants(workbook, (*listed, *(() if swept is None else (one for _, one in swept.steps))))
    _refuse_faulty(wanted, quiet=quiet)
    planned = list(_planned(wanted, effort, stop))
    complete = len(planned) == len(wanted) and not stop()
    planned.sort(key=lambda one: wanted.index(one.variant))
    comparison = Comparison(tuple(planned), swept, complete)
    made = files(comparison, datetime.now(UTC))
    written(out, lambda: write_folder(out, made, force=force, like=event))
    return comparison, [str(out / name) for name in made]


def _must_be_new(out: Path, *, force: bool) -> None:
    """Refuses early what would be refused after everything is planned."""
    if out.exists() and not out.is_dir():
        raise refusal(str(out), "This is a file, not a folder.", "Name a folder to write to.")
    recover(out)
    if out.exists() and any(out.iterdir()) and not force:
        raise FileExistsError
    out.mkdir(parents=True, exist_ok=True)


def _sweep(workbook: Workbook, words: str) -> "Sweep":
    from planner.scenarios.sweep import WrongSweep, sweep

    try:
        return sweep(workbook.event, words)
    except WrongSweep as wrong:
        raise refusal("--sweep", wrong.sentence, wrong.cure, status=MISUSED) from None


def _scenarios(workbook: Workbook, event: Path, sheet: Path | None, *, needed: bool) -> tuple[Scenario, ...]:
    """Those of the file, or of the event workbook itself where none is named and nothing is swept."""
    if sheet is None and not needed:
        return ()
    path = event if sheet is None else sheet
    try:
        source = open_source(path)
    except Unreadable as reason:
        raise refusal(path.name, reason.sentence, reason.cure) from None
    scenarios, problems = read_scenarios(source, workbook.event.zone)
    if any(problem.severity == Severity.ERROR for problem in problems):
        raise CommandRefused(problems)
    if not scenarios:
        wrong = "has no rows" if scenario_grid(source) is not None else "is missing"
        cure = "Fill it in, name a file with --scenarios, or vary one thing with --sweep; see docs/scenarios.md."
        raise refusal(path.name, f"The sheet {SCENARIOS.name} {wrong}.", cure)
    return scenarios


def _refuse_faulty(found: tuple["Variant", ...], *, quiet: bool) -> None:
    """Ends here if a scenario has errors; its warnings are told, not those of the event, which planner check tells."""
    problems = tuple(problem for variant in found[1:] for problem in variant.problems)
    if any(variant.workbook is None for variant in found):
        raise CommandRefused(problems)
    if not quiet:
        tell_problems(problems, wrong=True)


def _planned(found: tuple["Variant", ...], effort: Effort, stop: Callable[[], bool]) -> Iterator["Standing"]:
    from planner.background import Processes
    from planner.scenarios.run import places_for, run
    from planner.scenarios.standing import standings

    with Processes(places_for(found, effort)) as pool:
        for number, one in enumerate(standings(run(found, effort, pool, stop)), 1):
            measured = one.failure or f"worth {one.measures['worth']:,} of at most {one.measures['bound']:,}"
            tell(f"{number} of {len(found)}: {one.name}: {measured}", wrong=True, style="dim")
            yield one


def _tell(comparison: "Comparison", paths: list[str], *, as_json: bool) -> None:
    if as_json:
        tell_json({**comparison.as_dict(), "written": paths})
        return
    people.print(_table(comparison))
    for one in comparison.standings:
        if one.failure:
            tell(f"{one.name}: {one.failure}", style="yellow")
    if not comparison.complete:
        tell("Stopped before the end: what was planned by then is kept.", style="yellow")
    tell(f"Written: {', '.join(paths)}.")


def _table(comparison: "Comparison") -> Table:
    from planner.scenarios.standing import MEASURES, cells

    table = Table("scenario")
    for measure in MEASURES:
        if measure.key in TOLD:
            table.add_column(measure.title, justify="right")
    for one in comparison.standings:
        shown = (cell for measure, cell in zip(MEASURES, cells(one), strict=True) if measure.key in TOLD)
        table.add_row(one.name.replace("[", r"\["), *shown)
    return table

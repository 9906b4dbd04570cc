"""The commands of `planner bench`; each of them loads what it runs only when it is called."""

from pathlib import Path
from typing import Annotated

import typer

from planner.cli.arguments import AsJson
from planner.cli.bench import b2b, core, days, desk, edits, office
from planner.cli.bench import suite as suites
from planner.cli.files import MISUSED, refusal
from planner.cli.output import answering

app = typer.Typer(
    help="Measure the planner beside other solvers.",
    invoke_without_command=True,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["--help", "-h"]},
)


@app.callback()
@answering
def bench(
    context: typer.Context,
    suite: Annotated[str | None, typer.Option(help="quick (minutes) or full (an hour or two)")] = None,
    seeds: Annotated[str | None, typer.Option(help="as in 1,2,3; default: those of the suite")] = None,
    workers: Annotated[int | None, typer.Option(min=1, help="threads; default: one for each processor")] = None,
    data: Annotated[Path | None, typer.Option(help="a folder of B2B instances, to be measured as well")] = None,
    out: Annotated[Path | None, typer.Option("--output", help="a folder for page, JSON and picture")] = None,
    force: Annotated[bool, typer.Option("--force", help="replace existing files")] = False,
    as_json: AsJson = False,
) -> None:
    """Measure the planner: sizes and solvers, or a whole suite."""
    if context.invoked_subcommand is not None:
        return
    if suite is None:
        cure = "Try --suite quick, or one of the commands in planner bench --help."
        raise refusal("planner bench", "Nothing was said of what to measure.", cure, status=MISUSED)
    suites.run(suite, seeds, workers, data, out, force=force, as_json=as_json)


app.command(name="core")(answering(core.core))
app.command(name="full")(answering(core.full))
app.command(name="b2b")(answering(b2b.b2b))
app.command(name="office")(answering(office.office))
app.command(name="days")(answering(days.days))
app.command(name="edits")(answering(edits.edits))
app.command(name="desk")(answering(desk.desk))

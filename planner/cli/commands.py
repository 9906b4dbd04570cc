"""The commands. Each is declared in the file that does it: a new one is a file of its own and a line here."""

from collections.abc import Callable

import typer

from planner.cli import office
from planner.cli.bench import group as bench
from planner.cli.checking import check
from planner.cli.desk import desk
from planner.cli.diff import diff
from planner.cli.explaining import suggest, why
from planner.cli.exporting import export
from planner.cli.fairness import fairness
from planner.cli.importing import take_in
from planner.cli.printing import print_papers
from planner.cli.replanning import replan
from planner.cli.scenarios import scenarios
from planner.cli.simulating import simulate
from planner.cli.solving import solve
from planner.cli.template import template
from planner.cli.worker import worker

COMMANDS: dict[str, Callable[..., None]] = {
    "template": template,
    "check": check,
    "solve": solve,
    "why": why,
    "suggest": suggest,
    "replan": replan,
    "diff": diff,
    "export": export,
    "import": take_in,
    "simulate": simulate,
    "print": print_papers,
    "fairness": fairness,
    "backup": office.backup,
    "restore": office.restore,
    "scenarios": scenarios,
    "app": desk,
    "worker": worker,
}

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Plans diplomatic events: a workbook in, the same workbook with a plan out.",
    rich_markup_mode=None,
    context_settings={"help_option_names": ["--help", "-h"]},
)

for name, command in COMMANDS.items():
    app.command(name=name)(command)
app.add_typer(bench.app, name="bench")
app.add_typer(office.events, name="events")

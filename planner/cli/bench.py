"""The commands of `planner bench`."""

import typer

from planner.cli import bench_b2b
from planner.cli.output import answering

bench = typer.Typer(
    help="Measure the planner on problems whose best answers are known.",
    no_args_is_help=True,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["--help", "-h"]},
)

bench.command(name="b2b")(answering(bench_b2b.b2b))

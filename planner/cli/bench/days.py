"""The command `bench days`: random days on which things happen, held against what docs/replan.md promises."""

from typing import TYPE_CHECKING, Annotated

import typer

from planner.cli.files import FAULTY
from planner.cli.output import tell, tell_json

if TYPE_CHECKING:
    from planner.bench.days.run import DayRow

AsJson = Annotated[bool, typer.Option("--json", help="print one JSON object and nothing else")]


def days(
    count: Annotated[int, typer.Option("--days", min=1, help="how many")] = 500,
    first: Annotated[int, typer.Option(min=0, help="the seed of the first")] = 0,
    as_json: AsJson = False,
) -> None:
    """Re-plan random days and hold each against the promises. Ends with 1 if one is broken."""
    # Loaded here: only this benchmark needs them.
    from planner.bench.days.run import days_dict, run_days, summary

    rows = run_days(range(first, first + count), _quiet if as_json else _told)
    if as_json:
        tell_json(days_dict(rows))
    else:
        tell("; ".join(f"{name.replace('_', ' ')}: {value}" for name, value in summary(rows).items()))
    if any(row.broken for row in rows):
        raise typer.Exit(FAULTY)


def _quiet(_row: "DayRow") -> None:
    """With JSON nothing else is printed."""


def _told(row: "DayRow") -> None:
    """A line for each day, and one for each promise that it breaks."""
    tell(f"{row.seed} {row.size} {', '.join(row.reported)}: {row.changes} changes, {row.calls} calls")
    for one in row.refused:
        tell(f"  refused: {one}")
    for one in row.broken:
        tell(f"  broken: {one}")

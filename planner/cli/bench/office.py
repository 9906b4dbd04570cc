"""The command `bench office`: what it takes to keep every step of an event."""

from typing import Annotated

import typer
from rich.table import Table

from planner.cli.output import people, progress, tell_json


def office(
    steps: Annotated[int, typer.Option(min=10, help="edits of one cell")] = 10_000,
    events: Annotated[int, typer.Option(min=1, help="events in one office")] = 50,
    seed: Annotated[int, typer.Option(help="which cells are edited")] = 0,
    as_json: Annotated[bool, typer.Option("--json", help="print one JSON object and nothing else")] = False,
) -> None:
    """Measure what the office takes: the Hanoi sample, edited cell by cell."""
    from planner.bench.office import measure  # only a benchmark needs it

    rows = measure(steps, events, seed, progress)
    if as_json:
        tell_json({"rows": [row.as_dict() for row in rows]})
        return
    table = Table("measured", "value", "at most")
    for row in rows:
        goal = "" if row.goal is None else f"{row.goal:g} {row.unit}"
        table.add_row(row.name, f"{row.value:.3g} {row.unit}", goal)
    people.print(table)

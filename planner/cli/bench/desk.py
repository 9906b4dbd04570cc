"""The command `bench desk`: what the board takes, in a real browser."""

from typing import Annotated

import typer
from rich.table import Table

from planner.cli.files import refusal
from planner.cli.output import people, tell, tell_json


def desk(
    sizes: Annotated[str, typer.Option(help="as in M,L: 600 and 2,500 requests")] = "M,L",
    time_limit: Annotated[float, typer.Option(min=1, help="seconds for each plan")] = 10.0,
    as_json: Annotated[bool, typer.Option("--json", help="print one JSON object and nothing else")] = False,
) -> None:
    """Measure the board in a real browser: places, first paint, a drop, what others see of it."""
    from planner.bench.desk import GOALS, NoBrowser, measure  # only a benchmark needs it

    wanted = tuple(size.strip() for size in sizes.split(","))
    if unknown := [size for size in wanted if size not in GOALS]:
        raise refusal("planner bench desk", f"There is no size {unknown[0]}.", f"Say {' or '.join(GOALS)}.")
    try:
        rows = measure(wanted, time_limit, _progress)
    except NoBrowser as lacking:
        raise refusal("planner bench desk", str(lacking), "It is measured with Playwright and Chromium.") from lacking
    if as_json:
        tell_json(
            {
                "rows": [
                    {"size": row.size, "measure": row.measure, "seconds": row.seconds, "goal": row.goal} for row in rows
                ]
            }
        )
        return
    table = Table("size", "measured", "seconds", "at most", "verdict")
    for row in rows:
        table.add_row(row.size, row.measure, f"{row.seconds:.2f}", f"{row.goal:g}", "met" if row.met else "missed")
    people.print(table)


def _progress(line: str) -> None:
    tell(line, wrong=True, style="dim")

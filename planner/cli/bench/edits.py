"""The command `bench edits`: what an edit of one cell costs, with all problems found anew."""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from planner.cli.bench.b2b import ruled
from planner.cli.files import opened
from planner.cli.output import tell, tell_json


def edits(
    files: Annotated[list[Path], typer.Argument(help="workbooks without errors", show_default=False)],
    as_json: Annotated[bool, typer.Option("--json", help="print one JSON object and nothing else")] = False,
) -> None:
    """Measure what an edit of one cell costs. Shows seconds of the processor until all problems are up to date."""
    for path in files:
        opened(path)
    # Loaded here: only a benchmark needs the office.
    from planner.bench.edits import measure

    costs = [measure(path) for path in files]
    rows = [{**asdict(one), "total": one.total} for one in costs]
    if as_json:
        tell_json({"rows": rows})
    else:
        tell(ruled([list(rows[0]), *([_shown(cell) for cell in row.values()] for row in rows)]))


def _shown(cell: object) -> str:
    return f"{cell:.3f}" if isinstance(cell, float) else str(cell)

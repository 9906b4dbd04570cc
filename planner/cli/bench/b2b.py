"""The command `bench b2b`: published instances of B2B meeting scheduling, with the fewest waiting breaks."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from planner.cli.files import FAULTY, MISUSED, CommandRefused, refusal
from planner.cli.output import progress, tell, tell_json
from planner.domain.plan import Problem
from planner.domain.vocabulary import Severity


def b2b(
    data: Annotated[Path, typer.Option(help="a folder of instances (.dzn)")],
    time_limit: Annotated[float, typer.Option(min=0.1, help="seconds for each instance")] = 60.0,
    as_json: Annotated[bool, typer.Option("--json", help="print one JSON object and nothing else")] = False,
) -> None:
    """Measure the planner on B2B meeting scheduling. Shows the fewest waiting breaks found and proven."""
    # Loaded here: only a benchmark needs a solver.
    from planner.bench.b2b.run import AnswerBreaksRules, run_folder

    days_in(data)
    try:
        rows = run_folder(data, time_limit, progress)
    except AnswerBreaksRules as defect:
        raise refusal("planner", f"An answer did not pass its check, a defect of the planner: {defect}.") from None
    if as_json:
        tell_json({"rows": rows})
    else:
        tell(table(rows))
    if any(row["breaks"] is None and not row["proven"] for row in rows):
        raise typer.Exit(FAULTY)


def days_in(data: Path) -> None:
    """Refuses a folder that is not there, or of which some instance cannot be read."""
    from planner.bench.b2b.run import FaultyFolder, read_folder

    if not data.is_dir():
        raise refusal("--data", f"There is no folder {data}.", "Name a folder of .dzn files.", status=MISUSED)
    try:
        read_folder(data)
    except FaultyFolder as faulty:
        raise CommandRefused(
            tuple(Problem(Severity.ERROR, file, "", "", fault, "") for file, fault in faulty.faults)
        ) from None


def table(rows: Sequence[dict[str, object]]) -> str:
    """The rows and their totals as a table in Markdown."""
    names = list(rows[0])
    return ruled([names, *([_plain(row[name]) for name in names] for row in (*rows, _totals(rows)))])


def ruled(lines: Sequence[Sequence[str]]) -> str:
    """A table in Markdown; the first line is its head."""
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    head, *rest = lines
    return "\n".join(
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) + " |"
        for line in (head, ["-" * width for width in widths], *rest)
    )


def _totals(rows: Sequence[dict[str, object]]) -> dict[str, object]:
    """Sums of the numbers; of `proven`, how many are."""
    sums = {name: sum(float(str(row[name])) for row in rows if row[name] is not None) for name in ("seconds",)}
    counts = {
        name: sum(int(str(row[name])) for row in rows if row[name] is not None)
        for name in ("meetings", "placed", "breaks", "bound", "published")
    }
    proven = sum(bool(row["proven"]) for row in rows)
    return {"name": "together", **counts, **sums, "proven": f"{proven} of {len(rows)}"}


def _plain(value: object) -> str:
    if value is None:
        return "-"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:.1f}" if isinstance(value, float) else str(value)

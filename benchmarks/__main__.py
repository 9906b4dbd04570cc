"""`make bench`: greedy, textbook CP-SAT and the planner side by side on the bilateral core."""

import json
import os
import platform
from collections.abc import Sequence
from dataclasses import asdict
from importlib.metadata import version
from statistics import median
from typing import Annotated

import typer

from benchmarks.contenders import CONTENDERS, Run, run
from planner.solver.compiled import compile_comfort, compile_search

HEADINGS = ("size", "seed", "solver", "objective", "bound", "gap", "placed", "first plan", "seconds", "peak MiB")


def main(
    sizes: Annotated[str, typer.Option(help="Sizes to run, as in S,M,L.")] = "S,M",
    seeds: Annotated[str, typer.Option(help="Seeds to run, as in 1,2,3.")] = "1,2,3",
    time_limit: Annotated[float, typer.Option(help="Seconds for each event and solver.")] = 30.0,
    workers: Annotated[int, typer.Option(help="Workers of each solver; 0 for one per processor.")] = 0,
    as_json: Annotated[bool, typer.Option("--json", help="JSON in place of a table.")] = False,
) -> None:
    """Let each solver plan each event, and print objective, bound, gap, time to the first plan and memory."""
    compile_search()
    compile_comfort()
    workers = workers or os.cpu_count() or 1
    runs: list[Run] = []
    for size in sizes.split(","):
        for seed in seeds.split(","):
            for name in CONTENDERS:
                typer.echo(f"{size} seed {seed}: {name} ...", err=True)
                runs.append(run(size, int(seed), name, time_limit, workers))
    typer.echo(json.dumps(_as_dict(runs), indent=2) if as_json else _table(runs, workers, time_limit))


def _bound(runs: Sequence[Run], of: Run) -> int | None:
    """The lowest bound that any solver proved for the event."""
    proven = [one.bound for one in runs if (one.size, one.seed) == (of.size, of.seed) and one.bound is not None]
    return min(proven, default=None)


def _gap(runs: Sequence[Run], of: Run) -> float | None:
    bound = _bound(runs, of)
    return (bound - of.objective) / bound if bound else None


def _as_dict(runs: Sequence[Run]) -> dict[str, object]:
    return {
        "machine": _machine(),
        "rows": [asdict(one) | {"gap": _gap(runs, one)} for one in runs],
    }


def _machine() -> str:
    return f"{os.cpu_count()} x {platform.machine()}, Python {platform.python_version()}, OR-tools {version('ortools')}"


def _table(runs: Sequence[Run], workers: int, time_limit: float) -> str:
    lines = [
        f"{_machine()}; {workers} workers, {time_limit:g} s. The gap is that to the lowest bound any solver proved.",
        "",
        _row(HEADINGS),
        _row(["---"] * len(HEADINGS)),
    ]
    lines += [_row(_cells(runs, one)) for one in runs]
    lines += ["", *_medians(runs)]
    return "\n".join(lines)


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _cells(runs: Sequence[Run], one: Run) -> list[str]:
    bound, gap = "-" if one.bound is None else f"{one.bound}", _gap(runs, one)
    told = "-" if gap is None else f"{gap:.2%}"
    numbers = (one.placed, one.first_plan_seconds, one.seconds, one.peak_mb)
    return [one.size, str(one.seed), one.solver, str(one.objective), bound, told, *map(str, numbers)]


def _medians(runs: Sequence[Run]) -> list[str]:
    """For each size, the median gap of each solver, and what the planner's plans are worth beside greedy ones."""
    found = []
    for size in dict.fromkeys(one.size for one in runs):
        of_size = [one for one in runs if one.size == size]
        told = []
        for name in CONTENDERS:
            gaps = [gap for one in of_size if one.solver == name and (gap := _gap(runs, one)) is not None]
            if gaps:
                told.append(f"{name} {median(gaps):.2%}")
        found.append(f"Median gap, {size}: {', '.join(told)}; planner over greedy {_over_greedy(of_size):+.1%}.")
    return found


def _over_greedy(runs: Sequence[Run]) -> float:
    worth = {(one.seed, one.solver): one.objective for one in runs}
    return median(worth[seed, "planner"] / worth[seed, "greedy"] - 1 for seed, name in worth if name == "planner")


if __name__ == "__main__":
    typer.run(main)

"""The commands `bench core` and `bench full`: chosen solvers on events of chosen sizes and seeds."""

import os
from collections.abc import Sequence
from typing import Annotated

import typer

from planner.bench.runs import LABELS, SIZES_IN_ORDER
from planner.bench.suite import chosen_jobs
from planner.bench.tables import medians_table, runs_table
from planner.cli.files import FAULTY, MISUSED, refusal
from planner.cli.output import progress, tell, tell_json

Sizes = Annotated[str, typer.Option(help="as in S,M,L,XL")]
Seeds = Annotated[str, typer.Option(help="as in 1,2,3")]
Limit = Annotated[float, typer.Option(min=0.1, help="seconds for each event and solver")]
Workers = Annotated[int | None, typer.Option(min=1, help="threads of a solver; default: one for each processor")]
AsJson = Annotated[bool, typer.Option("--json", help="print one JSON object and nothing else")]

LARGEST_SEED = 2**31 - 1


def core(
    sizes: Sizes = "S,M",
    seeds: Seeds = "1,2,3",
    time_limit: Limit = 30.0,
    workers: Workers = None,
    solvers: Annotated[str, typer.Option(help="of planner,greedy,textbook,timefold")] = "planner,greedy",
    as_json: AsJson = False,
) -> None:
    """Measure the planner on the bilateral core. Shows worth, bound, gap, time and memory beside a greedy plan's."""
    _run("core", sizes, seeds, solvers, time_limit, workers, as_json=as_json)


def full(
    sizes: Sizes = "S,M",
    seeds: Seeds = "1,2,3",
    time_limit: Limit = 30.0,
    workers: Workers = None,
    as_json: AsJson = False,
) -> None:
    """Measure the planner on full events. They have every sheet and every kind of rule in use."""
    _run("full", sizes, seeds, "planner,greedy", time_limit, workers, as_json=as_json)


def _run(work: str, sizes: str, seeds: str, solvers: str, limit: float, workers: int | None, *, as_json: bool) -> None:
    jobs = chosen_jobs(
        work,
        chosen("--sizes", sizes, SIZES_IN_ORDER),
        seed_numbers(seeds),
        chosen("--solvers", solvers, tuple(LABELS)),
        limit,
    )
    # Loaded here: only a benchmark needs all the solvers.
    from planner.bench.report import rows_dict
    from planner.bench.runner import run_all

    hands = workers or os.cpu_count() or 1
    results = run_all(jobs, hands, progress)
    if as_json:
        tell_json(rows_dict(results, hands))
    else:
        tell(f"{runs_table(results)}\n\n{medians_table(results)}")
    if not results.complete or results.failures:
        raise typer.Exit(FAULTY)


def chosen(option: str, words: str, known: Sequence[str]) -> tuple[str, ...]:
    """The names of an option that takes several; refused if one is unknown."""
    named = tuple(dict.fromkeys(word.strip() for word in words.split(",")))
    for name in named:
        if name not in known:
            raise refusal(option, f"There is no '{name}'.", f"There are {', '.join(known)}.", status=MISUSED)
    return named


def seed_numbers(words: str) -> tuple[int, ...]:
    """The seeds; refused if one is no whole number from 0."""
    for word in words.split(","):
        if not word.strip().isascii() or not word.strip().isdigit() or int(word) > LARGEST_SEED:
            sentence = f"'{word.strip()}' is no seed."
            raise refusal("--seeds", sentence, f"Seeds are whole numbers from 0 to {LARGEST_SEED}.", status=MISUSED)
    return tuple(dict.fromkeys(int(word) for word in words.split(",")))

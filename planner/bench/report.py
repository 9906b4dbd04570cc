"""The report of a suite: a page in Markdown, the same in JSON, a picture; written whole or not at all."""

import json
import os
import platform
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from typing import Any

from planner.bench.goals import outcomes, races
from planner.bench.plot import draw
from planner.bench.runs import CORE, FILES, FULL, BenchRun, Results, middle
from planner.bench.tables import breaks_table, goals_table, grouped, medians_table, races_table, runs_table, table
from planner.bench.timefold.environment import PACKAGE as TIMEFOLD
from planner.bench.timefold.environment import VERSION as TIMEFOLD_VERSION
from planner.solver.proving.textbook import ENGINE

PAGE, DATA, PICTURE = FILES

QUIET = 0.5
"""Below this load a machine is taken to have nothing else to do."""

INTERRUPTED = "**This run was interrupted: what follows is what had been measured until then.**"

SOLVERS = (
    ("greedy", "meetings by priority, each at the first start that is free"),
    (
        "textbook CP-SAT",
        "optional intervals, one for each request and room, and no-overlaps, with the greedy plan as a hint: what a "
        "team would write first with OR-tools (`planner/solver/proving/textbook.py`)",
    ),
    (
        "Timefold",
        "Timefold Solver, its Java core, from the greedy plan: change and swap moves, and an incremental score in "
        "which a clash costs just more than the cheaper meeting; each worker searches for itself, one by simulated "
        "annealing and one by tabu search, the best of what was tried (`planner/bench/timefold`)",
    ),
    ("planner", "this program, as in `planner solve`"),
)

EXPLAINED = """\
Each solver plans each event in a process of its own. Its plan is judged by `planner.rules.check`, and a plan with a
broken rule does not count. *Worth* is the sum over placed meetings of the value of their priority; *bound* is what the
solver proved itself; *gap* is the distance from the lowest bound that any solver proved for the event, as a share of
it. *First plan* and *seconds* begin once the event is read. *Peak MiB* is the memory of the process, or of the largest
that it started. Textbook CP-SAT and Timefold know the rules of the core only. Figures of two machines are not
comparable, ratios on one are.

What the board takes in a real browser is measured by `planner bench desk`; its figures are in [board.md](board.md)."""

REPEATED = """\
This page is written by the suite and is not edited by hand. To repeat it:

```
make bench                                                  # minutes: tables in benchmarks/results
.venv/bin/planner bench --suite full --output docs --force  # an hour or two: this page
```"""

EVENTS = f"""\
The events are illustrative and made from their seeds: *{CORE}* are bilateral meetings in booths alone, *{FULL}* ones
use every sheet and every rule. Sizes: S is 40 delegations, 150 requests, 8 booths, 1 day; M 100, 600, 16, 2; L 193,
2,500, 40, 5; XL 1,000, 10,000, 100, 5."""

B2B = """\
Published days of real events (M. Bofill et al., JAIR 74, 2022). Each is written as a workbook, read and solved as a
matchmaking day; *breaks* are the waiting breaks of its plan, *published* the optimum that is known."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What a suite was run with."""

    suite: str
    seeds: tuple[int, ...]
    workers: int
    began: datetime
    load: float
    """The programs that wanted a processor when it began, as the system averages them: near 0 on a quiet machine."""


def machine() -> str:
    """Processors, memory and system of this machine."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return f"{os.cpu_count()} x {platform.machine()}, {memory:.0f} GiB, {platform.system()}"


def versions() -> dict[str, str]:
    """What the results depend on."""
    packages = {name: version(name) for name in ("planner", "numpy", "numba")}
    return {"Python": platform.python_version(), **packages, "OR-tools": ENGINE, TIMEFOLD: TIMEFOLD_VERSION}


def row(results: Results, run: BenchRun) -> dict[str, Any]:
    """A run for JSON, with the keys that the command promises."""
    return {
        "size": run.job.size,
        "seed": run.job.seed,
        "solver": run.job.solver,
        "objective": run.objective,
        "bound": run.bound,
        "gap": results.gap(run),
        "placed": run.placed,
        "first_plan_seconds": run.first_plan_seconds,
        "seconds": run.seconds,
        "peak_mb": run.peak_mb,
    }


def rows_dict(results: Results, workers: int) -> dict[str, Any]:
    """Runs of chosen solvers for JSON."""
    return {
        "machine": machine(),
        "versions": versions(),
        "workers": workers,
        "complete": results.complete,
        "rows": [row(results, run) for run in results.runs],
        "failures": [{"job": one.job.label, "sentence": one.sentence} for one in results.failures],
    }


def suite_dict(results: Results, setting: Setting) -> dict[str, Any]:
    """A suite for JSON."""
    result = rows_dict(results, setting.workers)
    for one, run in zip(result["rows"], results.runs, strict=True):
        one |= {"events": run.job.work, "limit": run.job.limit}
    return result | {
        "suite": setting.suite,
        "load": setting.load,
        "began": setting.began.isoformat(timespec="seconds"),
        "seeds": list(setting.seeds),
        "medians": [_median(results, runs) for runs in grouped(results)],
        "goals": [
            {
                "events": one.goal.work,
                "size": one.goal.size,
                "limit": one.goal.limit,
                "measure": one.goal.measure.name,
                "goal": one.goal.figure,
                "median": one.measured,
                "met": one.met,
                "verdict": one.verdict,
            }
            for one in outcomes(results)
        ],
        "anytime": [
            {"size": one.size, "solver": one.solver, "ours": one.ours, "theirs": one.theirs, "met": one.met}
            for one in races(results)
        ],
        "b2b": list(results.breaks),
    }


def _median(results: Results, runs: Sequence[BenchRun]) -> dict[str, Any]:
    job = runs[0].job
    names = ("objective", "first_plan_seconds", "seconds", "peak_mb")
    medians = {name: middle([getattr(run, name) for run in runs]) for name in names}
    key = {"events": job.work, "size": job.size, "solver": job.solver, "limit": job.limit, "seeds": len(runs)}
    return {**key, **medians, "gap": middle([results.gap(run) for run in runs])}


def page(results: Results, setting: Setting) -> str:
    """The page, in Markdown; it shows the picture that lies beside it."""
    parts = ["# Benchmarks", _introduction(setting), REPEATED, EVENTS, *([] if results.complete else [INTERRUPTED])]
    parts += ["## Goals", goals_table(results)]
    if races(results):
        parts += ["## After ten seconds, beside the others after a minute", races_table(results)]
    parts += ["## Medians", medians_table(results)]
    if results.failures:
        parts += ["## Not run", "\n".join(f"- {one.job.label}: {one.sentence}" for one in results.failures)]
    if results.breaks:
        parts += ["## B2B meeting scheduling", B2B, breaks_table(results)]
    parts += ["## Growth from S to XL", f"![Seconds to the first plan and peak memory, by size]({PICTURE})"]
    parts += [
        "## All runs",
        runs_table(results),
        "## What is measured, and how",
        EXPLAINED,
        table(("solver", "what it is"), SOLVERS),
    ]
    return "\n\n".join(parts) + "\n"


def _introduction(setting: Setting) -> str:
    numbers = ", ".join(map(str, setting.seeds))
    used = ", ".join(f"{name} {number}" for name, number in versions().items())
    quiet = setting.load < QUIET
    beside = "Nothing else was going on" if quiet else "Other work made times longer and plans worse"
    return (
        f"The last run of the suite *{setting.suite}*, begun {setting.began:%d %B %Y, %H:%M} UTC on {machine()}, with "
        f"{setting.workers} workers, seeds {numbers}. {used}. {beside} (load {setting.load:.1f} at the beginning)."
    )


def write(results: Results, setting: Setting, folder: Path) -> None:
    """Put the three files into the folder: all are made beside it first, and then take their places."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    beside = Path(mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        (beside / PAGE).write_text(page(results, setting), encoding="utf-8")
        (beside / DATA).write_text(json.dumps(suite_dict(results, setting), indent=2) + "\n", encoding="utf-8")
        draw(results, beside / PICTURE)
        folder.mkdir(exist_ok=True)
        for name in FILES:
            (beside / name).replace(folder / name)
    finally:
        rmtree(beside)


def setting_of(suite: str, seeds: tuple[int, ...], workers: int) -> Setting:
    """A setting that begins now."""
    return Setting(suite, seeds, workers, datetime.now(UTC), round(os.getloadavg()[0], 1))

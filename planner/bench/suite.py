"""What the suites run: which solver plans which events, and for how long."""

from collections.abc import Sequence

from planner.bench.goals import OURS_AFTER, THEIRS_AFTER
from planner.bench.runs import CORE, FULL, GREEDY, PLANNER, TEXTBOOK, TIMEFOLD, BenchJob

SUITES = ("quick", "full")
SEEDS = {"quick": (1,), "full": (1, 2, 3)}
"""The seeds of a suite unless others are asked for."""

LIMITS = {CORE: {"S": (30, 600), "M": (30, 120), "L": (120,)}, FULL: {"S": (30,), "M": (30, 120), "L": (120,)}}
"""Seconds for the planner, as the goals name them."""

QUICK = {CORE: {"S": 30, "M": 30, "L": 120}, FULL: {"S": 30, "M": 30}}
"""The same for the quick suite."""

LARGEST = 300.0
"""Seconds for an event of size XL."""


def suite_jobs(name: str, seeds: Sequence[int]) -> tuple[BenchJob, ...]:
    """The jobs of a suite, the cheap ones first."""
    return quick_jobs(seeds) if name == "quick" else full_jobs(seeds)


def quick_jobs(seeds: Sequence[int]) -> tuple[BenchJob, ...]:
    """Ten minutes: the core up to size L with every solver, and full events up to size M."""
    jobs = [job for size, limit in QUICK[CORE].items() for seed in seeds for job in _beside(size, seed, (limit,))]
    jobs += [job for size, limit in QUICK[FULL].items() for seed in seeds for job in _pair(FULL, size, seed, (limit,))]
    return tuple(jobs)


def full_jobs(seeds: Sequence[int]) -> tuple[BenchJob, ...]:
    """About an hour: everything. Of full events all but one seed is run, of the largest events the first alone."""
    jobs = [job for size, limits in LIMITS[CORE].items() for seed in seeds for job in _beside(size, seed, limits)]
    some = seeds[: max(1, len(seeds) - 1)]
    jobs += [job for size, limits in LIMITS[FULL].items() for seed in some for job in _pair(FULL, size, seed, limits)]
    return (*jobs, *(job for work in (CORE, FULL) for job in _pair(work, "XL", seeds[0], (LARGEST,))))


def _beside(size: str, seed: int, limits: Sequence[float]) -> list[BenchJob]:
    """Every solver on an event of the core."""
    peers = [BenchJob(CORE, size, seed, name, THEIRS_AFTER) for name in (TEXTBOOK, TIMEFOLD)]
    return [*_pair(CORE, size, seed, (OURS_AFTER, *limits)), *peers]


def _pair(work: str, size: str, seed: int, limits: Sequence[float]) -> list[BenchJob]:
    """Greedy and the planner; the time limit of greedy is there for the record alone."""
    return [
        BenchJob(work, size, seed, GREEDY, float(limits[0])),
        *(BenchJob(work, size, seed, PLANNER, float(limit)) for limit in limits),
    ]


def chosen_jobs(
    work: str, sizes: Sequence[str], seeds: Sequence[int], solvers: Sequence[str], limit: float
) -> tuple[BenchJob, ...]:
    """Each of these solvers on each of these events."""
    return tuple(BenchJob(work, size, seed, solver, limit) for size in sizes for seed in seeds for solver in solvers)

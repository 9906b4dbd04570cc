"""The records of a benchmark: what was to be run, what came of it, what could not be run."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

CORE, FULL = "core", "full"
SIZES_IN_ORDER = ("S", "M", "L", "XL")
PLANNER, GREEDY, TEXTBOOK, TIMEFOLD = "planner", "greedy", "textbook", "timefold"
FILES = ("benchmarks.md", "benchmarks.json", "growth.svg")
"""What a suite leaves in its folder: a page, the same for programs, a picture."""

LABELS = {PLANNER: "planner", GREEDY: "greedy", TEXTBOOK: "textbook CP-SAT", TIMEFOLD: "Timefold"}


@dataclass(frozen=True, slots=True)
class BenchJob:
    """A contender and an event, `work` saying of which kind; `limit` is in seconds."""

    work: str
    size: str
    seed: int
    solver: str
    limit: float

    @property
    def label(self) -> str:
        """What is run, and for how long, as it is shown while it runs."""
        return f"{self.work} {self.size} seed {self.seed}, {LABELS[self.solver]}, {self.limit:g} s"


@dataclass(frozen=True, slots=True)
class BenchRun:
    """What a contender made of an event.

    `bound` is what it proved itself, None if it proves nothing. `seconds` are those of planning, the event being read.
    `peak_mb` is the memory of its process in MiB.
    """

    job: BenchJob
    objective: int
    bound: int | None
    placed: int
    first_plan_seconds: float
    seconds: float
    peak_mb: int


@dataclass(frozen=True, slots=True)
class Failure:
    """A job that could not be run, and why, in a sentence."""

    job: BenchJob
    sentence: str


@dataclass(frozen=True, slots=True)
class Results:
    """All runs of a benchmark. `breaks` are the rows of the B2B instances as their own benchmark gives them."""

    runs: tuple[BenchRun, ...]
    failures: tuple[Failure, ...] = ()
    breaks: tuple[dict[str, object], ...] = ()
    complete: bool = True

    def of(self, work: str, size: str, solver: str, limit: float | None = None) -> tuple[BenchRun, ...]:
        """The runs of a solver; those with a limit if it is given."""
        return tuple(
            run
            for run in self.runs
            if (run.job.work, run.job.size, run.job.solver) == (work, size, solver)
            and (limit is None or run.job.limit == limit)
        )

    def lowest_bound(self, job: BenchJob) -> int | None:
        """The lowest bound that any run proved for the event of a job."""
        event = (job.work, job.size, job.seed)
        proven = [run.bound for run in self.runs if (run.job.work, run.job.size, run.job.seed) == event]
        return min((bound for bound in proven if bound is not None), default=None)

    def gap(self, run: BenchRun) -> float | None:
        """The distance of a plan from the lowest bound that any run proved for its event, as a share of the bound."""
        bound = self.lowest_bound(run.job)
        return (bound - run.objective) / bound if bound else None


def own_gap(run: BenchRun) -> float | None:
    """The distance from what the run proved itself, as a share of that bound."""
    return (run.bound - run.objective) / run.bound if run.bound else None


def middle(values: Sequence[float | int | None]) -> float | None:
    """The median of what is known."""
    known = [value for value in values if value is not None]
    return median(known) if known else None

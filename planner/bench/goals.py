"""What the planner is to reach, and how far it is from it: medians over the seeds that were run."""

from collections.abc import Callable
from dataclasses import dataclass

from planner.bench.runs import CORE, FULL, GREEDY, PLANNER, TEXTBOOK, TIMEFOLD, BenchRun, Results, middle, own_gap

GIB = 1024
LEEWAY = 2
"""Full events may take so many times as long to their first plan, and be so many times as far from their bound."""

OURS_AFTER, THEIRS_AFTER = 10.0, 60.0
"""Seconds after which our plan is compared with the other solvers'."""


@dataclass(frozen=True, slots=True)
class Figure:
    """Something measured of a run, None where the run does not tell it; how it is called and written."""

    name: str
    of: Callable[[Results, BenchRun], float | None]
    form: str
    least: bool = False
    """Whether the goal is the least that will do rather than the most."""
    strict: bool = True


def _over_greedy(results: Results, run: BenchRun) -> float | None:
    job = run.job
    greedy = [one.objective for one in results.of(job.work, job.size, GREEDY) if one.job.seed == job.seed]
    return run.objective / greedy[0] - 1 if greedy and greedy[0] else None


GAP = Figure("proven gap", lambda _, run: own_gap(run), "{:.2%}", strict=False)
FIRST = Figure("first plan, seconds", lambda _, run: run.first_plan_seconds, "{:.2f}")
PEAK = Figure("peak memory, MiB", lambda _, run: run.peak_mb, "{:.0f}")
ABOVE = Figure("worth above greedy", _over_greedy, "{:.1%}", least=True, strict=False)


@dataclass(frozen=True, slots=True)
class Goal:
    """The planner's figure within a time limit, in seconds, on events of a kind and size."""

    work: str
    size: str
    limit: float
    measure: Figure
    figure: float

    @property
    def told(self) -> str:
        """`at most 1.50%`: the figure that is to be reached."""
        word = ("at least", "more than") if self.measure.least else ("at most", "less than")
        return f"{word[self.measure.strict]} {self.measure.form.format(self.figure)}"


@dataclass(frozen=True, slots=True)
class GoalOutcome:
    """A goal and the median measured over so many runs; None where nothing was."""

    goal: Goal
    measured: float | None
    runs: int

    @property
    def met(self) -> bool | None:
        """Whether the goal is met; None if it was not measured."""
        if self.measured is None:
            return None
        if self.measured == self.goal.figure:
            return not self.goal.measure.strict
        return (self.measured > self.goal.figure) == self.goal.measure.least

    @property
    def verdict(self) -> str:
        """`goal met`, or by how much it was missed."""
        if self.measured is None:
            return "not measured"
        if self.met:
            return "goal met"
        return f"{self.goal.measure.form.format(abs(self.measured - self.goal.figure))} short of the goal"


CORE_GOALS = (
    Goal(CORE, "S", 30.0, GAP, 0.005),
    Goal(CORE, "S", 600.0, GAP, 0.0),
    Goal(CORE, "M", 30.0, GAP, 0.004),
    Goal(CORE, "M", 120.0, GAP, 0.002),
    Goal(CORE, "M", 30.0, FIRST, 1.0),
    Goal(CORE, "L", 120.0, GAP, 0.01),
    Goal(CORE, "L", 120.0, FIRST, 5.0),
    Goal(CORE, "L", 120.0, PEAK, 2.5 * GIB),
    Goal(CORE, "XL", 300.0, ABOVE, 0.05),
    Goal(CORE, "XL", 300.0, PEAK, 8.0 * GIB),
)

FULL_GOALS = tuple(
    Goal(FULL, goal.size, goal.limit, goal.measure, LEEWAY * goal.figure)
    for goal in CORE_GOALS
    if goal.measure in (GAP, FIRST) and goal.figure > 0
)

GOALS = (*CORE_GOALS, *FULL_GOALS)


def outcomes(results: Results) -> tuple[GoalOutcome, ...]:
    """Every goal with what was measured."""
    return tuple(_outcome(results, goal) for goal in GOALS)


def _outcome(results: Results, goal: Goal) -> GoalOutcome:
    values = [goal.measure.of(results, run) for run in results.of(goal.work, goal.size, PLANNER, goal.limit)]
    return GoalOutcome(goal, middle(values), sum(value is not None for value in values))


@dataclass(frozen=True, slots=True)
class Race:
    """Medians of the worth of our plans after a short time and another solver's after a long one, on one size.

    `unbeatable` says that ours is proven best on every event.
    """

    size: str
    solver: str
    ours: float
    theirs: float
    unbeatable: bool

    @property
    def met(self) -> bool:
        """Whether our plan is worth more, or as much as any plan can be."""
        return self.ours > self.theirs or (self.unbeatable and self.ours == self.theirs)

    @property
    def verdict(self) -> str:
        """`goal met: worth 2.10% more`, or how the two stand."""
        if not self.theirs:
            return "goal met: theirs found no plan" if self.ours else "neither found a plan"
        if self.ours > self.theirs:
            return f"goal met: worth {self.ours / self.theirs - 1:.2%} more"
        if self.met:
            return "equal, and proven that no plan is worth more"
        return f"{1 - self.ours / self.theirs:.2%} short of theirs"


def races(results: Results) -> tuple[Race, ...]:
    """Ours beside the others, over the seeds that both have run."""
    sizes = [(size, solver) for size in ("S", "M", "L") for solver in (TEXTBOOK, TIMEFOLD)]
    return tuple(race for size, solver in sizes if (race := _race(results, size, solver)) is not None)


def _race(results: Results, size: str, solver: str) -> Race | None:
    ours = {run.job.seed: run for run in results.of(CORE, size, PLANNER, OURS_AFTER)}
    theirs = {run.job.seed: run for run in results.of(CORE, size, solver, THEIRS_AFTER)}
    both = sorted(ours.keys() & theirs.keys())
    if not both:
        return None
    our_worth, their_worth = (middle([one[seed].objective for seed in both]) for one in (ours, theirs))
    assert our_worth is not None
    assert their_worth is not None
    unbeatable = all(results.gap(ours[seed]) == 0 for seed in both)
    return Race(size, solver, our_worth, their_worth, unbeatable)

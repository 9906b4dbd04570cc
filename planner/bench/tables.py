"""The results as tables in Markdown."""

from collections.abc import Iterable, Sequence

from planner.bench.goals import OURS_AFTER, THEIRS_AFTER, outcomes, races
from planner.bench.runs import GREEDY, LABELS, BenchJob, BenchRun, Results, middle

Row = Sequence[str]


def table(headings: Row, rows: Iterable[Row]) -> str:
    """A table; there is no cell that could end it."""
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (headings, ["---"] * len(headings), *rows))


def runs_table(results: Results) -> str:
    """Every run."""
    headings = ("events", "size", "seed", "solver", "limit", "worth", "bound", "gap", "placed", "first plan", "seconds")
    return table((*headings, "peak MiB"), (_run_cells(results, run) for run in results.runs))


def _run_cells(results: Results, run: BenchRun) -> Row:
    job = run.job
    shown = ("–" if run.bound is None else str(run.bound), percent(results.gap(run)), str(run.placed))
    numbers = (f"{run.first_plan_seconds:.2f}", f"{run.seconds:g}", str(run.peak_mb))
    place = (job.work, job.size, str(job.seed), LABELS[job.solver], limit(job))
    return (*place, str(run.objective), *shown, *numbers)


def limit(job: BenchJob) -> str:
    """The seconds a solver was given; greedy takes what it needs."""
    return "–" if job.solver == GREEDY else f"{job.limit:g} s"


def percent(share: float | None) -> str:
    """`1.50%`; a dash where there is no figure."""
    return "–" if share is None else f"{share:.2%}"


def medians_table(results: Results) -> str:
    """The medians over the seeds, for each kind of event, size, solver and limit."""
    headings = ("events", "size", "solver", "limit", "seeds", "worth", "gap", "first plan", "seconds", "peak MiB")
    return table(headings, (_median_cells(results, runs) for runs in grouped(results)))


def grouped(results: Results) -> list[list[BenchRun]]:
    """The runs that differ in their seeds alone."""
    groups: dict[tuple[str, str, str, float], list[BenchRun]] = {}
    for run in results.runs:
        groups.setdefault((run.job.work, run.job.size, run.job.solver, run.job.limit), []).append(run)
    return list(groups.values())


def _median_cells(results: Results, runs: list[BenchRun]) -> Row:
    job = runs[0].job
    worth, first, seconds, peak = (
        middle([getattr(run, name) for run in runs]) or 0
        for name in ("objective", "first_plan_seconds", "seconds", "peak_mb")
    )
    gap = percent(middle([results.gap(run) for run in runs]))
    medians = (f"{worth:g}", gap, f"{first:.2f}", f"{seconds:g}", f"{peak:.0f}")
    return (job.work, job.size, LABELS[job.solver], limit(job), str(len(runs)), *medians)


def goals_table(results: Results) -> str:
    """Goals beside what was measured."""
    rows = []
    for one in outcomes(results):
        goal, form = one.goal, one.goal.measure.form
        shown = "–" if one.measured is None else form.format(one.measured)
        place = (goal.work, goal.size, f"{goal.limit:g} s", goal.measure.name)
        rows.append((*place, goal.told, shown, str(one.runs), one.verdict))
    return table(("events", "size", "limit", "measure", "goal", "median", "seeds", "verdict"), rows)


def races_table(results: Results) -> str:
    """Our plan after a short time beside the others' after a long one."""
    headings = ("size", "other solver", f"planner after {OURS_AFTER:g} s", f"other after {THEIRS_AFTER:g} s", "verdict")
    rows = [
        (race.size, LABELS[race.solver], f"{race.ours:g}", f"{race.theirs:g}", race.verdict) for race in races(results)
    ]
    return table(headings, rows)


def breaks_table(results: Results) -> str:
    """The B2B instances, as their own benchmark has measured them."""
    names = list(results.breaks[0])
    return table(names, ([_plain(row[name]) for name in names] for row in results.breaks))


def _plain(value: object) -> str:
    if value is None:
        return "–"
    return f"{value:g}" if isinstance(value, float) else str(value)

"""What the commands print: problems one a line, a live line of progress, a summary; or one JSON object."""

import json
import sys
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from rich.console import Console
from rich.table import Table

from planner.domain.event import Event
from planner.domain.plan import Breach, Outcome, Problem
from planner.domain.vocabulary import PlanState
from planner.solver import Progress

people = Console()
"""Standard output, for what was asked for."""

aside = Console(stderr=True)
"""Standard error, for progress and what went wrong."""


def tell_json(answer: dict[str, Any]) -> None:
    """The one JSON object that a command with --json prints."""
    sys.stdout.write(json.dumps(answer, ensure_ascii=False, indent=2) + "\n")


def tell(line: str, *, wrong: bool = False) -> None:
    """A line as it is: what comes from a workbook is never taken for markup."""
    (aside if wrong else people).print(line, markup=False, highlight=False, soft_wrap=True)


def tell_problems(problems: Iterable[Problem], *, wrong: bool = False) -> None:
    """`severity sheet!cell: sentence`, one a line."""
    for problem in problems:
        tell(str(problem), wrong=wrong)


def tell_breaches(breaches: Iterable[Breach], *, wrong: bool = False) -> None:
    """Broken rules, in the same shape as problems."""
    for breach in breaches:
        tell(f"error Plan: {breach.sentence} [{breach.rule}]", wrong=wrong)


def problem_dict(problem: Problem) -> dict[str, str]:
    """A problem for JSON."""
    return {key: str(value) for key, value in asdict(problem).items()}


def standing(progress: Progress) -> str:
    """Where a solve stands, as one line."""
    return (
        f"{progress.phase}: worth {progress.objective} of at most {progress.bound} "
        f"(gap {progress.gap:.2%}), {progress.placed} of {progress.items} meetings, {progress.seconds:.0f} s"
    )


def outcome_dict(outcome: Outcome) -> dict[str, Any]:
    """A solve for JSON, with the keys that the command promises."""
    rows = outcome.plan.rows
    return {
        "objective": outcome.objective,
        "bound": outcome.bound,
        "gap": outcome.gap,
        "placed": dict(Counter(str(row.kind) for row in rows if row.stands)),
        "unplaced": [{"item": row.item, "why": row.why} for row in rows if row.state == PlanState.UNPLACED],
        "seconds": outcome.seconds,
        "first_plan_seconds": outcome.first_plan_seconds,
        "seed": outcome.seed,
        "workers": outcome.workers,
        "solver": outcome.solver,
        "input_sha256": outcome.input_sha256,
        "provisional": list(outcome.provisional),
    }


def tell_outcome(event: Event, outcome: Outcome) -> None:
    """The summary of a solve: how good it is, what is placed of each kind, and what is not, with the reason."""
    table = Table(title=event.settings.name, title_justify="left")
    table.add_column("kind")
    table.add_column("placed", justify="right")
    table.add_column("not placed", justify="right")
    placed = Counter(str(row.kind) for row in outcome.plan.rows if row.stands)
    waiting = Counter(str(row.kind) for row in outcome.plan.rows if row.state == PlanState.UNPLACED)
    for kind in dict.fromkeys((*placed, *waiting)):
        table.add_row(kind, str(placed[kind]), str(waiting[kind]))
    people.print(table)
    for row in outcome.plan.rows:
        if row.state == PlanState.UNPLACED:
            tell(f"not placed {row.item} {row.title}: {row.why}")
    tell(
        f"Worth {outcome.objective}; no plan is worth more than {outcome.bound}: within {outcome.gap:.2%} of the best "
        f"possible. {outcome.seconds:.1f} s, seed {outcome.seed}, {outcome.workers} workers."
    )

"""What the commands print: problems one a line, a live line of progress, a summary; or one JSON object."""

import codecs
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import asdict
from functools import wraps
from typing import TYPE_CHECKING, Any, ParamSpec

import typer
from rich.console import Console
from rich.table import Table

from planner.cli import INTERRUPTED
from planner.cli.files import FAULTY, CommandRefused, refusal
from planner.domain.event import Event
from planner.domain.plan import Breach, Outcome, Problem
from planner.domain.vocabulary import PlanState, Severity
from planner.workbook import Workbook

if TYPE_CHECKING:
    from planner.explain import Why

people = Console()
"""Standard output, for what was asked for."""

aside = Console(stderr=True)
"""Standard error, for progress and what went wrong."""

STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.NOTICE: "dim"}

Arguments = ParamSpec("Arguments")


def answering(command: Callable[Arguments, None]) -> Callable[Arguments, None]:
    """The command with its refusals printed, as JSON where that was asked for, and turned into the exit status."""

    @wraps(command)
    def answer(*args: Arguments.args, **kwargs: Arguments.kwargs) -> None:
        try:
            command(*args, **kwargs)
        except CommandRefused as refused:
            tell_refusal(refused, as_json=bool(kwargs.get("as_json")))
            raise typer.Exit(refused.status) from None
        except KeyboardInterrupt as interrupt:
            tell_refusal(refusal("planner", str(interrupt) or INTERRUPTED), as_json=bool(kwargs.get("as_json")))
            raise typer.Exit(FAULTY) from None

    return answer


def tell_refusal(refused: CommandRefused, *, as_json: bool) -> None:
    """The reasons on standard error, and with JSON on standard output too."""
    if as_json:
        tell_json(findings_dict(refused.problems, refused.breaches, ok=False))
    tell_problems(refused.problems, wrong=True)


# --- lines -----------------------------------------------------------------------------------------------------------


def tell(line: str, *, wrong: bool = False, style: str | None = None) -> None:
    """A line as it is: what comes from a workbook is never taken for markup."""
    (aside if wrong else people).print(line, markup=False, highlight=False, soft_wrap=True, style=style)


def tell_problems(problems: Iterable[Problem], *, wrong: bool = False) -> None:
    """`severity sheet!cell: sentence`, one a line."""
    for problem in problems:
        tell(str(problem), wrong=wrong, style=STYLES[problem.severity])


def breach_problems(workbook: Workbook, breaches: Iterable[Breach], cure: str = "") -> tuple[Problem, ...]:
    """Broken rules as errors of the Plan sheet, each at the row of its first item if it names any."""
    first = [(one.items[0] if one.items else "", one.sentence) for one in breaches]
    return tuple(
        Problem(Severity.ERROR, "Plan", workbook.locate("Plan", item, "item") if item else "", item, sentence, cure)
        for item, sentence in first
    )


def tell_outcome(event: Event, outcome: Outcome) -> None:
    """The summary of a solve: what is placed of each kind, what is not, with the reason, and how good the plan is."""
    table = Table()
    table.add_column("kind")
    table.add_column("placed", justify="right")
    table.add_column("not placed", justify="right")
    placed = Counter(str(row.kind) for row in outcome.plan.rows if row.stands)
    waiting = Counter(str(row.kind) for row in outcome.plan.rows if row.state == PlanState.UNPLACED)
    for kind in dict.fromkeys((*placed, *waiting)):
        table.add_row(kind, str(placed[kind]), str(waiting[kind]))
    for row in outcome.plan.rows:
        if row.state == PlanState.UNPLACED:
            tell(f"Not placed: {row.title or row.item} ({row.item}). {row.why}")
    tell(event.settings.name)
    people.print(table)
    best = "this is the best possible" if outcome.gap == 0 else f"within {outcome.gap:.2%} of the best possible"
    tell(
        f"Worth {outcome.objective}; no plan is worth more than {outcome.bound}: {best}. "
        f"{outcome.seconds:.1f} s, seed {outcome.seed}, workers {outcome.workers}."
    )
    if outcome.waiting is not None:
        tell(str(outcome.waiting))


def tell_verdict(why: "Why") -> None:
    """The verdict, and what blocks how many candidates."""
    # Loaded here: the other commands explain nothing.
    from planner.explain.proven import WORDS

    tell(why.verdict)
    if why.blocked:
        tell("What is in the way:")
        table = Table("closes", "by", "because")
        for one in why.blocked[:10]:
            table.add_row(f"{one.candidates:,}", WORDS[one.rule], one.sentence.replace("[", r"\["))
        people.print(table)
    if len(why.blocked) > 10:
        tell(f"{len(why.blocked) - 10} more are in the JSON (--json).")


def tell_remedies(why: "Why") -> None:
    """The cures with their numbers, cells and fingerprints, or that there is none; and the rules that together leave no
    place where that is proven.
    """
    # Loaded here: the other commands explain nothing.
    from planner.explain.cells import cells_said
    from planner.explain.proven import proof_sentence

    if why.proof is not None:
        tell(proof_sentence(why.proof))
    for number, cure in enumerate(why.cures, 1):
        tell(f"cure {number} ({cure.kind}): {cure.sentence} [{cure.fingerprint}]", style="green")
        for cells in cells_said(cure):
            tell(f"    {cells}")
    if not why.cures and not why.placed and why.blocked:
        tell("No single wish given up, no moves of a few others and no one resource more would place it.")


# --- JSON ------------------------------------------------------------------------------------------------------------


def progress(line: str) -> None:
    """A line of progress, on standard error."""
    tell(line, wrong=True, style="dim")


def tell_json(answer: dict[str, Any]) -> None:
    """The one JSON object that a command with --json prints."""
    plain = codecs.lookup(sys.stdout.encoding or "ascii").name != "utf-8"
    sys.stdout.write(json.dumps(answer, ensure_ascii=plain, indent=2) + "\n")


def problem_dict(problem: Problem) -> dict[str, str]:
    """A problem for JSON."""
    return {key: str(value) for key, value in asdict(problem).items()}


def findings_dict(problems: Iterable[Problem], breaches: Iterable[Breach], *, ok: bool) -> dict[str, Any]:
    """Problems and broken rules for JSON."""
    return {
        "problems": [problem_dict(problem) for problem in problems],
        "breaches": [{"rule": one.rule, "items": list(one.items), "sentence": one.sentence} for one in breaches],
        "ok": ok,
    }


def outcome_dict(outcome: Outcome) -> dict[str, Any]:
    """A solve for JSON, with the keys that the command promises; of a matchmaking day its waiting breaks as well."""
    rows, waiting = outcome.plan.rows, outcome.waiting
    breaks = {} if waiting is None else {"waiting": {**asdict(waiting), "proven": waiting.proven}}
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
        **breaks,
    }

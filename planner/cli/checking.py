"""The command `check`: what is wrong with a workbook, and which rules its plan breaks."""

from collections.abc import Sequence

import typer

from planner.cli.arguments import AsJson, File
from planner.cli.files import FAULTY
from planner.cli.output import answering, breach_problems, findings_dict, tell, tell_json, tell_problems
from planner.domain.plan import Breach, Problem
from planner.domain.vocabulary import Severity
from planner.prechecks import precheck
from planner.rules import check as broken_rules
from planner.workbook import Workbook, read


@answering
def check(event: File, as_json: AsJson = False) -> None:
    """Say all that is wrong with a workbook. If it holds a plan, say which rules the plan breaks."""
    reading = read(event)
    workbook, problems, breaches = reading.workbook, reading.problems, tuple[Breach, ...]()
    if workbook is not None:
        problems += precheck(workbook.event, workbook.locate)
        breaches = () if workbook.plan is None else broken_rules(workbook.event, workbook.plan)
    ok = workbook is not None and not breaches
    if as_json:
        tell_json(findings_dict(problems, breaches, ok=ok))
    else:
        broken = () if workbook is None else breach_problems(workbook, breaches)
        tell_problems((*problems, *broken))
        tell(f"{event.name}: {_counted(problems, workbook, breaches)}.")
    raise typer.Exit(0 if ok else FAULTY)


def _counted(problems: Sequence[Problem], workbook: Workbook | None, breaches: Sequence[Breach]) -> str:
    errors = sum(problem.severity == Severity.ERROR for problem in problems)
    counts = f"errors: {errors}, warnings and notices: {len(problems) - errors}"
    if workbook is None:
        return f"{counts}; nothing was imported"
    return f"{counts}, no plan" if workbook.plan is None else f"{counts}, broken rules in its plan: {len(breaches)}"

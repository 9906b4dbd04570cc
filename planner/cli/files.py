"""Reading and writing for the commands: problems are printed, and nothing ends in a traceback."""

from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import typer

from planner.cli import output
from planner.domain.plan import Problem
from planner.domain.vocabulary import Severity
from planner.workbook import Reading, Workbook, read

FAULTY, MISUSED = 1, 2
"""Exit statuses: the input or the plan has errors; the command was used wrongly."""


def refuse(sentence: str, *, status: int = FAULTY) -> NoReturn:
    """End the command with a sentence on standard error."""
    output.tell(f"error: {sentence}", wrong=True)
    raise typer.Exit(status)


def opened(path: Path, *, as_json: bool) -> tuple[Workbook, tuple[Problem, ...]]:
    """A workbook and its problems; the command ends here if there is an error among them."""
    reading: Reading = read(path)
    if reading.workbook is None or any(problem.severity == Severity.ERROR for problem in reading.problems):
        if as_json:
            problems = [output.problem_dict(problem) for problem in reading.problems]
            output.tell_json({"problems": problems, "breaches": [], "ok": False})
        else:
            output.tell_problems(reading.problems)
        raise typer.Exit(FAULTY)
    return reading.workbook, reading.problems


def written(path: Path, write: Callable[[], None]) -> None:
    """Run something that writes to the path; what the system refuses is said in a sentence."""
    try:
        write()
    except FileExistsError:
        refuse(f"{path} exists already; give --force to replace it, or another name.")
    except OSError as error:
        refuse(f"{path} cannot be written: {error.strerror or error}.")


def must_be_new(path: Path, *, force: bool) -> None:
    """Refuse early what would be refused after a long solve."""
    if path.exists() and not force:
        refuse(f"{path} exists already; give --force to replace it, or another name.")
    if not path.parent.is_dir():
        refuse(f"the folder {path.parent} does not exist.")
    if path.suffix.lower() != ".xlsx":
        refuse(f"{path.name} does not end in .xlsx.", status=MISUSED)

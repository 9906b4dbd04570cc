"""Reading and writing for the commands: what cannot be done is said in sentences, and nothing ends in a traceback."""

import os
import socket
from collections.abc import Callable
from pathlib import Path

from planner.domain.plan import Breach, Plan, Problem
from planner.domain.vocabulary import Severity
from planner.workbook import Workbook, read
from planner.workbook.files.whole import recover

FAULTY, MISUSED = 1, 2
"""Exit statuses: the input or the plan has errors; the command was used wrongly."""


class CommandRefused(Exception):
    """The command ends without having done anything: the problems, the broken rules if any, and the exit status."""

    def __init__(
        self, problems: tuple[Problem, ...], breaches: tuple[Breach, ...] = (), *, status: int = FAULTY
    ) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems, self.breaches, self.status = problems, breaches, status


def refusal(where: str, sentence: str, cure: str = "", *, status: int = FAULTY) -> CommandRefused:
    """A refusal for one reason, which lies in a file or an option."""
    return CommandRefused((Problem(Severity.ERROR, where, "", "", sentence, cure),), status=status)


def opened(path: Path) -> tuple[Workbook, tuple[Problem, ...]]:
    """A workbook and its warnings and notices; refused if it has an error."""
    reading = read(path)
    if reading.workbook is None:
        raise CommandRefused(reading.problems)
    return reading.workbook, reading.problems


def planned(path: Path) -> tuple[Workbook, Plan]:
    """A workbook that has a plan, and the plan."""
    workbook, _ = opened(path)
    if workbook.plan is None:
        raise no_plan(path)
    return workbook, workbook.plan


def no_plan(path: Path) -> CommandRefused:
    """The refusal of what takes a plan."""
    return refusal(path.name, "The workbook has no plan in it.", f"Make one: planner solve {path} --output PLAN.xlsx.")


def written(path: Path, write: Callable[[], None]) -> None:
    """Runs something that writes to the path; what the system does not allow is refused."""
    try:
        write()
    except FileExistsError:
        raise _exists(path) from None
    except OSError as error:
        raise refusal(str(path), f"It cannot be written: {error.strerror or error}.") from None


def exists_already(path: Path) -> CommandRefused:
    """The refusal of a file in a folder that would be written over."""
    return refusal(str(path), "It exists already.", "Give --force to replace it, or name another folder.")


def stopped_too_soon() -> CommandRefused:
    """The refusal after a Ctrl-C that came before there was anything to keep."""
    return refusal("planner", "Interrupted before there was a new plan; nothing is written.")


def must_be_free(path: Path, *, force: bool) -> None:
    """Refuses early what would be refused after a long solve."""
    written(path, lambda: _refuse_place(path, force=force))


def _refuse_place(path: Path, *, force: bool) -> None:
    if path.suffix.lower() != ".xlsx":
        raise refusal(str(path), "The name of a workbook ends in .xlsx.", status=MISUSED)
    if path.is_dir():
        raise refusal(str(path), "This is a folder.", "Name a file in it.")
    if path.exists() and not force:
        raise FileExistsError
    if not path.parent.is_dir():
        raise refusal(str(path), f"There is no folder {path.parent}.", "Make it, or name another.")
    if not os.access(path.parent, os.W_OK):
        raise refusal(str(path), f"Nothing may be written to the folder {path.parent.absolute()}.", "Name another.")


def must_be_folder(path: Path) -> None:
    """Makes the folder where there is none."""
    written(path, lambda: _make_folder(path))


def _make_folder(path: Path) -> None:
    if path.exists() and not path.is_dir():
        raise refusal(str(path), "This is a file, not a folder.", "Name a folder to write to.")
    path.mkdir(parents=True, exist_ok=True)
    recover(path)


def must_be_open(port: int) -> None:
    """Refuses a port of this machine that another program has, or that the system keeps to itself."""
    try:
        socket.create_server(("127.0.0.1", port)).close()
    except OSError as error:
        raise refusal("--port", f"Port {port} cannot be had: {error.strerror}.", "Name another with --port.") from None


def _exists(path: Path) -> CommandRefused:
    return refusal(str(path), "It exists already.", "Give --force to replace it, or name another.")

"""From the words of a command line to an exit status; whatever a user can cause ends in a sentence."""

import os
import sys
from collections.abc import Sequence
from io import TextIOWrapper

import typer

from planner.cli.commands import app
from planner.cli.files import FAULTY, MISUSED, refusal
from planner.cli.output import tell_refusal

WrongUsage: type[Exception] = typer.BadParameter.__bases__[0]
"""Of a command line as a whole or of one of its words; typer gives a public name to the second only."""


def run(words: Sequence[str]) -> int:
    """Does what the words say, and answers with the exit status."""
    _replace_what_the_terminal_cannot_show()
    try:
        status = app(list(words), prog_name="planner", standalone_mode=False)
        sys.stdout.flush()
    except WrongUsage as wrong:
        return _misused(wrong, as_json="--json" in words)
    except OSError as error:
        _close_standard_output()
        sys.stderr.write(f"error planner: The system refused: {error.strerror or error}.\n")
        return FAULTY
    return status or 0


def _replace_what_the_terminal_cannot_show() -> None:
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")


def _misused(wrong: Exception, *, as_json: bool) -> int:
    """The usage on standard error; one JSON object on standard output where that was asked for."""
    if as_json:
        sentence = wrong.format_message()  # type: ignore[attr-defined]  # all of them have it, and the next
        tell_refusal(refusal("planner", sentence, "See planner --help."), as_json=True)
    else:
        wrong.show()  # type: ignore[attr-defined]
    return MISUSED


def _close_standard_output() -> None:
    """What could not be written must not be tried again when the program ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())

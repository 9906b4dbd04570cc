"""From the words of a command line to an exit status; whatever a user can cause ends in a sentence."""

import os
import sys
from collections.abc import Sequence
from io import TextIOWrapper
from pathlib import Path
from typing import TextIO

import typer

from planner.cli import INTERRUPTED
from planner.cli.commands import app
from planner.cli.files import FAULTY, MISUSED, refusal
from planner.cli.output import tell_refusal

WrongUsage: type[Exception] = typer.BadParameter.__bases__[0]
"""Of a command line as a whole or of one of its words; typer gives a public name to the second only."""

INTERRUPTED_OUTSIDE_A_COMMAND = 130
"""What typer makes of Ctrl-C while it looks at the command line."""


def run(words: Sequence[str]) -> int:
    """Does what the words say, and answers with the exit status."""
    _prepare_streams()
    as_json = "--json" in words
    try:
        status = app(list(words), prog_name="planner", standalone_mode=False)
        sys.stdout.flush()
    except WrongUsage as wrong:
        return _misused(wrong, as_json=as_json)
    except OSError as error:
        _close_standard_output()
        sys.stderr.write(f"error planner: The system refused: {error.strerror or error}.\n")
        return FAULTY
    if status == INTERRUPTED_OUTSIDE_A_COMMAND:
        tell_refusal(refusal("planner", INTERRUPTED), as_json=as_json)
        return FAULTY
    return status or 0


def _prepare_streams() -> None:
    """What a terminal cannot show becomes a `?`; what is written to a closed stream is lost."""
    sys.stdout, sys.stderr = _opened(sys.stdout), _opened(sys.stderr)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")


def _opened(stream: TextIO | None) -> TextIO:
    """Python has None for a stream that was closed when it started."""
    return stream or Path(os.devnull).open("w")


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

"""The commands in this process, as the console script calls them; in one of their own where a test is of a process."""

import sys
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from io import BytesIO, TextIOWrapper
from pathlib import Path

from planner.cli import entry

ROOT = Path(__file__).parents[2]
MORNING, HANOI = ROOT / "inputs" / "morning.xlsx", ROOT / "inputs" / "hanoi_2025.xlsx"
PLANNER = [sys.executable, "-c", "from planner.cli import main; main()"]
"""The words that start the console script in a process."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a command wrote."""

    stdout: str
    stderr: str


def run(*words: object, status: int = 0) -> Answer:
    """The command, which must end with this status; an exception that it lets through is the test's failure."""
    streams = tuple(TextIOWrapper(BytesIO(), encoding="utf-8", write_through=True) for _ in range(2))
    with redirect_stdout(streams[0]), redirect_stderr(streams[1]):
        ended = entry.run([str(word) for word in words])
    stdout, stderr = (stream.buffer.getvalue().decode() for stream in streams)
    assert ended == status, stdout + stderr
    return Answer(stdout, stderr)

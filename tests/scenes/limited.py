"""The commands under limits of the system: processor time and memory for each, beyond which it is killed or fails.

One program loads what the commands need and forks for each of them, so that no command pays for the loading.
"""

import shlex
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

SECONDS, MEMORY = 10, 1 << 30
"""Of one processor, and bytes."""

PROGRAM = f"""
import os, resource, shlex, sys, traceback
from planner.cli import entry
import planner.feeds.importing, planner.office.draft, planner.prechecks, planner.workbook

def command(told, wrong, words):
    resource.setrlimit(resource.RLIMIT_AS, ({MEMORY}, {MEMORY}))
    resource.setrlimit(resource.RLIMIT_CPU, ({SECONDS}, {SECONDS}))
    sys.stdout, sys.stderr = (open(path, "w", encoding="utf-8") for path in (told, wrong))
    try:
        status = entry.run(words)
    except BaseException:
        traceback.print_exc()
        status = 70
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status)

for line in sys.stdin:
    told, wrong, *words = shlex.split(line)
    child = os.fork()
    if child == 0:
        command(told, wrong, words)
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""


@dataclass(frozen=True, slots=True)
class Limited:
    """The program, and the folder of what its commands write to their streams."""

    program: "subprocess.Popen[str]"
    folder: Path

    def run(self, *words: object) -> tuple[int, str, str]:
        """Status (negative if it was killed), standard output and standard error of a command."""
        assert self.program.stdin is not None
        assert self.program.stdout is not None
        streams = [self.folder / "told", self.folder / "wrong"]
        self.program.stdin.write(shlex.join(map(str, (*streams, *words))) + "\n")
        self.program.stdin.flush()
        status = int(self.program.stdout.readline())
        told, wrong = (stream.read_text(encoding="utf-8", errors="replace") for stream in streams)
        return status, told, wrong


@contextmanager
def limited(folder: Path) -> Iterator[Limited]:
    """Commands under the limits."""
    words = [sys.executable, "-c", PROGRAM]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as program:
        yield Limited(program, folder)

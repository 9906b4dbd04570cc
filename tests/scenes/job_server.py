"""A server of an office whose jobs are done on this machine, to be killed."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from threading import Event as Flag
from time import monotonic, sleep

from planner.background import Processes
from planner.office.jobs.runner import Runner
from planner.store import open_store

SILENCE = timedelta(seconds=5)
PATIENCE = 600.0
"""Seconds that a machine with much to do may need for anything: on another it is there in a few."""
ROOT = Path(__file__).parents[2]


@contextmanager
def running(address: str) -> "Iterator[subprocess.Popen[bytes]]":
    """A server that is killed in the end."""
    words = [sys.executable, "-m", __name__, address]
    server = subprocess.Popen(words, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)})
    try:
        yield server
    finally:
        server.kill()
        server.wait()


def workers_of(server: "subprocess.Popen[bytes]") -> list[int]:
    """The processes of a server that do its works."""
    threads = Path(f"/proc/{server.pid}/task").iterdir()
    found = {int(pid) for thread in threads for pid in (thread / "children").read_text().split()}
    return [pid for pid in found if b"spawn_main" in Path(f"/proc/{pid}/cmdline").read_bytes()]


def kill(pid: int) -> None:
    os.kill(pid, signal.SIGKILL)


def until(holds: Callable[[], bool], patience: float = PATIENCE) -> None:
    """Waits until something holds."""
    began = monotonic()
    while not holds():
        assert monotonic() - began < patience
        sleep(0.1)


if __name__ == "__main__":
    runner = Runner(open_store(sys.argv[1]), Processes(1), silence=SILENCE)
    runner.start()
    Flag().wait()

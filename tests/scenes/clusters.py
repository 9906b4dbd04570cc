"""A real cluster for tests: a scheduler and workers, each a program of its own that is ended in the end."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from socket import socket

from tests.scenes.job_server import until

ROOT = Path(__file__).parents[2]


def free_port() -> int:
    with socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@contextmanager
def scheduler(port: int | None = None) -> Iterator[str]:
    """The address of a scheduler without workers."""
    port = port or free_port()
    options = ["--host", "127.0.0.1", "--port", str(port), "--no-dashboard"]
    with _program([sys.executable, "-m", "distributed.cli.dask_scheduler", *options]):
        until(lambda: _answers(port))
        yield f"tcp://127.0.0.1:{port}"


@contextmanager
def worker(address: str) -> "Iterator[subprocess.Popen[bytes]]":
    """A program `planner worker`."""
    with _program([sys.executable, "-m", "planner", "worker"], PLANNER_CLUSTER=address) as process:
        yield process


@contextmanager
def _program(words: list[str], **more: str) -> "Iterator[subprocess.Popen[bytes]]":
    process = subprocess.Popen(words, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT), **more})
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def _answers(port: int) -> bool:
    with socket() as one:
        return one.connect_ex(("127.0.0.1", port)) == 0

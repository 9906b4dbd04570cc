"""Databases for tests: an SQLite file, and a PostgreSQL that the tests start for themselves and stop again."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from tempfile import mkdtemp

import pytest
import sqlalchemy as sa

KINDS = ("sqlite", "postgresql")
DEBIAN = "/usr/lib/postgresql"
NOBODY = "nobody"
"""PostgreSQL refuses to run as root; then it runs as this user."""

_numbers = count(1)


class PostgreSQL:
    """A server that listens on a socket in its own folder alone, and makes a database for whoever asks."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._admin = sa.create_engine(self.address("postgres"), isolation_level="AUTOCOMMIT")

    def address(self, database: str) -> str:
        return f"postgresql+psycopg://office@/{database}?host={self.folder}"

    def new_database(self) -> str:
        """The address of an empty database."""
        name = f"office{next(_numbers)}"
        with self._admin.connect() as connection:
            connection.exec_driver_sql(f"CREATE DATABASE {name}")
        return self.address(name)

    def close(self) -> None:
        self._admin.dispose()


def programs() -> Path | None:
    """Where the programs of the newest PostgreSQL are."""
    found = shutil.which("pg_ctl")
    places = sorted(Path(DEBIAN).glob("*/bin/pg_ctl"), key=lambda path: int(path.parts[-3]))
    return places[-1].parent if places else None if found is None else Path(found).parent


@contextmanager
def postgresql() -> Iterator[PostgreSQL]:
    """A running server with an empty cluster; without its programs the test is skipped, or fails where it must run."""
    place = programs()
    if place is None:
        if os.environ.get("DATABASE_TESTS") == "required":
            pytest.fail("PostgreSQL is not installed")
        pytest.skip("PostgreSQL is not installed")
    folder = Path(mkdtemp(prefix="planner-pg-"))  # a short path: the name of a socket has about 100 characters
    if os.geteuid() == 0:
        shutil.chown(folder, NOBODY)
    data, log = folder / "data", folder / "log"
    options = f"-c listen_addresses= -c unix_socket_directories={folder} -c fsync=off"
    try:
        _run(place / "initdb", "--pgdata", data, "--username=office", "--auth=trust", "--no-sync", "--encoding=UTF8")
        _run(place / "pg_ctl", "start", "--wait", "--pgdata", data, "--log", log, "--options", options)
        try:
            server = PostgreSQL(folder)
            yield server
            server.close()
        finally:
            _run(place / "pg_ctl", "stop", "--mode=immediate", "--pgdata", data)
    finally:
        shutil.rmtree(folder)


def _run(*words: str | Path) -> None:
    user = {"user": NOBODY, "extra_groups": [], "cwd": "/"} if os.geteuid() == 0 else {}
    subprocess.run([*map(str, words)], check=True, stdout=subprocess.DEVNULL, stderr=sys.stderr, timeout=600, **user)


def engine_of(address: str) -> sa.Engine:
    """A way into the database beside the office, for tests that change what nobody should."""
    return sa.create_engine(address if "://" in address else f"sqlite:///{address}")

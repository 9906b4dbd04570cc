"""The database of the office: where it is, how it is opened, and its transactions.

What SQLite and PostgreSQL do differently is here and in `migrating`, nowhere else.
"""

import json
import os
import sqlite3
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from platformdirs import user_data_path
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.pool import ConnectionPoolEntry

from planner.store.failures import BRING_BACK, refusal_of
from planner.store.records import Damage
from planner.store.refusals import StoreRefusal

VARIABLE = "PLANNER_DATABASE"
"""Names the database: the path of a file, or `postgresql+psycopg://user:password@host/name`."""

PATIENCE = 10.0
"""Seconds that a program waits for another one to end its step."""

POSTGRESQL = "postgresql+psycopg"


class Database:
    """An open database. Its transactions are whole or not at all, and on the disk when they have ended."""

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine
        self.is_sqlite = engine.dialect.name == "sqlite"

    @property
    def file(self) -> Path | None:
        """The file of an SQLite database."""
        return Path(str(self._engine.url.database)) if self.is_sqlite else None

    @property
    def place(self) -> str:
        """Where it is, in words, without a password."""
        return str(self.file) if self.is_sqlite else self._engine.url.render_as_string()

    @contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        """A transaction that sees one state of the database however long it lasts, and hinders nobody."""
        with self._begun(isolation_level="REPEATABLE READ") as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[sa.Connection]:
        """A transaction that writes. In SQLite there is one at a time, from its beginning on: it never has to give up
        because of what it read before.
        """
        with self._begun(isolation_level="READ COMMITTED", writes=True) as connection:
            yield connection

    @contextmanager
    def _begun(self, isolation_level: str, *, writes: bool = False) -> Iterator[sa.Connection]:
        options: dict[str, Any] = {"writes": writes} if self.is_sqlite else {"isolation_level": isolation_level}
        try:
            with self._engine.execution_options(**options).begin() as connection:
                yield connection
        except DBAPIError as error:
            refused = refusal_of(error, self.place)
            if refused is None:
                raise
            raise refused from error

    def now(self, connection: sa.Connection) -> datetime:
        """The moment by the clock of the database, which is one for all programs that use it."""
        if self.is_sqlite:
            return datetime.now(UTC)
        moment: datetime = connection.scalars(sa.select(sa.func.clock_timestamp())).one()
        return moment.astimezone(UTC)

    def insert(self, table: sa.Table) -> sqlite.Insert | postgresql.Insert:
        """An insertion that can say what is to be done where the row is there already."""
        return sqlite.insert(table) if self.is_sqlite else postgresql.insert(table)

    def keep_others_out(self, connection: sa.Connection, table: sa.Table) -> None:
        """Lets nobody else write to a table or lock its rows until this transaction ends."""
        if not self.is_sqlite:  # where there is one writer at a time anyway
            connection.exec_driver_sql(f"LOCK TABLE {table.name} IN EXCLUSIVE MODE")

    def damages(self, connection: sa.Connection) -> tuple[Damage, ...]:
        """What the database itself finds wrong with it. A server looks after that on its own."""
        if not self.is_sqlite:
            return ()
        lines = connection.exec_driver_sql("PRAGMA quick_check(1)").scalars().all()
        if lines == ["ok"]:
            return ()
        damage = str(lines[0]).splitlines()[-1]  # the first line only names the database
        return (Damage(f"The database {self.place} is damaged: {damage}.", BRING_BACK, whole=True),)

    def close(self) -> None:
        """Gives back what it holds. It opens anew when it is used again."""
        self._engine.dispose()


_json = partial(json.dumps, separators=(",", ":"), allow_nan=False)
"""What both databases take."""


# --- opening ---------------------------------------------------------------------------------------------------------


def open_database(address: str | None = None) -> Database:
    """The database at an address: a path, or `postgresql+psycopg://...`; else the one of the environment, else the file
    in the user's data folder.
    """
    url = _url(address or os.environ.get(VARIABLE) or str(default_file()))
    return Database(_sqlite(Path(str(url.database))) if url.get_backend_name() == "sqlite" else _postgresql(url))


def default_file() -> Path:
    """Where the office is kept unless somebody says otherwise."""
    return user_data_path("planner", appauthor=False) / "office.db"


def _url(address: str) -> sa.URL:
    if "://" not in address:
        return sa.URL.create("sqlite", database=address)
    try:
        url = sa.make_url(address)
    except ArgumentError:
        raise _unknown_address() from None
    if url.drivername in ("postgres", "postgresql"):
        url = url.set(drivername=POSTGRESQL)
    if url.drivername not in ("sqlite", POSTGRESQL) or not url.database:
        raise _unknown_address()
    return url


def _unknown_address() -> StoreRefusal:
    return StoreRefusal(
        "The address of the database is not understood.",  # and not shown: there may be a password in it
        f"In {VARIABLE}, give the path of a file, or {POSTGRESQL}://USER:PASSWORD@HOST/NAME.",
    )


def _postgresql(url: sa.URL) -> sa.Engine:
    waiting = {"connect_timeout": int(PATIENCE)}
    try:
        engine = sa.create_engine(url, pool_pre_ping=True, connect_args=waiting, json_serializer=_json)
    except ModuleNotFoundError:
        raise StoreRefusal(
            "What the planner needs to speak to PostgreSQL is not installed.",
            "Install it: pip install 'planner[postgres]'.",
        ) from None
    sa.event.listen(engine, "connect", _set_patience)
    return engine


def _set_patience(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
    cursor = connection.cursor()
    cursor.execute(f"SET lock_timeout = '{PATIENCE:g}s'")
    cursor.close()
    connection.commit()


def _sqlite(file: Path) -> sa.Engine:
    _make(file)
    url = sa.URL.create("sqlite", database=str(file.absolute()))
    engine = sa.create_engine(url, connect_args={"timeout": PATIENCE}, json_serializer=_json)
    sa.event.listen(engine, "connect", _prepare)
    sa.event.listen(engine, "begin", _begin)
    return engine


def _make(file: Path) -> None:
    """The file and its folder, for nobody but this user; what is there already stays as it is."""
    try:
        file.parent.mkdir(mode=stat.S_IRWXU, parents=True, exist_ok=True)
        os.close(os.open(file, os.O_RDWR | os.O_CREAT, stat.S_IRUSR | stat.S_IWUSR))
    except OSError as error:
        raise StoreRefusal(
            f"The office cannot be kept in {file}: {error.strerror}.",
            f"Make the place writable, or name another file with {VARIABLE}.",
        ) from None


def _prepare(connection: sqlite3.Connection, _: ConnectionPoolEntry) -> None:
    """What SQLite is told on each connection. FULL: what is committed outlives even a power cut."""
    connection.isolation_level = None  # transactions begin where `_begin` begins them
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = FULL")
    if connection.execute("PRAGMA journal_mode").fetchone() != ("wal",):
        _write_ahead(connection)


def _write_ahead(connection: sqlite3.Connection) -> None:
    """Readers and a writer at once from now on. SQLite does not wait here for another program that does the same."""
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                raise
            time.sleep(0.01)
        else:
            return


def _begin(connection: sa.Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE" if connection.get_execution_options().get("writes") else "BEGIN")

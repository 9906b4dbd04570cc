"""All of an office in one file, out of either database and into either.

The file is a zip. Each table is a member of its own, `event.jsonl` for instance, with a row a line as a JSON object;
bytes are in base64, moments in ISO 8601. `office.json` comes last and says which format this is, when it was made, and
of each table how many rows it has and the sha256 of its member. Who is here is left out.
"""

import json
import os
import zipfile
import zlib
from base64 import b64decode, b64encode
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import IO, Any

import sqlalchemy as sa
from sqlalchemy.exc import StatementError

from planner.store.database import Database
from planner.store.refusals import StoreRefusal
from planner.store.tables import UtcMoment, event, job, metadata, original, revision, sheet, standing
from planner.workbook.files.whole import refuse_to_replace, whole_file

FORMAT = 1

CONTENTS = "office.json"

TABLES = (event, original, sheet, revision, standing, job)
"""Those that are kept, each behind those that it refers to."""

AT_A_TIME = 200
"""Rows that are held in memory."""

LEVEL = 1
"""Sheets are compressed already; what is left to gain is what base64 adds, and the least effort gains it."""

OWNER_ALONE = 0o600


@dataclass(frozen=True, slots=True)
class Backup:
    """What is in a backup, and from when it is."""

    made: datetime
    events: int
    revisions: int


# --- out -------------------------------------------------------------------------------------------------------------


def back_up(database: Database, path: Path, *, force: bool = False) -> Backup:
    """Writes the office as it is at one moment, while others go on writing to it. The file is whole or not there."""
    refuse_to_replace(path, force=force)
    with (
        whole_file(path, mode=OWNER_ALONE) as handle,
        os.fdopen(handle, "wb", closefd=False) as file,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=LEVEL) as archive,
        database.reading() as connection,
    ):
        made = database.now(connection)
        tables = {table.name: _write_table(archive, connection, table) for table in TABLES}
        contents = {"format": FORMAT, "made": made.isoformat(), "tables": tables}
        archive.writestr(CONTENTS, json.dumps(contents, indent=2))
    return _backup(contents)


def _backup(said: dict[str, Any]) -> Backup:
    rows = {name: table["rows"] for name, table in said["tables"].items()}
    return Backup(datetime.fromisoformat(said["made"]), rows[event.name], rows[revision.name])


def _write_table(archive: zipfile.ZipFile, connection: sa.Connection, table: sa.Table) -> dict[str, object]:
    digest, rows = sha256(), 0
    with archive.open(_member(table), "w", force_zip64=True) as member:
        for row in connection.execute(_all_rows(table)).mappings():
            line = (
                json.dumps({name: _said(value) for name, value in row.items()}, separators=(",", ":")).encode() + b"\n"
            )
            digest.update(line)
            member.write(line)
            rows += 1
    return {"rows": rows, "sha256": digest.hexdigest()}


def _all_rows(table: sa.Table) -> sa.Select[*tuple[Any, ...]]:
    # A sheet that is a difference comes behind those that are whole, on one of which it is based.
    first = [table.c.base.is_not(None)] if table is sheet else []
    return sa.select(table).order_by(*first, *table.primary_key).execution_options(yield_per=AT_A_TIME)


def _member(table: sa.Table) -> str:
    return f"{table.name}.jsonl"


def _said(value: object) -> object:
    if isinstance(value, bytes):
        return b64encode(value).decode("ascii")
    return value.isoformat() if isinstance(value, datetime) else value


# --- in --------------------------------------------------------------------------------------------------------------


def restore(database: Database, path: Path, *, replace: bool = False) -> Backup:
    """Brings back an office from its backup, all of it or nothing. One that holds events already is refused, unless it
    is to be replaced.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            said = _checked_contents(archive, path)
            with database.writing() as connection:
                database.keep_others_out(connection, event)
                _clear(connection, replace=replace)
                for table in TABLES:
                    _read_table(archive, connection, table)
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, LookupError, TypeError, StatementError) as error:
        raise _no_backup(path) from error
    return _backup(said)


def _no_backup(path: Path) -> StoreRefusal:
    return StoreRefusal(
        f"{path} is not a whole backup of an office; nothing was changed.", "Take another backup: planner backup FILE."
    )


def _checked_contents(archive: zipfile.ZipFile, path: Path) -> dict[str, Any]:
    """What the file says of itself, once each table has been found to be what was written."""
    contents: dict[str, Any] = json.loads(archive.read(CONTENTS))
    if contents["format"] > FORMAT:
        raise StoreRefusal(
            f"{path} was written by a newer planner than this one; nothing was changed.", "Install the newer planner."
        )
    for table in TABLES:
        with archive.open(_member(table)) as member:
            if _fingerprint(member) != contents["tables"][table.name]["sha256"]:
                raise _no_backup(path)
    return contents


def _fingerprint(member: IO[bytes]) -> str:
    digest = sha256()
    while part := member.read(1 << 20):
        digest.update(part)
    return digest.hexdigest()


def _clear(connection: sa.Connection, *, replace: bool) -> None:
    """Makes room for what is coming."""
    there = connection.scalars(sa.select(sa.func.count()).select_from(event)).one()
    if there and not replace:
        raise StoreRefusal(
            f"The office holds {there} event{'' if there == 1 else 's'} already; nothing was changed.",
            "Back them up, then give --force to put the backup in their place.",
        )
    for table in reversed(metadata.sorted_tables):
        if table is sheet:
            connection.execute(sa.delete(table).where(table.c.base.is_not(None)))
        connection.execute(sa.delete(table))


def _read_table(archive: zipfile.ZipFile, connection: sa.Connection, table: sa.Table) -> None:
    with archive.open(_member(table)) as member:
        rows = _rows(member, table)
        while some := list(islice(rows, AT_A_TIME)):
            connection.execute(sa.insert(table), some)


def _rows(member: IO[bytes], table: sa.Table) -> Iterator[dict[str, object]]:
    for line in member:
        yield {name: _meant(table.c[name], value) for name, value in json.loads(line).items()}


def _meant(column: sa.Column[Any], value: Any) -> object:
    if value is None:
        return None
    if isinstance(column.type, sa.LargeBinary):
        return b64decode(value, validate=True)
    return datetime.fromisoformat(value) if isinstance(column.type, UtcMoment) else value

"""What a database cannot do, in sentences: a full disk, a damaged file, a server that is not there."""

import sqlite3

from sqlalchemy.exc import DBAPIError

from planner.store.refusals import Damaged, StoreRefusal

BRING_BACK = "Move its files to another place, then bring back the last backup: planner restore FILE."

_SQLITE = {
    "SQLITE_FULL": (
        "The disk is full: nothing more can be kept in {place}.",
        "Make room on the disk; nothing is lost.",
    ),
    "SQLITE_READONLY": ("Nothing may be written to {place}.", "Make the file and its folder writable."),
    "SQLITE_CANTOPEN": ("{place} cannot be opened.", "Make the file and its folder readable and writable."),
    "SQLITE_BUSY": ("Another program has been writing to {place} for long.", "Try again, or end the other program."),
    "SQLITE_IOERR": ("The disk does not read or write {place} as it should.", "Look after the disk, then try again."),
    "SQLITE_CORRUPT": ("The database {place} is damaged.", BRING_BACK),
    "SQLITE_NOTADB": ("{place} is not a database of the planner.", BRING_BACK),
}
"""By the first two words of SQLite's own name of the failure."""

_POSTGRESQL = {
    "53100": ("The disk of the database {place} is full.", "Make room on it; nothing is lost."),
    "53300": ("The database {place} has no connection left.", "Try again, or allow it more."),
    "55P03": ("Another program has been writing to {place} for long.", "Try again, or end the other program."),
    "25006": ("Nothing may be written to the database {place}.", "Ask whoever looks after it."),
    "42501": ("The user of {place} may not do that.", "Give it the right to make tables and to write."),
    "XX001": ("The database {place} is damaged.", BRING_BACK),
    "XX002": ("The database {place} is damaged.", BRING_BACK),
}
"""By the state that PostgreSQL gives."""

_AWAY = ("The database {place} cannot be reached.", "See whether it runs and whether the address is right; try again.")


def refusal_of(error: DBAPIError, place: str) -> StoreRefusal | None:
    """What the failure means to the user; None if it is a fault of the program."""
    failure = error.orig
    reason = _told_by_sqlite(failure) if isinstance(failure, sqlite3.Error) else _told_by_postgresql(error)
    if reason is None:
        return None
    sentence, cure = (words.format(place=place) for words in reason)
    return (Damaged if "damaged" in sentence else StoreRefusal)(sentence, cure)


def _told_by_sqlite(failure: sqlite3.Error) -> tuple[str, str] | None:
    name = getattr(failure, "sqlite_errorname", "")
    return _SQLITE.get("_".join(name.split("_")[:2]))


def _told_by_postgresql(error: DBAPIError) -> tuple[str, str] | None:
    state = getattr(error.orig, "sqlstate", None)
    away = error.connection_invalidated or state is None or state.startswith(("08", "28", "3D", "57P"))
    # Without a state it is a connection that was not made; psycopg has OperationalError for that.
    if away and type(error).__name__ == "OperationalError":
        return _AWAY
    return _POSTGRESQL.get(str(state))

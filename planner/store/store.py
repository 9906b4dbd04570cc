"""What the office asks of its memory. Every function is one transaction: whole or not at all, kept once it returns."""

from collections.abc import Collection
from pathlib import Path

from planner.store import events, revisions
from planner.store.backups import Backup, back_up, restore
from planner.store.compacting import compact
from planner.store.database import Database, open_database
from planner.store.jobs import Jobs, take
from planner.store.migrating import migrate
from planner.store.presences import Presences
from planner.store.records import Content, Damage, Json, KeptEvent, KeptSheet, Moved, NewRevision, Revision
from planner.store.tables import event as event_table
from planner.store.verifying import damages


def open_store(address: str | None = None) -> "Store":
    """The office at an address: the path of an SQLite file, or `postgresql+psycopg://...`; without one, at the address
    in `PLANNER_DATABASE`, else in the user's data folder. What is not there is made; what cannot be is refused.
    """
    database = open_database(address)
    try:
        migrate(database)
    except BaseException:
        database.close()
        raise
    return Store(database)


class Store:
    """The office's memory. It may be used from several threads, and several programs may use one database.

    Whatever cannot be done is refused with a `StoreRefusal`, and then nothing was changed.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self.jobs = Jobs(database)
        self.presences = Presences(database)

    @property
    def place(self) -> str:
        """Where the office is kept, in words."""
        return self._database.place

    def verify(self, *, thorough: bool = False) -> tuple[Damage, ...]:
        """What in the office is not as it was stored, to be asked when a program starts. Looks at the database itself
        and at the last state of every event, with `thorough` at every state.
        """
        return damages(self._database, thorough=thorough)

    def __enter__(self) -> "Store":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Gives back files and connections."""
        self._database.close()

    def backup(self, path: Path, *, force: bool = False) -> Backup:
        """Writes all of the office to one file, as it is at one moment, while others go on. `FileExistsError` if one is
        there and `force` is not given.
        """
        return back_up(self._database, path, force=force)

    def restore(self, path: Path, *, replace: bool = False) -> Backup:
        """Brings the office back from such a file, whole or not at all; one with events only if `replace` is given."""
        return restore(self._database, path, replace=replace)

    # --- events ---

    def create(self, name: str, first: NewRevision) -> Revision:
        """A new event with its first revision, which names the event's id."""
        with self._database.writing() as connection:
            return events.create(connection, name, first, self._database.now(connection))

    def begin(self, name: str, first: NewRevision) -> Revision | None:
        """The first event of an office; None where there is one, put aside or not. Of several programs one begins."""
        with self._database.writing() as connection:
            self._database.keep_others_out(connection, event_table)
            if events.listed(connection, archived=None):
                return None
            return events.create(connection, name, first, self._database.now(connection))

    def describe(self, event: str, about: Json) -> None:
        """Keeps what lists are to tell of an event."""
        with self._database.writing() as connection:
            events.change(connection, event, about=about)

    def events(self, *, archived: bool | None = False) -> tuple[KeptEvent, ...]:
        """The events of the office, those changed last first; None lists archived ones with the others."""
        with self._database.reading() as connection:
            return events.listed(connection, archived=archived)

    def event(self, event: str) -> KeptEvent:
        """One event; `NoSuchEvent` if it is not there."""
        with self._database.reading() as connection:
            return events.found(connection, event)

    def heads(self, ids: Collection[str]) -> dict[str, int]:
        """The last revision of each of these events, cheap enough to ask every second; those that are gone are left."""
        with self._database.reading() as connection:
            return events.heads(connection, ids)

    def rename(self, event: str, name: str) -> None:
        """Gives an event another name."""
        with self._database.writing() as connection:
            events.change(connection, event, name=name)

    def archive(self, event: str) -> None:
        """Puts an event aside; it keeps all it has."""
        with self._database.writing() as connection:
            events.change(connection, event, archived=self._database.now(connection))

    def unarchive(self, event: str) -> None:
        """Takes an event back among those at hand."""
        with self._database.writing() as connection:
            events.change(connection, event, archived=None)

    def delete(self, event: str) -> None:
        """Removes an event with its whole history, for good."""
        with self._database.writing() as connection:
            events.delete(connection, event)

    def compact(self, event: str) -> int:
        """Gives up the states in the middle of the history of an archived event, but those that were released, to save
        room. Who did what and when stays. Returns how many were given up.
        """
        with self._database.writing() as connection:
            return compact(connection, event)

    # --- revisions ---

    def append(self, event: str, expected_head: int, new: NewRevision, takes: Collection[str] = ()) -> Revision | Moved:
        """Adds a revision, which is on the disk when this returns; `Moved` if another one came before. With it the
        results of the jobs that it `takes` are said to be taken; `Moved` too where one of them was answered before.
        """
        with self._database.writing() as connection:
            head = revisions.locked_head(connection, event)
            if head != expected_head or (takes and not take(connection, takes)):
                return Moved(head)
            return revisions.append(connection, event, head, new, self._database.now(connection))

    def history(
        self, event: str, *, before: int | None = None, after: int = 0, limit: int | None = None
    ) -> tuple[Revision, ...]:
        """The revisions of an event, newest first: those before a number and after another, so many at most."""
        with self._database.reading() as connection:
            return revisions.history(connection, event, before, after, limit)

    def revision(self, event: str, number: int) -> Revision:
        """One revision of an event; `NoSuchEvent` if it is not there."""
        with self._database.reading() as connection:
            return revisions.revision_of(connection, event, number)

    def contents(self, event: str, number: int) -> tuple[Content, ...]:
        """The sheets of a revision, in their order, by the address of what is in them."""
        with self._database.reading() as connection:
            return revisions.contents_of(connection, event, number)

    def sheets(self, event: str, wanted: Collection[Content]) -> dict[Content, KeptSheet]:
        """Sheets of an event by what is in them, for whoever has some of a revision already; `Damaged` if one is not as
        it was stored.
        """
        with self._database.reading() as connection:
            return revisions.sheets_of(connection, event, wanted)

    def read(self, event: str, number: int) -> tuple[KeptSheet, ...]:
        """All sheets of a revision, in their order."""
        contents = self.contents(event, number)
        sheets = self.sheets(event, contents)
        return tuple(sheets[content] for content in contents)

    def original(self, event: str, address: str) -> bytes:
        """The bytes of a file that came in, by the address that revisions give as `original`."""
        with self._database.reading() as connection:
            return revisions.original_of(connection, event, address)

"""The history of an event: steps are added at its end, and any state of it is read back."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from hashlib import sha256

import sqlalchemy as sa

from planner.store import contents
from planner.store.records import Content, KeptSheet, NewRevision, Revision, RevisionKind, bytes_of, sheet_of
from planner.store.refusals import NoSuchEvent
from planner.store.tables import event as events
from planner.store.tables import original as originals
from planner.store.tables import revision as revisions
from planner.store.tables import sheet as sheets
from planner.store.tables import standing

_COLUMNS = [column.name for column in revisions.c]
_bases = sheets.alias("base")  # made once: it takes a part of the time of a step

# --- writing ---------------------------------------------------------------------------------------------------------


def append(connection: sa.Connection, event: str, head: int, new: NewRevision, at: datetime) -> Revision:
    """Adds a revision behind the last one, which is locked."""
    revision = insert(connection, event, head, new, at)
    connection.execute(
        sa.update(events)
        .where(events.c.id == event)
        .values(head=revision.number, changed=at, changed_by=revision.author)
    )
    return revision


def locked_head(connection: sa.Connection, event: str) -> int:
    """The last revision of an event, to which nobody else adds until this transaction ends."""
    query = sa.select(events.c.head).where(events.c.id == event).with_for_update(key_share=True)
    head: int | None = connection.scalars(query).one_or_none()
    if head is None:
        raise no_such_event(event)
    return head


def no_such_event(event: str) -> NoSuchEvent:
    """The refusal for an event that is not in the office."""
    return NoSuchEvent(f"There is no event {event} in the office.", "Look it up: planner events.")


def insert(connection: sa.Connection, event: str, parent: int, new: NewRevision, at: datetime) -> Revision:
    """The revision behind its parent; behind 0 it is the first."""
    _keep_sheets(connection, event, parent, new.sheets)
    revision = Revision(
        event,
        parent + 1,
        parent or None,
        new.kind,
        new.author,
        at,
        new.sentence,
        new.detail,
        _kept_original(connection, event, parent, new.original),
    )
    row = {name: getattr(revision, name) for name in _COLUMNS}
    connection.execute(sa.insert(revisions), {**row, "original": _digest(revision.original)})
    if new.sheets:  # SQLAlchemy takes no rows for one row of defaults
        connection.execute(sa.insert(standing), _standing_rows(revision, new.sheets))
    return revision


def _standing_rows(revision: Revision, placed: Sequence[KeptSheet | Content]) -> list[dict[str, object]]:
    return [
        {
            "event": revision.event,
            "number": revision.number,
            "position": position,
            "name": content.name,
            "sheet": bytes.fromhex(content.sha256),
        }
        for position, content in enumerate(map(_content, placed))
    ]


def _content(sheet: KeptSheet | Content) -> Content:
    return sheet.content if isinstance(sheet, KeptSheet) else sheet


def _kept_original(connection: sa.Connection, event: str, parent: int, data: bytes | None) -> str | None:
    """The address of the file that a state came from: a new one is stored, else it is the one of the parent."""
    if data is None:
        of_parent = sa.select(revisions.c.original).where(revisions.c.event == event, revisions.c.number == parent)
        return _address(connection.scalars(of_parent).one_or_none())
    digest = sha256(data).digest()
    there = sa.select(originals.c.sha256).where(originals.c.event == event, originals.c.sha256 == digest)
    if connection.scalars(there).one_or_none() is None:
        connection.execute(sa.insert(originals), {"event": event, "sha256": digest, "data": data})
    return digest.hex()


def _keep_sheets(connection: sa.Connection, event: str, parent: int, placed: Sequence[KeptSheet | Content]) -> None:
    """Stores the sheets that the event has not had yet, each as what differs from the one of its name in the parent."""
    wanted = {bytes.fromhex(_content(sheet).sha256): sheet for sheet in placed}
    there = sa.select(sheets.c.sha256).where(sheets.c.event == event, sheets.c.sha256.in_(wanted))
    known = set(connection.scalars(there))
    lacking = {digest: sheet for digest, sheet in wanted.items() if digest not in known}
    unknown = [sheet.name for sheet in lacking.values() if isinstance(sheet, Content)]
    if unknown:
        raise NoSuchEvent(f"What is to stand in {unknown[0]} was never stored in the event {event}.")
    fresh = {digest: sheet for digest, sheet in lacking.items() if isinstance(sheet, KeptSheet)}
    if fresh:
        bases = _bases_in(connection, event, parent, [sheet.name for sheet in fresh.values()])
        rows = [_stored(event, digest, sheet, bases.get(sheet.name)) for digest, sheet in fresh.items()]
        connection.execute(sa.insert(sheets), rows)


def _stored(event: str, digest: bytes, sheet: KeptSheet, base: tuple[bytes, bytes] | None) -> dict[str, object]:
    differing = None if base is None else contents.difference(sheet.lines, base[1])
    if base is None or differing is None:
        return {"event": event, "sha256": digest, "base": None, "data": contents.whole(bytes_of(sheet.lines))}
    return {"event": event, "sha256": digest, "base": base[0], "data": differing}


def _bases_in(
    connection: sa.Connection, event: str, number: int, names: Collection[str]
) -> Mapping[str, tuple[bytes, bytes]]:
    """By name of a sheet, what stands whole behind it in a revision: address and data."""
    whole = sa.func.coalesce(sheets.c.base, sheets.c.sha256)
    query = (
        sa.select(standing.c.name, _bases.c.sha256, _bases.c.data)
        .join(sheets, sa.and_(sheets.c.event == standing.c.event, sheets.c.sha256 == standing.c.sheet))
        .join(_bases, sa.and_(_bases.c.event == standing.c.event, _bases.c.sha256 == whole))
        .where(standing.c.event == event, standing.c.number == number, standing.c.name.in_(names))
    )
    return {name: (digest, data) for name, digest, data in connection.execute(query)}


# --- reading ---------------------------------------------------------------------------------------------------------


def history(
    connection: sa.Connection, event: str, before: int | None, after: int, limit: int | None
) -> tuple[Revision, ...]:
    """The steps of an event, newest first: those before a number and after another, so many at most."""
    query = sa.select(revisions).where(revisions.c.event == event, revisions.c.number > after)
    if before is not None:
        query = query.where(revisions.c.number < before)
    rows = connection.execute(query.order_by(revisions.c.number.desc()).limit(limit)).mappings()
    return tuple(_revision(row) for row in rows)


def revision_of(connection: sa.Connection, event: str, number: int) -> Revision:
    """A step of an event by its number, or `NoSuchRevision`."""
    query = sa.select(revisions).where(revisions.c.event == event, revisions.c.number == number)
    row = connection.execute(query).mappings().one_or_none()
    if row is None:
        raise no_such_revision(event, number)
    return _revision(row)


def no_such_revision(event: str, number: int) -> NoSuchEvent:
    """The refusal for a step that the event does not have."""
    return NoSuchEvent(f"There is no step {number} of the event {event} in the office.", "Look it up in its history.")


def contents_of(connection: sa.Connection, event: str, number: int) -> tuple[Content, ...]:
    """Which sheets a revision has, in their order, by what is in them."""
    revision = revision_of(connection, event, number)
    if revision.compacted:
        raise NoSuchEvent(f"The state at step {number} was given up to save room.", "Take an earlier or a later one.")
    query = (
        sa.select(standing.c.name, standing.c.sheet)
        .where(standing.c.event == event, standing.c.number == number)
        .order_by(standing.c.position)
    )
    return tuple(Content(name, digest.hex()) for name, digest in connection.execute(query))


def sheets_of(connection: sa.Connection, event: str, wanted: Collection[Content]) -> dict[Content, KeptSheet]:
    """Sheets by what is in them; each is what was stored, or it is refused as `Damaged`."""
    digests = [bytes.fromhex(content.sha256) for content in wanted]
    query = stored_sheets(event).where(sheets.c.sha256.in_(digests))
    stored = {digest.hex(): contents.restored(digest, data, base) for digest, data, base in connection.execute(query)}
    lacking = [content for content in wanted if content.sha256 not in stored]
    if lacking:
        raise NoSuchEvent(f"What stood in {lacking[0].name} was never stored in the event {event}.")
    return {content: sheet_of(content.name, stored[content.sha256]) for content in wanted}


def stored_sheets(event: str) -> sa.Select[bytes, bytes, bytes | None]:
    """The sheets of an event as they are stored: address, data, and the data of the base or None."""
    based = sa.and_(_bases.c.event == sheets.c.event, _bases.c.sha256 == sheets.c.base)
    return (
        sa.select(sheets.c.sha256, sheets.c.data, _bases.c.data)
        .join_from(sheets, _bases, based, isouter=True)
        .where(sheets.c.event == event)
    )


def original_of(connection: sa.Connection, event: str, address: str) -> bytes:
    """The bytes of a file that came in."""
    query = sa.select(originals.c.data).where(originals.c.event == event, originals.c.sha256 == bytes.fromhex(address))
    data = connection.scalars(query).one_or_none()
    if data is None:
        raise NoSuchEvent(f"The file {address[:12]} never came into the event {event}.")
    return contents.checked(bytes.fromhex(address), data)


def _revision(row: sa.RowMapping) -> Revision:
    return Revision(**{**row, "kind": RevisionKind(row["kind"]), "original": _address(row["original"])})


def _address(digest: bytes | None) -> str | None:
    return None if digest is None else digest.hex()


def _digest(address: str | None) -> bytes | None:
    return None if address is None else bytes.fromhex(address)

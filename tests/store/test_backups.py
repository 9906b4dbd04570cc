"""An office goes into one file and comes back out of it, into either database, whole or not at all."""

import json
import stat
import zipfile
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from threading import Event, Thread

import pytest

from planner.store import KeptEvent, KeptJob, KeptSheet, NewJob, Revision, Store, StoreRefusal, open_store
from tests.scenes.databases import KINDS, PostgreSQL
from tests.scenes.office_states import appended, long_sheet, sheet, step


@pytest.fixture(params=KINDS)
def elsewhere(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """Another office, empty, in a database of either kind."""
    if request.param == "sqlite":
        store = open_store(str(tmp_path / "elsewhere.db"))
    else:
        server: PostgreSQL = request.getfixturevalue("server")
        store = open_store(server.new_database())
    yield store
    store.close()


def furnished(store: Store) -> Store:
    """An office with two events, one put aside, with files, jobs, and sheets that are differences."""
    hanoi = store.create("Hà Nội", step(long_sheet(), sheet("Rooms", "\ud83d"), original=b"\x00\xff file")).event
    for number in range(1, 6):
        appended(store, hanoi, step(long_sheet(**{f"r{number}": f"changed {number}"}), detail={"cell": [number, None]}))
    store.archive(store.create("Geneva", step(sheet("Lines", "one"))).event)
    done = store.jobs.ask(NewJob(hanoi, 2, "solve", "Ann", {"seconds": 30}))
    store.jobs.claim("one")
    store.jobs.heartbeat(done.id, "one", progress=[1, 2.5], result=b"\x01plan")
    store.jobs.ask(NewJob(hanoi, 3, "papers", "Bo"))
    return store


Everything = tuple[tuple[KeptEvent, tuple[Revision, ...], list[tuple[KeptSheet, ...]], tuple[KeptJob, ...]], ...]


def everything(store: Store) -> Everything:
    return tuple(
        (
            event,
            store.history(event.id),
            [store.read(event.id, number) for number in range(1, event.head + 1)],
            store.jobs.of_event(event.id),
        )
        for event in store.events(archived=None)
    )


def rewritten(backup: Path, name: str, old: bytes, new: bytes) -> Path:
    """The same backup with something exchanged in one of its members."""
    other = backup.with_name("rewritten.backup")
    with zipfile.ZipFile(backup) as source, zipfile.ZipFile(other, "w") as target:
        for member in source.namelist():
            content = source.read(member)
            if member == name:
                assert old in content
                content = content.replace(old, new)
            target.writestr(member, content)
    return other


def test_office_comes_back_as_it_was(store: Store, elsewhere: Store, tmp_path: Path) -> None:
    furnished(store)

    made = store.backup(tmp_path / "all.backup")
    brought = elsewhere.restore(tmp_path / "all.backup")

    assert brought == made
    assert (made.events, made.revisions) == (2, 7)
    assert everything(elsewhere) == everything(store)
    assert elsewhere.verify(thorough=True) == ()
    hanoi = elsewhere.events()[0].id
    assert elsewhere.original(hanoi, str(elsewhere.revision(hanoi, 6).original)) == b"\x00\xff file"
    assert appended(elsewhere, hanoi, step(sheet("Rooms"))).number == 7


def test_backup_is_for_its_owner_alone_and_takes_no_file_away(store: Store, tmp_path: Path) -> None:
    file = tmp_path / "all.backup"
    store.backup(file)

    assert stat.S_IMODE(file.stat().st_mode) == stat.S_IRUSR | stat.S_IWUSR
    with pytest.raises(FileExistsError):
        store.backup(file)
    assert store.backup(file, force=True).events == 0
    assert [path.name for path in tmp_path.iterdir() if "backup" in path.name] == ["all.backup"]


def test_backup_is_one_state_while_others_write(store: Store, tmp_path: Path) -> None:
    """Each step writes the same number into two events one after the other; the first is never behind the second."""
    events = [store.create(name, step(sheet("Rooms", "0"))).event for name in ("Hanoi", "Geneva")]
    ended = Event()

    def write() -> None:
        number = 0
        while not ended.is_set():
            number += 1
            for event in events:
                appended(store, event, step(sheet("Rooms", str(number))))

    writer = Thread(target=write)
    writer.start()
    for number in range(5):
        store.backup(tmp_path / f"{number}.backup")
    ended.set()
    writer.join()

    for number in range(5):
        with open_store(str(tmp_path / f"{number}.db")) as other:
            other.restore(tmp_path / f"{number}.backup")
            first, second = (other.event(event).head for event in events)
            assert first - second in (0, 1)
            assert other.verify(thorough=True) == ()


def test_office_with_events_is_replaced_only_when_told(store: Store, tmp_path: Path) -> None:
    furnished(store).backup(tmp_path / "all.backup")
    before = everything(store)
    later = store.create("Vienna", step(sheet("Rooms"))).event

    with pytest.raises(StoreRefusal, match="The office holds 3 events already; nothing was changed"):
        store.restore(tmp_path / "all.backup")
    assert store.event(later).name == "Vienna"

    store.restore(tmp_path / "all.backup", replace=True)
    assert everything(store) == before


@pytest.mark.parametrize(
    ("member", "old", "new"),
    [
        ("revision.jsonl", b'"number":5', b'"number":9'),
        ("office.json", b'"format": 1', b'"format": "one"'),
        ("office.json", b'"event"', b'"evening"'),
        ("office.json", b"{", b"["),
    ],
)
def test_backup_that_was_changed_is_refused_whole(
    store: Store, tmp_path: Path, member: str, old: bytes, new: bytes
) -> None:
    furnished(store).backup(tmp_path / "all.backup")
    before = everything(store)

    with pytest.raises(StoreRefusal, match="is not a whole backup of an office; nothing was changed"):
        store.restore(rewritten(tmp_path / "all.backup", member, old, new), replace=True)

    assert everything(store) == before


def test_rows_that_do_not_hold_together_are_refused_whole(store: Store, tmp_path: Path) -> None:
    """Someone made the checksum anew: the database itself finds that a step has no event."""
    furnished(store).backup(tmp_path / "all.backup")
    before = everything(store)
    event = store.events()[0].id.encode()
    forged = rewritten(tmp_path / "all.backup", "revision.jsonl", event, b"nowhere")
    with zipfile.ZipFile(forged) as archive:
        old = json.loads(archive.read("office.json"))["tables"]["revision"]["sha256"].encode()
        new = sha256(archive.read("revision.jsonl")).hexdigest().encode()
    forged.rename(tmp_path / "forged.backup")

    with pytest.raises(StoreRefusal, match="is not a whole backup"):
        store.restore(rewritten(tmp_path / "forged.backup", "office.json", old, new), replace=True)

    assert everything(store) == before


def test_backup_of_a_newer_planner_is_refused(store: Store, tmp_path: Path) -> None:
    store.backup(tmp_path / "all.backup")
    newer = rewritten(tmp_path / "all.backup", "office.json", b'"format": 1', b'"format": 2')

    with pytest.raises(StoreRefusal, match="was written by a newer planner") as refused:
        store.restore(newer)

    assert refused.value.cure == "Install the newer planner."


@pytest.mark.parametrize("part", [0, 0.3, 0.99])
def test_half_a_backup_is_refused(store: Store, tmp_path: Path, part: float) -> None:
    furnished(store).backup(tmp_path / "all.backup")
    content = (tmp_path / "all.backup").read_bytes()
    (tmp_path / "half.backup").write_bytes(content[: int(len(content) * part)])

    with pytest.raises(StoreRefusal, match="is not a whole backup"):
        store.restore(tmp_path / "half.backup", replace=True)


def test_damaged_backup_is_refused(store: Store, tmp_path: Path) -> None:
    furnished(store).backup(tmp_path / "all.backup")
    content = bytearray((tmp_path / "all.backup").read_bytes())
    content[len(content) // 2] ^= 0xFF
    (tmp_path / "all.backup").write_bytes(content)

    with pytest.raises(StoreRefusal, match="is not a whole backup"):
        store.restore(tmp_path / "all.backup", replace=True)

"""States in the middle of a history are given up only of an event that was put aside, and nothing else is lost."""

from pathlib import Path

import pytest

from planner.store import NoSuchEvent, RevisionKind, Store, StoreRefusal, open_store
from tests.scenes.office_states import appended, long_sheet, sheet, step


@pytest.fixture
def event(store: Store) -> str:
    """Twenty steps: the tenth was released, and sheets are mostly differences from the first."""
    event = store.create("Hanoi", step(long_sheet(), sheet("Rooms"), original=b"first file")).event
    for number in range(2, 21):
        kind = RevisionKind.RELEASED if number == 10 else RevisionKind.EDITED
        file = b"second file" if number == 5 else b"third file" if number == 15 else None
        appended(store, event, step(long_sheet(**{f"r{number}": "changed"}), kind=kind, original=file))
    return event


def test_states_in_the_middle_are_given_up_and_the_others_stay(store: Store, event: str) -> None:
    steps = store.history(event)
    files = {number: str(store.revision(event, number).original) for number in (1, 10, 20)}
    store.archive(event)

    assert store.compact(event) == 17

    assert [revision.number for revision in store.history(event) if not revision.compacted] == [20, 10, 1]
    assert [revision.sentence for revision in store.history(event)] == [revision.sentence for revision in steps]
    assert store.read(event, 1) == (long_sheet(), sheet("Rooms"))
    assert store.read(event, 10) == (long_sheet(r10="changed"),)
    assert store.read(event, 20) == (long_sheet(r20="changed"),)
    assert [store.original(event, file) for file in files.values()] == [b"first file", b"second file", b"third file"]
    with pytest.raises(NoSuchEvent, match="The state at step 7 was given up to save room"):
        store.read(event, 7)
    assert store.verify(thorough=True) == ()
    assert store.compact(event) == 0


def test_history_goes_on_after_it(store: Store, event: str, tmp_path: Path) -> None:
    store.archive(event)
    store.compact(event)
    store.unarchive(event)

    appended(store, event, step(long_sheet(r7="changed again")))
    store.backup(tmp_path / "all.backup")

    with open_store(str(tmp_path / "other.db")) as other:
        other.restore(tmp_path / "all.backup")
        assert other.history(event) == store.history(event)
        assert other.read(event, 21) == (long_sheet(r7="changed again"),)
        assert other.verify(thorough=True) == ()


def test_event_at_hand_keeps_all(store: Store, event: str) -> None:
    with pytest.raises(StoreRefusal, match="Hanoi is at hand: nothing of it is given up"):
        store.compact(event)

    assert len([store.read(event, number) for number in range(1, 21)]) == 20

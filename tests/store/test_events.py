"""Events are listed, renamed, put aside and removed with all that belongs to them."""

import pytest

from planner.store import NoSuchEvent, Store
from tests.scenes.office_states import appended, long_sheet, sheet, step


def test_events_are_listed_as_they_were_changed(store: Store) -> None:
    first, second, third = (store.create(name, step(sheet())).event for name in ("Hanoi", "Geneva", "Vienna"))
    appended(store, first, step(sheet("Rooms")))
    store.archive(second)

    assert [event.id for event in store.events()] == [first, third]
    assert [event.id for event in store.events(archived=True)] == [second]
    assert [event.name for event in store.events(archived=None)] == ["Hanoi", "Vienna", "Geneva"]

    store.unarchive(second)

    assert store.event(second).archived is None


def test_event_gets_another_name(store: Store) -> None:
    event = store.create("Hanoi", step(sheet())).event

    store.rename(event, "Hà Nội \0 \ud83d 2025")

    assert store.event(event).name == "Hà Nội \ufffd \ufffd 2025"


def test_heads_of_those_that_are_there(store: Store) -> None:
    first, second = (store.create(name, step(sheet())).event for name in ("Hanoi", "Geneva"))
    appended(store, first, step(sheet("Rooms")))

    assert store.heads([first, second, "nowhere"]) == {first: 2, second: 1}
    assert store.heads([]) == {}


def test_deleted_event_leaves_nothing_and_no_other_event_lacks_anything(store: Store) -> None:
    deleted, kept = (store.create(name, step(long_sheet(), original=b"file")).event for name in ("Hanoi", "Geneva"))
    for event in (deleted, kept):
        appended(store, event, step(long_sheet(r3="changed")))

    store.delete(deleted)

    assert [event.id for event in store.events(archived=None)] == [kept]
    assert store.read(kept, 2) == (long_sheet(r3="changed"),)
    assert store.original(kept, str(store.revision(kept, 2).original)) == b"file"
    for ask in (store.event, store.archive, store.delete):
        with pytest.raises(NoSuchEvent):
            ask(deleted)
    with pytest.raises(NoSuchEvent):
        store.read(deleted, 1)

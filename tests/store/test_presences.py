"""Who is looking at an event is seen by the others, until they leave or are not heard of any more."""

from datetime import timedelta

import pytest

from planner.store import NoSuchEvent, Store
from tests.scenes.office_states import sheet, step


@pytest.fixture
def event(store: Store) -> str:
    return store.create("Hanoi", step(sheet())).event


def who(store: Store, event: str, **within: timedelta) -> list[tuple[str, str]]:
    return [(one.person, one.page) for one in store.presences.here(event, **within)]


def test_people_are_seen_where_they_were_last(store: Store, event: str) -> None:
    store.presences.tell(event, "Bo", "Tables")
    store.presences.tell(event, "Ann", "Plan")
    store.presences.tell(event, "Bo", "History")

    assert who(store, event) == [("Ann", "Plan"), ("Bo", "History")]
    assert who(store, store.create("Geneva", step(sheet())).event) == []


def test_whoever_leaves_or_falls_silent_is_not_seen(store: Store, event: str) -> None:
    store.presences.tell(event, "Ann", "Plan")
    store.presences.tell(event, "Bo", "Plan")

    store.presences.leave(event, "Ann")

    assert who(store, event) == [("Bo", "Plan")]
    assert who(store, event, within=timedelta(0)) == []


def test_nobody_is_at_an_event_that_is_gone(store: Store, event: str) -> None:
    store.presences.tell(event, "Ann", "Plan")
    store.delete(event)

    with pytest.raises(NoSuchEvent):
        store.presences.tell(event, "Ann", "Plan")
    assert who(store, event) == []

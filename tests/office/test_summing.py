"""What lists tell of events: kept with them, so that nobody opens an event to tell when it is and how it stands."""

from datetime import date

import pytest

from planner.office.office import Office
from planner.office.summing import Summary, sum_up, summary
from planner.store import Store
from tests.office.test_office import anew, done, morning, typed, wrote


def never() -> bool:
    return False


@pytest.fixture
def event(office: Office) -> str:
    return office.create("Linh", morning()).event


def test_event_that_nobody_has_opened_is_summed_up_once(office: Office, event: str) -> None:
    other = anew(office)
    assert summary(other, other.store.event(event)) is None

    assert sum_up(other, never) == frozenset()

    found = summary(other, other.store.event(event))
    assert found is not None
    assert (found.number, found.first, found.errors, found.broken) == (1, date(2026, 5, 12), 0, 0)
    assert other.at_hand(event) is None
    assert found == Summary.of(office.opened(event))


def test_summary_of_an_event_that_went_on_is_made_anew(office: Office, event: str) -> None:
    sum_up(office, never)
    done(typed(office, "Minh", office.opened(event), wrote(office.opened(event), "Rooms", "capacity", "many")))
    other = anew(office)
    assert summary(other, other.store.event(event)) is None

    sum_up(other, never)

    found = summary(other, other.store.event(event))
    assert found is not None
    assert (found.number, found.first, found.errors) == (2, None, 1)


def test_it_is_left_when_somebody_asks_to_stop(office: Office, store: Store, event: str) -> None:
    sum_up(anew(office), lambda: True)

    assert store.event(event).about is None

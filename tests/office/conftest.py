"""What tests of the office share: an office on an empty database of either kind."""

import pytest

from planner.office.office import Office
from planner.store import Store
from tests.store.conftest import address, server, store

__all__ = ["address", "server", "store"]  # fixtures


@pytest.fixture
def office(store: Store) -> Office:
    return Office(store)

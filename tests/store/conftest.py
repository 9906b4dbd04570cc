"""What tests of the store share: an empty database of either kind, the office in it, and a sheet to keep."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from planner.store import Store, open_store
from tests.scenes.databases import KINDS, PostgreSQL, postgresql


@pytest.fixture(scope="session")
def server() -> Iterator[PostgreSQL]:
    with postgresql() as server:
        yield server


@pytest.fixture(params=KINDS)
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database: one of each kind."""
    if request.param == "sqlite":
        return str(tmp_path / "office.db")
    server: PostgreSQL = request.getfixturevalue("server")
    return server.new_database()


@pytest.fixture
def store(address: str) -> Iterator[Store]:
    with open_store(address) as store:
        yield store

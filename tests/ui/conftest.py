"""What tests of the desk share: an office of their own, so that the one of whoever runs them is never touched."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from planner.ui import state


@pytest.fixture(autouse=True)
def own_office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """An office for this test alone, closed at its end."""
    monkeypatch.setenv("PLANNER_DATABASE", str(tmp_path / "office" / "office.db"))
    yield
    if (tmp_path / "office").exists():
        state.desks().close()
    state.desks.clear()

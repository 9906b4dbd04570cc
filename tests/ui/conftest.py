"""What tests of the desk share: an office of their own, so that the one of whoever runs them is never touched, and
processes that do the works of one office after the other, since each takes seconds to load the planner.
"""

from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from pathlib import Path
from typing import ParamSpec, TypeVar

import pytest

from planner.background import Processes
from planner.background.processes import Number, ProcessLine
from planner.office.jobs import pools
from planner.ui import state

Given = ParamSpec("Given")
Made = TypeVar("Made")


class Lent(Executor):
    """So many places for the works of one office, in processes that stay when it is closed."""

    def __init__(self, processes: Processes, places: int) -> None:
        self.processes, self.places = processes, places

    @property
    def executor(self) -> "Lent":
        return self

    def line(self) -> tuple[ProcessLine, Number]:
        return self.processes.line()

    def submit(self, fn: Callable[Given, Made], /, *args: Given.args, **kwargs: Given.kwargs) -> Future[Made]:
        return self.processes.submit(fn, *args, **kwargs)


@pytest.fixture(scope="session")
def processes() -> Iterator[Processes]:
    with Processes(pools.PLACES) as processes:
        yield processes


@pytest.fixture(autouse=True)
def own_office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, processes: Processes) -> Iterator[None]:
    """An office for this test alone, closed at its end: it has asked its works to stop by then."""
    monkeypatch.setenv("PLANNER_DATABASE", str(tmp_path / "office" / "office.db"))
    monkeypatch.setattr(pools, "Processes", lambda places: Lent(processes, places))
    yield
    if (tmp_path / "office").exists():
        state.desks().close()
    state.desks.clear()

"""Having the moves compiled while the rest of a solve is already at work."""

from datetime import date
from threading import Event as Flag
from threading import Thread

from planner.board import build
from planner.domain.event import Event
from planner.domain.plan import Plan
from planner.domain.records import Settings
from planner.solver.comfort import Comfort
from planner.solver.ejection import EjectionSearch
from planner.solver.state import State


def compile_search() -> None:
    """Compile the moves of the ejection search, on an event without meetings."""
    EjectionSearch(State(build(_nothing())), 0).compile()


def compile_comfort() -> None:
    """Compile the moves for the secondary terms, on an event without meetings."""
    event = _nothing()
    Comfort(event, Plan(), State(build(event)), 0).compile()


def _nothing() -> Event:
    return Event(Settings(name="", timezone="UTC", start_date=date(2000, 1, 1), end_date=date(2000, 1, 1)))


class Compilation:
    """Both, in a thread of its own: seconds the first time on a machine, nothing later.

    What could not be compiled raises its error where it is first used.
    """

    def __init__(self) -> None:
        self.search, self.comfort = Flag(), Flag()
        Thread(target=self._run, daemon=True).start()

    def _run(self) -> None:
        try:
            compile_search()
            self.search.set()
            compile_comfort()
        finally:
            self.search.set()
            self.comfort.set()

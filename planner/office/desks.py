"""The desks that are open on this server, each with its workbook and its run, and whoever may come back to them.

A desk outlives the browser window that opened it: its key stands in the address of the page, so that reloading the
page, or coming back to it, finds the workbook and the run as they were.
"""

import secrets
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib.resources import as_file, files
from pathlib import Path
from threading import Lock

from planner.domain.event import Event
from planner.domain.plan import Effort
from planner.domain.scenario import Scenario
from planner.office.draft import History, Revision, adopted, planned
from planner.scenarios.standing import Standing
from planner.scenarios.sweep import Sweep
from planner.scenarios.trials import Trials
from planner.scenarios.variant import Variant, variants
from planner.simulate.job import SimulationJob
from planner.solver.job import Job
from planner.workbook import Workbook

OPEN_AT_MOST = 24
"""Desks kept; the one longest not looked at is closed first, but none that is planning."""


@dataclass(slots=True)
class Run:
    """One solve of one desk. `taken` says that its plan has been put into the workbook."""

    job: Job
    event: Event
    started: datetime
    time_limit: float
    taken: bool = False
    stopping: bool = False

    def stop(self) -> None:
        """Asks for the best plan so far, which comes as soon as it has been completed and checked."""
        self.stopping = True
        self.job.stop()

    @property
    def seconds(self) -> float:
        """How long it took, or has taken so far."""
        outcome = self.job.found
        return (datetime.now(UTC) - self.started).total_seconds() if outcome is None else outcome.seconds


@dataclass(frozen=True, slots=True)
class Playthrough:
    """One simulation of one desk, and the workbook whose plan it plays through."""

    job: SimulationJob
    workbook: Workbook


@dataclass(slots=True)
class Desk:
    """The workbook that one organiser works on, with its history, the run that plans it, and scenarios of it."""

    key: str
    history: History
    run: Run | None = None
    playthrough: Playthrough | None = None
    scenarios: tuple[Scenario, ...] = ()
    sweep: Sweep | None = None
    trials: Trials | None = None
    looked_at: datetime = field(default_factory=lambda: datetime.now(UTC))
    _lock: Lock = field(default_factory=Lock)

    @property
    def current(self) -> Revision:
        return self.history.current

    @property
    def solving(self) -> bool:
        return self.run is not None and self.run.job.running

    @property
    def busy(self) -> bool:
        """Whether it plans the event or its scenarios."""
        return self.solving or (self.trials is not None and self.trials.running)

    def push(self, revision: Revision) -> None:
        self.history = self.history.pushed(revision)

    def solve(self, *, time_limit: float, seed: int, workers: int) -> None:
        """Starts planning the workbook as it stands; only for one without errors, and one run at a time."""
        workbook = self.current.workbook
        assert workbook is not None, "only a workbook without errors is planned"
        with self._lock:
            if self.solving:
                return
            effort = Effort(time_limit, None, seed, workers)
            job = Job(workbook.event, workbook.dated_plan, effort, workbook.sha256)
            self.run = Run(job, workbook.event, datetime.now(UTC), time_limit)
            job.start()

    def play(self, *, runs: int, seed: int) -> None:
        """Starts to play the plan of the workbook through; only where there is one, and one simulation at a time."""
        workbook = self.current.workbook
        assert workbook is not None, "only a workbook without errors is played through"
        assert workbook.plan is not None, "only a plan is played through"
        with self._lock:
            if self.playthrough is not None and self.playthrough.job.running:
                return
            self.playthrough = Playthrough(SimulationJob(workbook.event, workbook.plan, runs=runs, seed=seed), workbook)
            self.playthrough.job.start()

    def variants(self, workbook: Workbook) -> tuple[Variant, ...]:
        """The event as it is, its scenarios and the steps of the sweep."""
        steps = () if self.sweep is None else (scenario for _, scenario in self.sweep.steps)
        return variants(workbook, (*self.scenarios, *steps))

    def compare(self, workbook: Workbook, found: tuple[Variant, ...], *, time_limit: float) -> None:
        """Starts planning variants of the workbook; only those without errors, and one comparison at a time."""
        with self._lock:
            if self.trials is None or not self.trials.running:
                self.trials = Trials(workbook, found, self.sweep, Effort(time_limit, None, 0, None))
                self.trials.start()

    def adopt(self, standing: Standing) -> None:
        """Makes a scenario the event, with its plan."""
        self.push(adopted(self.current, standing))

    def take_over(self) -> bool:
        """Puts the plan of a finished run into the workbook, once; not while the workbook has errors."""
        with self._lock:
            run = self.run
            if run is None or run.taken or run.job.running or self.current.workbook is None:
                return False
            if run.job.found is None:
                return False
            run.taken = True
            self.push(planned(self.current, run.job.found, run.event))
            return True


class Desks:
    """All open desks by key."""

    def __init__(self) -> None:
        self._desks: dict[str, Desk] = {}
        self._lock = Lock()

    def find(self, key: str) -> Desk | None:
        desk = self._desks.get(key)
        if desk is not None:
            desk.looked_at = datetime.now(UTC)
        return desk

    def open(self, revision: Revision) -> Desk:
        """A new desk under a key that cannot be guessed."""
        desk = Desk(secrets.token_urlsafe(9), History((revision,)))
        with self._lock:
            self._desks[desk.key] = desk
            idle = sorted((one for one in self._desks.values() if not one.busy), key=lambda one: one.looked_at)
            for closed in idle[: max(0, len(self._desks) - OPEN_AT_MOST)]:
                del self._desks[closed.key]
        return desk

    def with_runs(self) -> tuple[Desk, ...]:
        """The desks that have a run, the latest first."""
        return tuple(
            sorted(
                (desk for desk in list(self._desks.values()) if desk.run is not None),
                key=lambda desk: desk.run.started if desk.run is not None else desk.looked_at,
                reverse=True,
            )
        )


def samples() -> dict[str, Path]:
    """The sample workbooks that come with the planner, by name."""
    with as_file(files("planner") / "samples") as folder:
        return {path.stem: path for path in sorted(folder.glob("*.xlsx")) if not path.name.startswith((".", "~"))}

"""The desks of this server: people at events of the office, and what is being worked out for these meanwhile.

An event outlives browser and server: its id stands in the address of the page, so that reloading the page, or coming
back to it another day, finds it as it was left.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib.resources import as_file, files
from pathlib import Path
from threading import Lock

from planner.domain.plan import Effort
from planner.domain.scenario import Scenario
from planner.office import solves
from planner.office.cells.operations import Operation
from planner.office.cells.refusals import Refusal
from planner.office.cells.settling import settled
from planner.office.cells.undoing import InTheWay
from planner.office.draft import Revision, adopted, open_file
from planner.office.jobs.meanwhile import rebase
from planner.office.jobs.pools import Awaited
from planner.office.jobs.runner import Runner
from planner.office.office import Act, Office, Opened
from planner.office.solves import SOLVES, Offered
from planner.scenarios.standing import Standing
from planner.scenarios.sweep import Sweep
from planner.scenarios.trials import Trials
from planner.scenarios.variant import Variant, variants
from planner.store import Answer, Damage, JobState, Json, KeptJob, NewJob, NoSuchEvent, RevisionKind
from planner.workbook import Workbook

PLAYS = ("simulate",)

SOMEBODY = "Somebody at this machine"
"""Who acts without having said their name."""

FIRST_SAMPLE = "hanoi_2025"
"""The sample that is offered first, and that an office without any event begins with."""

OPEN_AT_MOST = 50
"""Events whose scenarios stay in memory: those looked at last, and all whose scenarios are being planned."""


@dataclass(frozen=True, slots=True)
class Refused:
    """Something that was not done because others were first, with what would do it all the same."""

    reason: Refusal | InTheWay
    operations: tuple[Operation, ...] = ()
    sentence: str = ""

    @property
    def may_be_taken(self) -> bool:
        """Whether its author can have it all the same; what was made of a whole workbook is made anew instead."""
        return bool(self.operations) or (isinstance(self.reason, InTheWay) and bool(self.reason.steps))


@dataclass(slots=True)
class Workshop:
    """The scenarios that are tried out for one event, for all who look at it. They are in memory alone; one that is
    adopted becomes a step of the event.
    """

    scenarios: tuple[Scenario, ...] = ()
    sweep: Sweep | None = None
    trials: Trials | None = None
    looked_at: datetime = field(default_factory=lambda: datetime.now(UTC))
    lock: Lock = field(default_factory=Lock)

    @property
    def busy(self) -> bool:
        """Whether scenarios are being planned."""
        return self.trials is not None and self.trials.running


@dataclass(slots=True)
class Desk:
    """One person at one event: the state that they see, which stays until `refresh`, and what they do to it.

    Whatever they do is a step of the event. Where somebody else was first, `refused` says so until it is settled.
    """

    office: Office
    opened: Opened
    workshop: Workshop
    author: str = SOMEBODY
    refused: Refused | None = None
    offer: Offered | None = None
    """The plan of a solve that waits for an answer, as of the last look."""
    _looked: tuple[str, int] | None = None

    @property
    def key(self) -> str:
        """The id of the event, which stands in the address of the page."""
        return self.opened.event

    @property
    def current(self) -> Revision:
        """The state that this desk looks at."""
        return self.opened.revision

    def refresh(self) -> None:
        """Sees the event as it stands by now."""
        self.opened = self.office.opened(self.key)
        self.workshop.looked_at = datetime.now(UTC)

    # --- steps ---

    def push(self, made: Revision, kind: RevisionKind = RevisionKind.EDITED) -> bool:
        """Takes a workbook that was made from the one that is seen. False where others have changed the same cells."""
        proof = None if made.proof is self.current.proof else made.proof
        return self._took(self.office.put(Act(self.author, made.step, kind, proof), self.opened, made), ())

    def edit(self, base: int, operations: Sequence[Operation], sentence: str) -> bool:
        """Takes what was typed by somebody who saw the state `base`. False where others have changed the same cells."""
        found = self.office.commit(Act(self.author, sentence), self.key, base, operations)
        return self._took(found, operations, sentence)

    def settle(self, *, takes: bool) -> None:
        """Does what was refused all the same, or leaves it as it stands."""
        refused, self.refused = self.refused, None
        if not takes or refused is None:
            return
        if isinstance(refused.reason, InTheWay):
            self.undo(with_later=True)
            return
        head = self.office.opened(self.key)
        operations = settled(refused.operations, refused.reason, lambda _: True, head.sheets)
        self.edit(head.number, operations, refused.sentence)

    def _took(self, found: Opened | Refusal, operations: Sequence[Operation], sentence: str = "") -> bool:
        if isinstance(found, Refusal):
            self.refused = Refused(found, tuple(operations), sentence)
            return False
        self.opened = found
        return True

    @property
    def undoes(self) -> str:
        """The step of this person that undo takes back; empty where there is none."""
        step = self.office.undoable(self.author, self.key)
        return "" if step is None else step.sentence

    @property
    def redoes(self) -> str:
        """The step of this person that redo makes again; empty where there is none."""
        step = self.office.redoable(self.author, self.key)
        return "" if step is None else step.sentence.removeprefix("Undone: ")

    def undo(self, *, with_later: bool = False) -> None:
        """Take back the last step of whoever sits here; `with_later`, those that touched the same cells since too."""
        self._went(self.office.undo(self.author, self.key, with_later=with_later))

    def redo(self) -> None:
        """Bring back what was taken back last."""
        self._went(self.office.redo(self.author, self.key))

    def restore(self, number: int) -> None:
        """Makes the event what it was after one of its steps."""
        self._took(self.office.restore(self.author, self.key, number), ())

    def _went(self, found: Opened | InTheWay | None) -> None:
        if isinstance(found, InTheWay):
            self.refused = Refused(found)
        elif found is not None:
            self.opened = found

    # --- what is being worked out ---

    @property
    def trials(self) -> Trials | None:
        """The simulation that was run of the plan, if any."""
        return self.workshop.trials

    @property
    def solve_job(self) -> KeptJob | None:
        """The solve of this event that was asked for last, as it stands now."""
        return self.office.store.jobs.latest(self.key, SOLVES)

    @property
    def solving(self) -> bool:
        """Whether a solve waits or is being done."""
        job = self.solve_job
        return job is not None and not job.state.ended

    def solve(self, *, keep: bool, time_limit: float, seed: int, workers: int) -> None:
        """Asks for a plan of the event as it stands: with `keep` the one there is, with what is new placed and what
        broke mended; else one made anew. One solve at a time.
        """
        asked: dict[str, Json] = {"keep": keep, "time_limit": time_limit, "seed": seed, "workers": workers}
        new = NewJob(self.key, self.opened.number, "solve", self.author, asked)
        self.office.store.jobs.ask(new, beside=SOLVES)

    def stop(self, job: KeptJob) -> None:
        """Asks for the end of a work; of a solve the best plan so far comes once it has been completed and checked."""
        self.office.store.jobs.ask_to_stop(job.id)

    def look(self) -> bool:
        """Looks whether a solve has ended, and puts its plan in place where nothing speaks against that, as a step of
        whoever asked for it; whether it did. Where somebody has to look first, the plan is in `offer`.
        """
        job = self.solve_job
        seen = None if job is None else (f"{job.id} {job.state} {job.answer}", self.opened.number)
        if seen != self._looked:
            self.offer, self._looked = solves.offered(self.office, self.opened, job), seen
        return self.offer is not None and not self.offer.asks and self.take()

    def take(self) -> bool:
        """Puts the plan that is offered in place; False where others have changed the event just now."""
        if self.offer is None:
            return False
        found = solves.take(self.office, self.opened, self.offer)
        if found is not None:
            self.opened, self.offer = found, None
        return found is not None

    def rebase(self) -> None:
        """Has the plan that is offered put on the event as it is now."""
        if self.offer is not None:
            self.office.store.jobs.ask(rebase(self.offer.job, self.author, self.opened.number), beside=SOLVES)
            self.offer = None

    def drop(self) -> None:
        """Leaves the plan that is offered."""
        if self.offer is not None:
            solves.settle(self.office, self.offer.job, Answer.DROPPED)
            self.offer = None

    @property
    def play_job(self) -> KeptJob | None:
        """The simulation of this event that was asked for last, as it stands now."""
        return self.office.store.jobs.latest(self.key, PLAYS)

    @property
    def playing(self) -> bool:
        """Whether a simulation waits or is being done."""
        job = self.play_job
        return job is not None and not job.state.ended

    def play(self, *, runs: int, seed: int) -> None:
        """Asks for the plan of the event as it stands to be played through; one simulation at a time."""
        new = NewJob(self.key, self.opened.number, "simulate", self.author, {"runs": runs, "seed": seed})
        self.office.store.jobs.ask(new, beside=PLAYS)

    def then(self, job: KeptJob) -> Revision:
        """The event as it was when a work was asked for."""
        return self.office.at(self.key, job.revision).revision

    def variants(self, workbook: Workbook) -> tuple[Variant, ...]:
        """The event as it is, its scenarios and the steps of the sweep."""
        swept = self.workshop.sweep
        steps = () if swept is None else (scenario for _, scenario in swept.steps)
        return variants(workbook, (*self.workshop.scenarios, *steps))

    def compare(self, workbook: Workbook, found: tuple[Variant, ...], *, time_limit: float) -> None:
        """Starts planning variants of the workbook; only those without errors, and one comparison at a time."""
        with self.workshop.lock:
            if self.trials is None or not self.trials.running:
                effort = Effort(time_limit, None, 0, None)
                self.workshop.trials = Trials(workbook, found, self.workshop.sweep, effort)
                self.workshop.trials.start()

    def adopt(self, standing: Standing) -> None:
        """Makes a scenario the event, with its plan."""
        self.push(adopted(self.current, standing), RevisionKind.ADOPTED)


class Desks:
    """The desks of this server, and the runner that does its works for as long as it is there."""

    def __init__(self, office: Office, damages: tuple[Damage, ...] = ()) -> None:
        self.office = office
        self.damages = damages
        """What in the office was not as it was stored when the server started."""
        self._pool = Awaited()
        self._runner = Runner(office.store, self._pool)
        self._runner.start()
        self._workshops: dict[str, Workshop] = {}
        self._lock = Lock()
        self._beginning = Lock()

    def find(self, key: str, author: str = SOMEBODY) -> Desk | None:
        """A seat at an event; None where there is no such event."""
        try:
            opened = self.office.opened(key)
        except NoSuchEvent:
            return None
        return Desk(self.office, opened, self._workshop(key), author)

    def open(self, revision: Revision, author: str = SOMEBODY, name: str = "") -> Desk:
        """A seat at a new event."""
        opened = self.office.create(author, revision, name=name)
        return Desk(self.office, opened, self._workshop(opened.event), author)

    def begin(self, author: str = SOMEBODY) -> Desk | None:
        """A seat at a copy of the first sample, in an office without any event; None where there is one, put aside or
        not. Of several who come at once one begins.
        """
        with self._beginning:
            there = self.office.store.events(archived=None)
            return None if there else self.open(open_file(samples()[FIRST_SAMPLE]), author)

    def _workshop(self, key: str) -> Workshop:
        with self._lock:
            found = self._workshops.setdefault(key, Workshop())
            found.looked_at = datetime.now(UTC)
            idle = sorted((one for one in self._workshops.items() if not one[1].busy), key=lambda one: one[1].looked_at)
            for closed, _ in idle[: max(0, len(self._workshops) - OPEN_AT_MOST)]:
                del self._workshops[closed]
            return found

    @property
    def lacking(self) -> str:
        """Why nothing that waits can be begun, and what to do; empty where there are places."""
        return self._pool.lacking

    def under_way(self) -> tuple[KeptJob, ...]:
        """The solves of all events that wait or are being done, the oldest first."""
        jobs = self.office.store.jobs.in_state(JobState.QUEUED, JobState.RUNNING)
        return tuple(job for job in jobs if job.kind in SOLVES)

    def close(self) -> None:
        """Hands back the works that are not done, for a next server to take up, and gives back the store."""
        self._runner.close()
        self._pool.leave()
        self.office.store.close()


def samples() -> dict[str, Path]:
    """The sample workbooks that come with the planner, by name."""
    with as_file(files("planner") / "samples") as folder:
        return {path.stem: path for path in sorted(folder.glob("*.xlsx")) if not path.name.startswith((".", "~"))}

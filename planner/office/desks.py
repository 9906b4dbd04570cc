"""The desks of this server: people at events of the office, and what is being worked out for these meanwhile.

An event outlives browser and server: its id stands in the address of the page, so that reloading the page, or coming
back to it another day, finds it as it was left.
"""

from collections.abc import Collection, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from importlib.resources import as_file, files
from pathlib import Path
from threading import Event as Flag

from planner.background import Threads
from planner.office import asking, solves
from planner.office.asking import SOLVES
from planner.office.cells.operations import Operation
from planner.office.cells.refusals import Refusal
from planner.office.cells.renaming import Renamed, and_then, codes_renamed, followed
from planner.office.cells.settling import settled
from planner.office.cells.undoing import InTheWay
from planner.office.draft import Revision, open_file
from planner.office.jobs.meanwhile import rebase
from planner.office.jobs.offers import Made
from planner.office.jobs.pools import Awaited
from planner.office.jobs.runner import Runner
from planner.office.office import Act, Office, Opened
from planner.office.solves import Offered
from planner.office.summing import Summary, sum_up, summary
from planner.store import Damage, JobState, Json, KeptEvent, KeptJob, NewJob, NoSuchEvent, RevisionKind

SOMEBODY = "Somebody at this machine"
"""Who acts without having said their name, where nothing tells them from others who have not."""


def nobody_called(mark: str) -> str:
    """Who acts without having said their name, told from others by what is known of their browser: their undo is their
    own.
    """
    return f"Somebody ({mark[:4]})" if mark else SOMEBODY


FIRST_SAMPLE = "hanoi_2025"
"""The sample that is offered first, and that an office without any event begins with."""


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
class Desk:
    """One person at one event: the state that they see, which stays until `refresh`, and what they do to it.

    Whatever they do is a step of the event. Where somebody else was first, `refused` says so until it is settled.
    """

    office: Office
    opened: Opened
    author: str = SOMEBODY
    refused: Refused | None = None
    offer: Offered | None = None
    """The plan of a solve that waits for an answer, as of the last look."""
    renamed: tuple[Renamed, ...] = ()
    """The codes that were typed over here, of which other cells may still speak by their old names."""
    _looked: tuple[str, int] | None = None
    _then: tuple[int, Revision | None] = (0, None)

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

    # --- steps ---

    def push(self, made: Revision, kind: RevisionKind = RevisionKind.EDITED) -> bool:
        """Takes a workbook that was made from the one that is seen. False where others have changed the same cells."""
        proof = None if made.proof is self.current.proof else made.proof
        return self._took(self.office.put(Act(self.author, made.step, kind, proof), self.opened, made), ())

    def edit(self, base: int, operations: Sequence[Operation], sentence: str) -> bool:
        """Takes what was typed by somebody who saw the state `base`. False where others have changed the same cells."""
        before = self.opened.sheets
        found = self.office.commit(Act(self.author, sentence), self.key, base, operations)
        if self._took(found, operations, sentence):
            self.renamed = and_then(self.renamed, codes_renamed(before, operations))
            return True
        return False

    @property
    def left_behind(self) -> tuple[Operation, ...]:
        """What lets all cells speak by their new names of the codes that were typed over here."""
        return followed(self.opened.sheets, self.renamed) if self.renamed else ()

    def rename_everywhere(self) -> None:
        """Has all cells follow the codes that were typed over, as one step."""
        names = ", ".join(f"{one.old} is {one.new}" for one in self.renamed)
        if self.edit(self.opened.number, self.left_behind, f"Renamed everywhere: {names}"):
            self.renamed = ()

    def leave_names(self) -> None:
        """Leaves the cells as they are that speak of codes that were typed over."""
        self.renamed = ()

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

    def latest(self, kinds: Collection[str]) -> KeptJob | None:
        """The work of these kinds that was asked for last, as it stands now."""
        return self.office.store.jobs.latest(self.key, kinds)

    def is_at(self, kinds: Collection[str]) -> bool:
        """Whether a work of these kinds waits or is being done."""
        job = self.latest(kinds)
        return job is not None and not job.state.ended

    @property
    def solve_job(self) -> KeptJob | None:
        """The solve of this event that was asked for last."""
        return self.latest(SOLVES)

    @property
    def solving(self) -> bool:
        """Whether a solve waits or is being done."""
        return self.is_at(SOLVES)

    def ask(self, kind: str, asked: dict[str, Json], *, file: bytes | None = None) -> KeptJob:
        """Asks for a work on the last state without errors; see `asking` for what is not done beside what."""
        return asking.ask(self.office.store, NewJob(self.key, self.opened.basis, kind, self.author, asked, file))

    def asked(self, kind: str, asked: dict[str, Json]) -> KeptJob | None:
        """The work that was asked for in these words about what stands now; None where nobody has asked so."""
        store = self.office.store
        found = asking.asked(store, self.opened, kind, asked, number=self.opened.basis)
        return None if found is None else store.jobs.job(found)

    def solve(self, *, keep: bool, time_limit: float, seed: int, workers: int) -> None:
        """Asks for a plan of the event as it stands: with `keep` the one there is, with what is new placed and what
        broke mended; else one made anew. One solve at a time.
        """
        self.ask("solve", {"keep": keep, "time_limit": time_limit, "seed": seed, "workers": workers})

    def stop(self, job: KeptJob) -> None:
        """Asks for the end of a work; of a solve the best plan so far comes once it has been completed and checked."""
        self.office.store.jobs.ask_to_stop(job.id)

    def do(self, job: KeptJob, made: Made, sentence: str, kind: RevisionKind) -> bool:
        """Does what a work has offered. False where others have changed the same cells since it was asked for."""
        act = Act(self.author, sentence, kind)
        found = self.office.put_offered(act, self.key, job.revision, made.operations, made.proof)
        return self._took(found, made.operations, sentence)

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
        """Puts the plan that is offered in place; False where others have changed the event or answered just now."""
        if self.offer is None:
            return False
        found = solves.take(self.office, self.opened, self.offer)
        if found is not None:
            self.opened, self.offer = found, None
        return found is not None

    def rebase(self) -> None:
        """Has the plan that is offered put on the event as it is now."""
        if self.offer is not None:
            asking.ask(self.office.store, rebase(self.offer.job, self.author, self.opened.number))
            self.offer = None

    def drop(self) -> None:
        """Leaves the plan that is offered."""
        if self.offer is not None:
            solves.drop(self.office, self.offer.job)
            self.offer = None

    def then(self, job: KeptJob) -> Revision:
        """The event as it was when a work was asked for."""
        if job.revision != self._then[0]:
            self._then = (job.revision, self.office.at(self.key, job.revision).revision)
        assert self._then[1] is not None, "it has just been read"
        return self._then[1]


class Desks:
    """The desks of this server, and the runner that does its works for as long as it is there."""

    def __init__(self, office: Office, damages: tuple[Damage, ...] = ()) -> None:
        self.office = office
        self.damages = damages
        """What in the office was not as it was stored when the server started."""
        self._pool = Awaited()
        self._runner = Runner(office.store, self._pool)
        self._runner.start()
        self._summing: Future[frozenset[str]] | None = None
        self._unreadable: frozenset[str] = frozenset()
        self._ending = Flag()

    def find(self, key: str, author: str = SOMEBODY) -> Desk | None:
        """A seat at an event; None where there is no such event."""
        try:
            opened = self.office.opened(key)
        except NoSuchEvent:
            return None
        return Desk(self.office, opened, author)

    def open(self, revision: Revision, author: str = SOMEBODY, name: str = "") -> Desk:
        """A seat at a new event."""
        opened = self.office.create(author, revision, name=name)
        return Desk(self.office, opened, author)

    def begin(self, author: str = SOMEBODY) -> Desk | None:
        """A seat at a copy of the first sample, in an office without any event; None where there is one, put aside or
        not. Of several who come at once, at whatever server, one begins.
        """
        if self.office.store.events(archived=None):
            return None
        opened = self.office.begin(author, open_file(samples()[FIRST_SAMPLE]))
        return None if opened is None else Desk(self.office, opened, author)

    def summaries(self, events: Sequence[KeptEvent]) -> dict[str, Summary | None]:
        """How events stand, by id, None of one that cannot be read. Those are left out of which it is not known yet; it
        is worked out from now on.
        """
        if self._summing is not None and self._summing.done():
            self._unreadable, self._summing = self._summing.result(), None
        found = {event.id: summary(self.office, event) for event in events}
        known = {id_: one for id_, one in found.items() if one is not None or id_ in self._unreadable}
        if len(known) < len(found) and self._summing is None:
            self._summing = Threads().submit(sum_up, self.office, self._ending.is_set)
        return known

    @property
    def lacking(self) -> str:
        """Why nothing that waits can be begun, and what to do; empty where there are places."""
        return self._pool.lacking

    def under_way(self) -> tuple[KeptJob, ...]:
        """The works of all events that wait or are being done, the oldest first."""
        return self.office.store.jobs.in_state(JobState.QUEUED, JobState.RUNNING)

    def close(self) -> None:
        """Hands back the works that are not done, for a next server to take up, and gives back the store."""
        self._ending.set()
        if self._summing is not None:
            self._summing.result()
        self._runner.close()
        self._pool.leave()
        self.office.store.close()


def samples() -> dict[str, Path]:
    """The sample workbooks that come with the planner, by name."""
    with as_file(files("planner") / "samples") as folder:
        return {path.stem: path for path in sorted(folder.glob("*.xlsx")) if not path.name.startswith((".", "~"))}

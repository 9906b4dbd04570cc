"""The runner takes jobs from the store as they wait, has a pool do them, and writes what comes of them.

It has nothing that is not in the store: when it is killed, its jobs fall silent, and any runner takes them up again.
"""

import logging
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from platform import node
from threading import Event as Flag
from threading import Thread
from typing import Any

from planner.background import Away, Background, Ended, Pool, Refused
from planner.office.jobs.given import Earlier, Given, Halted, Step, Tell
from planner.office.jobs.kinds import KINDS, WRITE_INTO_FILES
from planner.office.outgoing import Mark
from planner.store import Heard, JobState, Json, KeptJob, Store, StoreRefusal

BEAT = 0.5
"""Seconds between two rounds."""

SILENCE = timedelta(seconds=20)
"""A runner that wrote nothing for so long is not there any more; a database may keep one waiting for ten."""

DEFECT = "It ended in a defect of the planner; the log of the server says more. Ask for it again, or report it."
LOST = "What did the work ended before it was done."

log = logging.getLogger(__name__)


@dataclass
class _Running:
    """A job that is being done, and how much of what it told is written."""

    job: KeptJob
    work: Background[Step, bytes]
    read: int = 0
    progress: Json = None
    result: bytes | None = field(default=None, repr=False)

    def listen(self) -> None:
        """Takes what it told since; of progress and result the latest counts."""
        told = self.work.progress()
        for step in told[self.read :]:
            self.progress = self.progress if step.progress is None else step.progress
            self.result = self.result if step.result is None else step.result
        self.read = len(told)


class Runner:
    """Has jobs done, as many at a time as the pool has places. Several runners, of several servers, share one store.

    `start` begins a thread that goes on until `close`; without it, `round` does one step at a time.
    """

    def __init__(self, store: Store, pool: Pool, *, silence: timedelta = SILENCE) -> None:
        self.store, self.pool, self.silence = store, pool, silence
        self.worker = f"{node()} {os.getpid()} {secrets.token_hex(3)}"
        self._running: list[_Running] = []
        self._left: list[Background[Step, bytes]] = []
        """Works that nobody wants any more, until they have heard it: they still take a place."""
        self._ending = Flag()
        self._thread = Thread(target=self._go_on, name="runner", daemon=True)

    def start(self) -> None:
        """Begin to take works, in a thread of its own."""
        self._thread.start()

    def close(self) -> None:
        """Goes home in good order: what is not done is handed back with what it has so far, for others to take up."""
        self._ending.set()
        if self._thread.is_alive():
            self._thread.join()
        for one in self._running:
            self._tell(one)
            self.store.jobs.give_back(one.job.id, self.worker, fell=False)
            one.work.stop()
        self._running.clear()

    def round(self) -> None:
        """Writes what came of the works, takes up what fell silent, and begins others where there is a place."""
        self._running = [one for one in self._running if not self._looked_after(one)]
        self._left = [work for work in self._left if work.running]
        self.store.jobs.take_back(self.silence, asker=self.worker)
        while len(self._running) + len(self._left) < self.pool.places:
            job = self.store.jobs.claim(self.worker, tuple(KINDS))
            if job is None or not self._begun(job):
                return

    def _go_on(self) -> None:
        while not self._ending.wait(BEAT):
            try:
                self.round()
            except StoreRefusal as refused:  # the next round tries again; who looks at the office is told the same
                log.warning("Jobs wait: %s", refused)

    # --- one job ---

    def _begun(self, job: KeptJob) -> bool:
        """Begins a job; whether there may be a place for another. Where the pool is away the job waits for it."""
        try:
            given = given_of(self.store, job)
        except (StoreRefusal, Refused) as refused:
            self.store.jobs.finish(job.id, self.worker, JobState.FAILED, reason=str(refused))
            return True
        work: Background[Step, bytes] = Background(partial(_done, job.kind, given), LOST, self.pool)
        try:
            work.start()
        except Away:
            self.store.jobs.give_back(job.id, self.worker, fell=False)
            return False
        self._running.append(_Running(job, work))
        return True

    def _looked_after(self, one: _Running) -> bool:
        """Writes how far a work is; whether it is off this runner's hands."""
        if not one.work.running:
            self._end(one)
            return True
        heard = self._tell(one)
        if heard == Heard.STOP and not one.work.stopping:
            one.work.stop()
        if heard == Heard.NOT_YOURS:
            one.work.stop()
            self._left.append(one.work)
        return heard == Heard.NOT_YOURS

    def _tell(self, one: _Running) -> Heard:
        read = one.result
        one.listen()
        result = one.result if one.result is not read else None
        return self.store.jobs.heartbeat(one.job.id, self.worker, progress=one.progress, result=result)

    def _end(self, one: _Running) -> None:
        wrong = one.work.future.exception()
        self._tell(one)  # its last words: how far it came
        if isinstance(wrong, Ended):
            self.store.jobs.give_back(one.job.id, self.worker)
        elif wrong is None:
            self._finish(one, JobState.STOPPED if one.work.stopping else JobState.DONE, one.work.future.result())
        elif isinstance(wrong, Refused):
            self._finish(one, JobState.STOPPED if one.work.stopping else JobState.FAILED, reason=str(wrong))
        else:
            log.error("The job %s of kind %s failed", one.job.id, one.job.kind, exc_info=wrong)
            self._finish(one, JobState.FAILED, reason=DEFECT)

    def _finish(self, one: _Running, state: JobState, result: bytes | None = None, reason: str = "") -> None:
        self.store.jobs.finish(one.job.id, self.worker, state, result=result, reason=reason)


def given_of(store: Store, job: KeptJob) -> Given:
    """What a job is about: the state of the event it was asked for, and of a rebase the work before it."""
    revision = store.revision(job.event, job.revision)
    file = _said(revision.detail).get("file") or f"{store.event(job.event).name}.xlsx"
    writes = job.kind in WRITE_INTO_FILES and revision.original is not None
    original = store.original(job.event, revision.original or "") if writes else None
    parameters = _said(job.parameters)
    earlier = _earlier(store, parameters["job"]) if "job" in parameters else None
    since = store.read(job.event, parameters["since"]) if "since" in parameters else None
    mark = Mark.at(job.event, job.revision, store.contents(job.event, job.revision), for_reading=True).text
    sheets, brought = store.read(job.event, job.revision), store.jobs.file(job.id)
    return Given(sheets, file, parameters, job.result, original, earlier, since, brought, mark)


def _earlier(store: Store, id_: str) -> Earlier:
    before = store.jobs.job(id_)
    if before.result is None:
        raise Refused("The work that this one goes on from has found nothing. Solve the event anew.")
    return Earlier(store.read(before.event, before.revision), before.result)


def _said(json: Json) -> dict[str, Any]:
    return json if isinstance(json, dict) else {}


def _done(kind: str, given: Given, tell: Tell, halted: Halted) -> bytes:
    """What is sent to where the work is done."""
    return KINDS[kind](given, tell, halted)


@contextmanager
def running(store: Store, pool: Pool) -> Iterator[Runner]:
    """A runner for as long as a program wants one."""
    runner = Runner(store, pool)
    runner.start()
    try:
        yield runner
    finally:
        runner.close()

"""Works that somebody asked for, as rows: workers claim them, tell that they are alive, and bring the result.

A job is never forgotten. Whose worker falls silent is given to another one, with what the first had brought, until so
many have fallen silent over it that it is said to be lost.
"""

import json
from collections.abc import Collection, Mapping
from datetime import timedelta
from typing import Any

import sqlalchemy as sa

from planner.store.database import Database
from planner.store.events import hold, new_id
from planner.store.records import Answer, Heard, JobState, Json, KeptJob, NewJob
from planner.store.refusals import NoSuchEvent
from planner.store.tables import job as jobs

_GIVEN = ("event", "revision", "kind", "author", "parameters", "file")
_COLUMNS = [column for column in jobs.c if column.name != "file"]
"""Those of a record; a file is read by whoever needs it."""

ATTEMPTS = 3
"""Workers that may fall silent over a job before it is lost: it may be what ends them."""


class Jobs:
    """The works of the office. Every function is one transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def ask(self, new: NewJob, *, beside: Collection[str] = ()) -> KeptJob:
        """Puts a work behind those that wait; `NoSuchEvent` if its event is not there. Where one of the kinds `beside`
        which it must not be done is under way for the event already, that one is given instead.
        """
        with self._database.writing() as connection:
            hold(connection, new.event)
            under_way = _latest(connection, new.event, beside)
            if under_way is not None and not under_way.state.ended:
                return under_way
            id_ = new_id()
            row = {"id": id_, "state": JobState.QUEUED, "asked": self._database.now(connection)}
            values = {name: getattr(new, name) for name in _GIVEN}
            blank = {"reason": "", "worker": "", "attempts": 0, "stopping": False}
            connection.execute(sa.insert(jobs), {**row, **values, **blank})
            return _job(connection, id_)

    def job(self, id_: str) -> KeptJob:
        """One job; `NoSuchEvent` if it is not there."""
        with self._database.reading() as connection:
            return _job(connection, id_)

    def latest(self, event: str, kinds: Collection[str]) -> KeptJob | None:
        """The job of these kinds that was asked for last; None where there is none."""
        with self._database.reading() as connection:
            return _latest(connection, event, kinds)

    def alike(self, new: NewJob) -> dict[int, str]:
        """The jobs that were asked for with the same words: by the revision that they are about, the id of the last."""
        of_these = jobs.c.event == new.event, jobs.c.kind == new.kind
        query = sa.select(jobs.c.revision, jobs.c.id, jobs.c.parameters).where(*of_these)
        with self._database.reading() as connection:
            rows = connection.execute(query.order_by(jobs.c.asked)).all()
        return {revision: id_ for revision, id_, asked in rows if _words(asked) == _words(new.parameters)}

    def file(self, id_: str) -> bytes | None:
        """The file that came with a job; None where none did."""
        with self._database.reading() as connection:
            return connection.scalars(sa.select(jobs.c.file).where(jobs.c.id == id_)).one_or_none()

    def of_event(self, event: str) -> tuple[KeptJob, ...]:
        """The jobs of an event, the newest first."""
        query = sa.select(*_COLUMNS).where(jobs.c.event == event)
        return self._listed(query.order_by(jobs.c.asked.desc(), jobs.c.id))

    def in_state(self, *states: JobState) -> tuple[KeptJob, ...]:
        """The jobs of all events that are in one of these states, the oldest first."""
        return self._listed(sa.select(*_COLUMNS).where(jobs.c.state.in_(states)).order_by(jobs.c.asked, jobs.c.id))

    def _listed(self, query: sa.Select[*tuple[Any, ...]]) -> tuple[KeptJob, ...]:
        with self._database.reading() as connection:
            return tuple(_record(row) for row in connection.execute(query).mappings())

    # --- what workers do ---

    def claim(self, worker: str, kinds: Collection[str] | None = None) -> KeptJob | None:
        """The job that has waited longest, of these kinds or of any, for this worker alone; None if none waits."""
        with self._database.writing() as connection:
            waiting = sa.select(jobs.c.id).where(jobs.c.state == JobState.QUEUED)
            if kinds is not None:
                waiting = waiting.where(jobs.c.kind.in_(kinds))
            # Of those that another worker is just claiming PostgreSQL looks away; SQLite has one writer at a time.
            first = waiting.order_by(jobs.c.asked, jobs.c.id).limit(1).with_for_update(skip_locked=True)
            id_ = connection.scalars(first).one_or_none()
            if id_ is None:
                return None
            values = {"state": JobState.RUNNING, "worker": worker, "heartbeat": self._database.now(connection)}
            connection.execute(sa.update(jobs).where(jobs.c.id == id_).values(**values, attempts=jobs.c.attempts + 1))
            return _job(connection, id_)

    def heartbeat(self, id_: str, worker: str, *, progress: Json = None, result: bytes | None = None) -> Heard:
        """Tells that the worker of a job is alive, how far it is and what it has so far (None: as before).
        What it hears says whether to go on.
        """
        with self._database.writing() as connection:
            told = {"progress": progress, "result": result}
            values = {name: value for name, value in told.items() if value is not None}
            mine = sa.update(jobs).where(jobs.c.id == id_, jobs.c.worker == worker, jobs.c.state == JobState.RUNNING)
            heard = mine.values(**values, heartbeat=self._database.now(connection)).returning(jobs.c.stopping)
            stopping = connection.scalars(heard).one_or_none()
        if stopping is None:
            return Heard.NOT_YOURS
        return Heard.STOP if stopping else Heard.GO_ON

    def finish(self, id_: str, worker: str, state: JobState, *, result: bytes | None = None, reason: str = "") -> bool:
        """Ends a job that this worker has; False if it is not its own any more, and then nothing is changed. Without a
        result the one that was brought before the end stays.
        """
        if not state.ended:
            raise ValueError(f"a job does not end by being {state}")
        with self._database.writing() as connection:
            values = {"state": state, "reason": reason, "heartbeat": self._database.now(connection)}
            kept = {} if result is None else {"result": result}
            mine = sa.update(jobs).where(jobs.c.id == id_, jobs.c.worker == worker, jobs.c.state == JobState.RUNNING)
            return connection.execute(mine.values(**values, **kept)).rowcount == 1

    def give_back(self, id_: str, worker: str, *, fell: bool = True, attempts: int = ATTEMPTS) -> bool:
        """Hands back a job that this worker has but cannot go on with, for another to take up; False if it is not its
        own any more. Where what did the work fell, it counts as one that fell silent; a worker that only goes home had
        nothing to do with it.
        """
        with self._database.writing() as connection:
            mine = jobs.c.id == id_, jobs.c.worker == worker, jobs.c.state == JobState.RUNNING
            row = connection.execute(sa.select(jobs).where(*mine).with_for_update()).mappings().one_or_none()
            if row is None:
                return False
            had = row["attempts"] if fell else row["attempts"] - 1
            after = _after_silence({**row, "attempts": had}, attempts)
            connection.execute(sa.update(jobs).where(jobs.c.id == id_).values({"attempts": had, **after}))
            return True

    # --- what others do ---

    def ask_to_stop(self, id_: str) -> KeptJob:
        """Asks for the end of a job: one that waits has ended with this, one that runs hears of it."""
        with self._database.writing() as connection:
            this = sa.update(jobs).where(jobs.c.id == id_)
            connection.execute(
                this.where(jobs.c.state == JobState.QUEUED).values(state=JobState.STOPPED, stopping=True)
            )
            connection.execute(this.where(jobs.c.state == JobState.RUNNING).values(stopping=True))
            return _job(connection, id_)

    def forget(self, event: str, kind: str, *, keep: int) -> None:
        """Removes works of a kind that have ended, but those that were asked for last."""
        of_kind = jobs.c.event == event, jobs.c.kind == kind
        last = sa.select(jobs.c.id).where(*of_kind).order_by(jobs.c.asked.desc(), jobs.c.id).limit(keep)
        with self._database.writing() as connection:
            kept = connection.scalars(last).all()
            ended = jobs.c.state.not_in((JobState.QUEUED, JobState.RUNNING))
            connection.execute(sa.delete(jobs).where(*of_kind, ended, jobs.c.id.not_in(kept)))

    def settle(self, id_: str, answer: Answer) -> bool:
        """Keeps what was done with the result of a job; False if something was done with it before."""
        with self._database.writing() as connection:
            this = sa.update(jobs).where(jobs.c.id == id_, jobs.c.answer == Answer.OPEN)
            return connection.execute(this.values(answer=answer)).rowcount == 1

    def take_back(self, silent_for: timedelta, attempts: int = ATTEMPTS, *, asker: str = "") -> tuple[KeptJob, ...]:
        """The jobs whose worker has been silent for so long: each waits again, or is stopped if that was asked for, or
        lost if so many workers have had it. The worker that asks is there, however long it was silent.
        """
        with self._database.writing() as connection:
            before = self._database.now(connection) - silent_for
            others = jobs.c.state == JobState.RUNNING, jobs.c.worker != asker
            query = sa.select(jobs).where(*others, jobs.c.heartbeat < before)
            silent = connection.execute(query.with_for_update(skip_locked=True)).mappings().all()
            for row in silent:
                after = _after_silence(row, attempts)
                connection.execute(sa.update(jobs).where(jobs.c.id == row["id"]).values(after))
            return tuple(_job(connection, row["id"]) for row in silent)


def _after_silence(row: Mapping[Any, Any], attempts: int) -> dict[str, object]:
    if row["stopping"]:
        return {"state": JobState.STOPPED, "reason": ""}
    if row["attempts"] < attempts:
        return {"state": JobState.QUEUED, "worker": "", "heartbeat": None}
    times = "The worker" if attempts == 1 else f"Each of {attempts} workers"
    return {"state": JobState.LOST, "reason": f"{times} that had it fell silent. Ask for it again."}


def _latest(connection: sa.Connection, event: str, kinds: Collection[str]) -> KeptJob | None:
    of_these = sa.select(*_COLUMNS).where(jobs.c.event == event, jobs.c.kind.in_(kinds))
    row = connection.execute(of_these.order_by(jobs.c.asked.desc()).limit(1)).mappings().one_or_none()
    return None if row is None else _record(row)


def _job(connection: sa.Connection, id_: str) -> KeptJob:
    row = connection.execute(sa.select(*_COLUMNS).where(jobs.c.id == id_)).mappings().one_or_none()
    if row is None:
        raise NoSuchEvent(f"There is no work {id_} in the office any more.", "Ask for it again.")
    return _record(row)


def take(connection: sa.Connection, ids: Collection[str]) -> bool:
    """Keeps that the results of some jobs were taken; False, and nothing is kept, where one was answered before."""
    these = jobs.c.id.in_(ids)
    answers = connection.scalars(sa.select(jobs.c.answer).where(these).with_for_update()).all()
    if any(answer != Answer.OPEN for answer in answers):
        return False
    connection.execute(sa.update(jobs).where(these).values(answer=Answer.TAKEN))
    return True


def _words(parameters: Json) -> str:
    return json.dumps(parameters, sort_keys=True)


def _record(row: sa.RowMapping) -> KeptJob:
    return KeptJob(**{**row, "state": JobState(row["state"]), "answer": Answer(row["answer"])})

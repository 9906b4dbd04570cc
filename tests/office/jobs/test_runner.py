"""Jobs are done in order, as many at a time as there are places; each ends with a result or a reason."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from planner.background import Away, Ended, Threads
from planner.background.threads import Shared
from planner.office.cells.sheet import source_of
from planner.office.jobs.given import Given, Halted, Step, Tell, sheets_kept, workbook_of
from planner.office.jobs.kinds import KINDS
from planner.office.jobs.outcomes import outcome_read
from planner.office.jobs.runner import DEFECT, Runner
from planner.office.jobs.waiting import standing
from planner.store import JobState, KeptJob, Revision, Store
from tests.scenes.job_server import until
from tests.scenes.office_events import asked, opened

AT_ONCE = timedelta(seconds=-1)


@pytest.fixture
def event(store: Store) -> Revision:
    return opened(store)


@pytest.fixture
def runner(store: Store) -> Runner:
    return Runner(store, Threads(1))


@pytest.fixture
def work(monkeypatch: pytest.MonkeyPatch) -> Callable[[str, Callable[[Given, Tell, Halted], bytes]], None]:
    """Puts a work into the table, for a test."""
    return lambda kind, function: monkeypatch.setitem(KINDS, kind, function)  # type: ignore[arg-type]


def patient(_: Given, tell: Tell, halted: Halted) -> bytes:
    """Works until it is stopped."""
    tell(Step({"done": 1}, b"so far"))
    until(halted)
    return b"stopped"


def ended(store: Store, runner: Runner, job: KeptJob) -> KeptJob:
    """The job once the runner has ended it."""

    def has_ended() -> bool:
        runner.round()
        return store.jobs.job(job.id).state.ended

    until(has_ended)
    return store.jobs.job(job.id)


def test_jobs_are_done_in_their_order_as_there_are_places(
    store: Store, event: Revision, runner: Runner, work: Any
) -> None:
    work("wait", patient)
    first, second, third = (asked(store, event, "wait") for _ in range(3))

    runner.round()

    assert [standing(store, job.id) for job in (first, second, third)] == [
        "running",
        "queued, next",
        "queued, 1 before it",
    ]
    store.jobs.ask_to_stop(first.id)
    assert standing(store, first.id) == "stopping"
    done = ended(store, runner, first)
    assert (done.state, done.result) == (JobState.STOPPED, b"stopped")
    until(lambda: runner.round() or store.jobs.job(second.id).state == JobState.RUNNING)
    assert standing(store, third.id) == "queued, next"
    runner.close()


def test_what_a_work_tells_is_kept_while_it_runs(store: Store, event: Revision, runner: Runner, work: Any) -> None:
    work("wait", patient)
    job = asked(store, event, "wait")

    until(lambda: runner.round() or store.jobs.job(job.id).progress is not None)

    kept = store.jobs.job(job.id)
    assert (kept.state, kept.progress, kept.result) == (JobState.RUNNING, {"done": 1}, b"so far")
    runner.close()


def test_runner_that_goes_home_hands_back_what_is_not_done(
    store: Store, event: Revision, runner: Runner, work: Any
) -> None:
    work("wait", patient)
    job = asked(store, event, "wait")
    until(lambda: runner.round() or store.jobs.job(job.id).progress is not None)

    runner.close()

    kept = store.jobs.job(job.id)
    assert (kept.state, kept.attempts, kept.result) == (JobState.QUEUED, 0, b"so far")


def test_job_is_taken_up_with_what_it_had_until_it_is_lost(
    store: Store, event: Revision, runner: Runner, work: Any
) -> None:
    had: list[bytes | None] = []

    def falling(given: Given, tell: Tell, _: Halted) -> bytes:
        had.append(given.so_far)
        tell(Step(result=b"plan %d" % len(had)))
        raise Ended

    work("fall", falling)
    job = asked(store, event, "fall")

    lost = ended(store, runner, job)

    assert had == [None, b"plan 1", b"plan 2"]
    assert (lost.state, lost.result) == (JobState.LOST, b"plan 3")
    assert standing(store, job.id) == "lost: Each of 3 workers that had it fell silent. Ask for it again."


def test_job_of_a_runner_that_fell_silent_is_taken_up_by_the_next(store: Store, event: Revision, work: Any) -> None:
    work("wait", patient)
    job = asked(store, event, "wait")
    dead, living = Runner(store, Threads(1)), Runner(store, Threads(1), silence=AT_ONCE)
    dead.round()

    living.round()

    kept = store.jobs.job(job.id)
    assert (kept.worker, kept.attempts) == (living.worker, 2)
    assert standing(store, job.id) == "running again, since what did it before was lost"
    dead.round()
    assert store.jobs.job(job.id).worker == living.worker
    living.close()


def test_refusal_and_defect_are_told_apart(
    store: Store, event: Revision, runner: Runner, work: Any, caplog: pytest.LogCaptureFixture
) -> None:
    def wrong(*_: object) -> bytes:
        raise ZeroDivisionError

    work("wrong", wrong)

    refused = ended(store, runner, asked(store, event, "simulate"))
    defective = ended(store, runner, asked(store, event, "wrong"))

    assert (refused.state, refused.reason) == (JobState.FAILED, "The event has no plan yet. Solve it first.")
    assert (defective.state, defective.reason) == (JobState.FAILED, DEFECT)
    assert "ZeroDivisionError" in caplog.text


def test_event_is_planned_by_a_runner_that_goes_on_by_itself(store: Store, event: Revision) -> None:
    runner = Runner(store, Threads(1))
    runner.start()
    job = asked(store, event, "solve", time_limit=5, work_limit=50, workers=1)

    until(lambda: store.jobs.job(job.id).state.ended)
    runner.close()

    done = store.jobs.job(job.id)
    assert done.state == JobState.DONE
    found = outcome_read(done.result or b"", workbook_of(source_of(sheets_kept(store.read(event.event, 1))), "").event)
    assert found is not None
    assert done.progress["phase"] == "done"  # type: ignore[index, call-overload]
    assert found.outcome.objective == done.progress["objective"] > 0  # type: ignore[index, call-overload]


def test_runner_that_was_slow_does_not_take_its_own_jobs_for_those_of_another(
    store: Store, event: Revision, work: Any
) -> None:
    """As after the machine has slept: its last word is older than anybody's patience."""
    work("wait", patient)
    job = asked(store, event, "wait")
    slow = Runner(store, Threads(1), silence=AT_ONCE)

    for _ in range(3):
        slow.round()

    kept = store.jobs.job(job.id)
    assert (kept.worker, kept.attempts) == (slow.worker, 1)
    slow.close()


def test_job_waits_while_there_is_no_place_to_begin_it(store: Store, event: Revision, work: Any) -> None:
    class Distant(Threads):
        away = True

        def line(self) -> tuple[Shared, Shared]:
            if self.away:
                raise Away
            return super().line()

    work("wait", patient)
    job, pool = asked(store, event, "wait"), Distant(1)
    runner = Runner(store, pool)

    runner.round()

    kept = store.jobs.job(job.id)
    assert (kept.state, kept.attempts) == (JobState.QUEUED, 0)
    pool.away = False
    runner.round()
    assert store.jobs.job(job.id).state == JobState.RUNNING
    runner.close()

"""A work that was asked for is done once, or said to be stopped, failed or lost; it is never forgotten."""

from datetime import timedelta
from threading import Thread

import pytest

from planner.store import (
    Answer,
    Heard,
    JobState,
    Json,
    KeptJob,
    Moved,
    NewJob,
    NoSuchEvent,
    Revision,
    Store,
    open_store,
)
from tests.scenes.office_states import sheet, step

AT_ONCE = timedelta(seconds=-1)
"""Silence of which any worker is guilty."""


@pytest.fixture
def event(store: Store) -> str:
    return store.create("Hanoi", step(sheet())).event


def asked(store: Store, event: str, kind: str = "solve") -> KeptJob:
    return store.jobs.ask(NewJob(event, 1, kind, "Ann", {"seconds": 30}))


def claimed(store: Store, worker: str = "one") -> KeptJob:
    job = store.jobs.claim(worker)
    assert job is not None
    return job


def test_job_waits_is_claimed_and_done(store: Store, event: str) -> None:
    job = asked(store, event)
    assert (job.state, job.parameters, job.author, job.attempts) == (JobState.QUEUED, {"seconds": 30}, "Ann", 0)

    running = claimed(store)
    assert (running.id, running.state, running.worker, running.attempts) == (job.id, JobState.RUNNING, "one", 1)
    assert store.jobs.heartbeat(job.id, "one", progress={"worth": 12}) == Heard.GO_ON
    assert store.jobs.finish(job.id, "one", JobState.DONE, result=b"plan")

    done = store.jobs.job(job.id)
    assert (done.state, done.progress, done.result) == (JobState.DONE, {"worth": 12}, b"plan")
    assert store.jobs.claim("one") is None


def test_the_longest_waiting_of_its_kind_is_claimed(store: Store, event: str) -> None:
    first, papers, third = asked(store, event), asked(store, event, "papers"), asked(store, event)

    of_kind = store.jobs.claim("one", kinds=["papers"])

    assert of_kind is not None
    assert of_kind.id == papers.id
    assert store.jobs.claim("one", kinds=["papers"]) is None
    assert [claimed(store).id, claimed(store, "two").id] == [first.id, third.id]


def test_jobs_are_listed_by_event_and_by_state(store: Store, event: str) -> None:
    first, second = asked(store, event), asked(store, event)
    claimed(store)

    assert [job.id for job in store.jobs.of_event(event)] == [second.id, first.id]
    assert [job.id for job in store.jobs.in_state(JobState.QUEUED)] == [second.id]
    assert [job.id for job in store.jobs.in_state(JobState.QUEUED, JobState.RUNNING)] == [first.id, second.id]


def test_waiting_job_stops_at_once_and_a_running_one_hears_of_it(store: Store, event: str) -> None:
    running, waiting = asked(store, event), asked(store, event)
    claimed(store)

    assert store.jobs.ask_to_stop(waiting.id).state == JobState.STOPPED
    assert store.jobs.ask_to_stop(running.id).state == JobState.RUNNING

    assert store.jobs.heartbeat(running.id, "one") == Heard.STOP
    assert store.jobs.finish(running.id, "one", JobState.STOPPED, result=b"best so far")
    assert store.jobs.job(running.id).result == b"best so far"
    assert store.jobs.ask_to_stop(running.id).state == JobState.STOPPED


def test_job_of_a_silent_worker_goes_to_another_with_what_it_had(store: Store, event: str) -> None:
    job = asked(store, event)
    claimed(store)
    store.jobs.heartbeat(job.id, "one", result=b"plan so far")

    assert store.jobs.take_back(timedelta(minutes=1)) == ()
    (taken,) = store.jobs.take_back(AT_ONCE)
    again = claimed(store, "two")

    assert (taken.state, taken.worker) == (JobState.QUEUED, "")
    assert (again.id, again.attempts, again.result) == (job.id, 2, b"plan so far")
    assert store.jobs.heartbeat(job.id, "one") == Heard.NOT_YOURS
    assert not store.jobs.finish(job.id, "one", JobState.DONE, result=b"too late")
    assert store.jobs.finish(job.id, "two", JobState.DONE)
    assert store.jobs.job(job.id).result == b"plan so far"


def test_job_over_which_worker_after_worker_falls_silent_is_lost(store: Store, event: str) -> None:
    job = asked(store, event)
    for _ in range(3):
        claimed(store)
        store.jobs.take_back(AT_ONCE)

    lost = store.jobs.job(job.id)

    assert lost.state == JobState.LOST
    assert lost.reason == "Each of 3 workers that had it fell silent. Ask for it again."


def test_job_that_was_to_stop_and_fell_silent_has_stopped(store: Store, event: str) -> None:
    job = asked(store, event)
    claimed(store)
    store.jobs.ask_to_stop(job.id)

    store.jobs.take_back(AT_ONCE)

    assert store.jobs.job(job.id).state == JobState.STOPPED


def test_failed_job_keeps_its_reason(store: Store, event: str) -> None:
    job = asked(store, event)
    claimed(store)

    store.jobs.finish(job.id, "one", JobState.FAILED, reason="The disk was full.")

    assert (store.jobs.job(job.id).state, store.jobs.job(job.id).reason) == (JobState.FAILED, "The disk was full.")
    with pytest.raises(ValueError, match="does not end by being running"):
        store.jobs.finish(job.id, "one", JobState.RUNNING)


def test_every_job_goes_to_one_worker(store: Store, event: str, address: str) -> None:
    ids = {asked(store, event).id for _ in range(24)}
    had: list[str] = []

    def work(worker: str) -> None:
        own = open_store(address)
        while (job := own.jobs.claim(worker)) is not None:
            had.append(job.id)
            own.jobs.finish(job.id, worker, JobState.DONE)
        own.close()

    workers = [Thread(target=work, args=(f"worker {number}",)) for number in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()

    assert sorted(had) == sorted(ids)


def test_job_goes_with_its_event(store: Store, event: str) -> None:
    job = asked(store, event)

    store.delete(event)

    with pytest.raises(NoSuchEvent, match="no work"):
        store.jobs.job(job.id)
    with pytest.raises(NoSuchEvent, match="no event"):
        asked(store, event)


def test_one_work_of_a_kind_is_under_way_for_an_event_where_that_is_wished(store: Store, event: str) -> None:
    new = NewJob(event, 1, "solve", "Ben")
    other = store.create("Geneva", step(sheet())).event
    first = asked(store, event)

    assert store.jobs.ask(new, beside=("solve",)) == first
    assert store.jobs.ask(NewJob(other, 1, "solve", "Ben"), beside=("solve",)).id != first.id
    assert store.jobs.ask(NewJob(event, 1, "papers", "Ben"), beside=("papers",)).id != first.id
    store.jobs.ask_to_stop(first.id)
    assert store.jobs.ask(new, beside=("solve",)).id != first.id


def test_latest_of_some_kinds_is_found(store: Store, event: str) -> None:
    assert store.jobs.latest(event, ("solve", "rebase")) is None
    asked(store, event)
    rebased = asked(store, event, "rebase")
    asked(store, event, "papers")

    assert store.jobs.latest(event, ("solve", "rebase")) == rebased


def test_result_is_answered_once(store: Store, event: str) -> None:
    job = asked(store, event)
    assert job.answer == Answer.OPEN

    assert store.jobs.settle(job.id, Answer.TAKEN)
    assert not store.jobs.settle(job.id, Answer.DROPPED)

    assert store.jobs.job(job.id).answer == Answer.TAKEN


def test_job_is_found_by_its_words_and_brings_the_file_that_came_with_it(store: Store, event: str) -> None:
    words: dict[str, Json] = {"papers": ["programme"], "delegations": None}
    first = store.jobs.ask(NewJob(event, 1, "papers", "Ann", words, b"a plan of before"))
    store.jobs.ask(NewJob(event, 1, "papers", "Ann", {"papers": []}))
    again = store.jobs.ask(NewJob(event, 2, "papers", "Ben", words))

    assert store.jobs.alike(NewJob(event, 2, "papers", "Cleo", dict(reversed(words.items())))) == {
        1: first.id,
        2: again.id,
    }
    assert store.jobs.alike(NewJob(event, 2, "export", "Cleo", words)) == {}
    assert (store.jobs.file(first.id), store.jobs.file(again.id)) == (b"a plan of before", None)


def test_of_a_kind_those_asked_for_last_are_kept_once_they_have_ended(store: Store, event: str) -> None:
    old, waits, last = (asked(store, event, "why") for _ in range(3))
    other = asked(store, event, "papers")
    for job in (old, last, other):
        store.jobs.ask_to_stop(job.id)

    store.jobs.forget(event, "why", keep=1)

    assert {job.id for job in store.jobs.of_event(event)} == {waits.id, last.id, other.id}


def test_result_is_taken_with_the_step_that_is_made_of_it_or_not_at_all(store: Store, event: str) -> None:
    job = asked(store, event)

    assert isinstance(store.append(event, 1, step(sheet()), takes=[job.id]), Revision)
    assert store.jobs.job(job.id).answer == Answer.TAKEN

    assert store.append(event, 2, step(sheet()), takes=[job.id]) == Moved(2)
    assert store.append(event, 1, step(sheet()), takes=[asked(store, event).id]) == Moved(2)
    assert [one.answer for one in store.jobs.of_event(event)] == [Answer.OPEN, Answer.TAKEN]

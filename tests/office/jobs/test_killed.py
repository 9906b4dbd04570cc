"""A solve survives the death of the process that does it and of its server: it goes on from the plan that it had."""

from pathlib import Path

from planner.store import JobState, KeptJob, Store
from tests.scenes.job_server import kill, running, until, workers_of
from tests.scenes.office_events import HANOI, asked, goes_on_from, opened


def test_solve_survives_the_death_of_its_process_and_of_its_server(store: Store, address: str) -> None:
    revision = opened(store, HANOI)
    job = asked(store, revision, "solve", time_limit=600, workers=1)

    def now() -> KeptJob:
        return store.jobs.job(job.id)

    with running(address) as server:
        until(lambda: now().result is not None)
        (process,) = workers_of(server)
        kill(process)
        until(lambda: now().attempts == 2)
    until(lambda: not Path(f"/proc/{process}").exists())
    had = now()
    with running(address):
        until(lambda: now().attempts == 3 and now().progress != had.progress)
        store.jobs.ask_to_stop(job.id)
        until(lambda: now().state.ended)

    assert now().state == JobState.STOPPED
    goes_on_from(store, now(), had)

"""A solve survives the death of the process that does it and of its server: it goes on from the plan that it had."""

from pathlib import Path

from planner.office.cells.sheet import source_of
from planner.office.jobs.given import sheets_kept, workbook_of
from planner.office.jobs.outcomes import outcome_read, so_far_read
from planner.rules.worth import worth_of
from planner.store import JobState, KeptJob, Store
from tests.scenes.job_server import kill, running, until, workers_of
from tests.scenes.office_events import HANOI, asked, opened


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
    had = now().result
    with running(address):
        until(lambda: now().attempts == 3 and now().result != had)
        store.jobs.ask_to_stop(job.id)
        until(lambda: now().state.ended)

    assert now().state == JobState.STOPPED
    event = workbook_of(source_of(sheets_kept(store.read(revision.event, 1))), HANOI.name).event
    found, plan = outcome_read(now().result or b"", event), so_far_read(had, event)
    assert found is not None
    assert plan is not None
    assert found.outcome.objective >= worth_of(event, plan)

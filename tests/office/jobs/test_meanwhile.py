"""The plan of a solve is offered with what changed since it was asked for, and never put over an edit."""

import pytest

from planner.office.cells.sheet import source_of
from planner.office.jobs.given import sheets_kept, workbook_of
from planner.office.jobs.meanwhile import Offer, drop, meanwhile, rebase
from planner.office.jobs.outcomes import Solved
from planner.office.jobs.runner import given_of
from planner.solver import solve
from planner.store import JobState, KeptJob, Revision, Store
from tests.scenes.office_events import asked, edited, opened


@pytest.fixture
def event(store: Store) -> Revision:
    return opened(store)


@pytest.fixture
def solved(store: Store, event: Revision) -> KeptJob:
    """A solve that has ended."""
    workbook = workbook_of(source_of(sheets_kept(store.read(event.event, 1))), "morning.xlsx")
    job = asked(store, event, "solve", time_limit=7)
    assert store.jobs.claim("one") is not None
    result = Solved(solve(workbook.event, time_limit=1)).written()
    store.jobs.finish(job.id, "one", JobState.DONE, result=result)
    return store.jobs.job(job.id)


def column(store: Store, event: Revision, sheet: str, header: str) -> int:
    cells = next(iter(sheets_kept(store.read(event.event, 1))[sheet].rows.values()))
    return next(at for at, cell in cells.items() if cell == header)


def test_plan_of_an_event_as_it_was_is_taken(store: Store, solved: KeptJob) -> None:
    found = meanwhile(store, solved)

    assert (found.since, found.sheets, found.offers) == ((), (), (Offer.TAKE, Offer.DROP))
    assert found.sentence == "The event is as it was when the plan was asked for."


def test_edit_that_a_plan_would_not_know_of_is_named_and_the_plan_is_rebased(
    store: Store, event: Revision, solved: KeptJob
) -> None:
    step = edited(store, event.event, "Bilaterals", column(store, event, "Bilaterals", "status"), "withdrawn")

    found = meanwhile(store, solved)

    assert ([one.number for one in found.since], found.sheets) == ([step.number], ("Bilaterals",))
    assert found.offers == (Offer.REBASE, Offer.DROP)
    assert found.sentence == (
        "Since the plan was asked for, Ben changed Bilaterals, which the new plan does not know of. "
        "It can be put on the event as it is now, or dropped."
    )
    new = store.jobs.ask(rebase(solved, "Ann", step.number))
    assert (new.kind, new.revision, new.parameters) == ("rebase", 2, {"time_limit": 7, "job": solved.id})
    given = given_of(store, new)
    assert given.earlier is not None
    assert given.earlier.result == solved.result
    assert given.earlier.sheets == store.read(event.event, 1)
    assert given.sheets == store.read(event.event, 2)


def test_edit_that_makes_no_difference_to_a_plan_leaves_it_to_be_taken(
    store: Store, event: Revision, solved: KeptJob
) -> None:
    edited(store, event.event, "Bilaterals", column(store, event, "Bilaterals", "basis"), "by telephone", "Eva")

    found = meanwhile(store, solved)

    assert found.offers == (Offer.TAKE, Offer.DROP)
    assert found.sentence == (
        "Since the plan was asked for, Eva changed Bilaterals, which makes no difference to the plan."
    )


def test_plan_waits_while_the_tables_have_errors(store: Store, event: Revision, solved: KeptJob) -> None:
    edited(store, event.event, "Bilaterals", column(store, event, "Bilaterals", "status"), "perhaps")

    found = meanwhile(store, solved)

    assert found.offers == (Offer.DROP,)
    assert "The tables have errors; mend them first. Bilaterals" in found.sentence


def test_solve_that_is_dropped_stops(store: Store, event: Revision, solved: KeptJob) -> None:
    waiting = asked(store, event, "solve")

    drop(store, waiting)
    drop(store, solved)

    assert store.jobs.job(waiting.id).state == JobState.STOPPED
    assert store.jobs.job(solved.id) == solved
    assert meanwhile(store, waiting).sentence == "The solve has found no plan."

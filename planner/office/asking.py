"""Works as people ask for them at an event: what was asked before is found again, and nothing is asked for twice."""

from collections.abc import Collection, Mapping

from planner.office.office import Opened
from planner.store import JobState, Json, KeptJob, NewJob, Store

SOLVES = ("solve", "rebase")
"""The works that end with a plan for the event as it was when they were asked for."""

ONE_AT_A_TIME: Mapping[str, Collection[str]] = {
    "solve": SOLVES,
    "rebase": SOLVES,
    "simulate": ("simulate",),
    "scenarios": ("scenarios",),
}
"""The works of which one at a time is done for an event, whoever asks, with those that it is not done beside."""

KEPT = 40
"""Works of each of these kinds that are kept for an event once they have ended, those asked for last."""

ASKED_OFTEN = ("why", "suggest", "replan", "papers", "export")

DIFFERENT = ("why", "suggest")
"""Works of which a person has one under way: who asks about another item waits for the one before no more."""


def ask(store: Store, new: NewJob) -> KeptJob:
    """Asks for a work. Where one is under way that it must not be done beside, that one is given instead."""
    if new.kind in DIFFERENT:
        _let_go(store, new)
    job = store.jobs.ask(new, beside=ONE_AT_A_TIME.get(new.kind, ()))
    if new.kind in ASKED_OFTEN:
        store.jobs.forget(new.event, new.kind, keep=KEPT)
    return job


def _let_go(store: Store, new: NewJob) -> None:
    for job in store.jobs.in_state(JobState.QUEUED, JobState.RUNNING):
        if (job.event, job.kind, job.author) == (new.event, new.kind, new.author) and job.revision == new.revision:
            store.jobs.ask_to_stop(job.id)


def asked(store: Store, opened: Opened, kind: str, parameters: Json = None, *, number: int | None = None) -> str | None:
    """The work that was asked for in these very words about the event as it is, or was when the same stood in it; None
    where nobody has asked so. `number` is the state that is meant, the present one where it is not given.
    """
    meant = opened.number if number is None else number
    found = store.jobs.alike(NewJob(opened.event, meant, kind, "", parameters))
    if not found or meant in found:
        return found.get(meant)
    contents = store.contents(opened.event, meant)
    same = (id_ for at, id_ in sorted(found.items(), reverse=True) if store.contents(opened.event, at) == contents)
    return next(same, None)

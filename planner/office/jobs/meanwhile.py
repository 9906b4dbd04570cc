"""Whether what a solve has found still fits the event, which others may have edited while it was planned.

A plan is never put over an edit: what changed since is said, and whoever asked takes the plan, has it put on the event
as it is now, or drops it.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from planner.background import Refused
from planner.office.cells.sheet import source_of
from planner.office.jobs.given import sheets_kept, workbook_of
from planner.store import Json, KeptJob, NewJob, Revision, Store
from planner.workbook import Workbook


class Offer(StrEnum):
    """What can be done with a plan that was found."""

    TAKE = "take"
    REBASE = "rebase"
    DROP = "drop"


OFFERS = {
    Offer.TAKE: "Put the new plan in place.",
    Offer.REBASE: "Keep what is still right of the new plan, and plan the rest again on the event as it is now.",
    Offer.DROP: "Leave the plan as it is, and forget the new one.",
}


@dataclass(frozen=True, slots=True)
class Meanwhile:
    """What others did since a solve was asked for: the steps, the first first, the sheets that differ now, and what can
    be done with the plan.
    """

    since: tuple[Revision, ...]
    sheets: tuple[str, ...]
    offers: tuple[Offer, ...]
    sentence: str


def meanwhile(store: Store, job: KeptJob) -> Meanwhile:
    """What became of the event since a solve was asked for, and what can be done with its plan."""
    head = store.event(job.event).head
    since = tuple(reversed(store.history(job.event, after=job.revision)))
    then, now = ({one.name: one for one in store.contents(job.event, number)} for number in (job.revision, head))
    differ = tuple(name for name in {**then, **now} if then.get(name) != now.get(name))
    if job.result is None:
        return Meanwhile(since, differ, (Offer.DROP,), "The solve has found no plan.")
    if not differ:
        return Meanwhile(since, (), (Offer.TAKE, Offer.DROP), "The event is as it was when the plan was asked for.")
    done = f"Since the plan was asked for, {_told(since)} changed {_listed(differ)}"
    try:
        matters = _matters(_workbook(store, job, job.revision), _workbook(store, job, head))
    except Refused as errors:
        return Meanwhile(since, differ, (Offer.DROP,), f"{done}. {errors} Then the new plan can be put on it.")
    if matters:
        said = f"{done}, which the new plan does not know of. It can be put on the event as it is now, or dropped."
        return Meanwhile(since, differ, (Offer.REBASE, Offer.DROP), said)
    return Meanwhile(since, differ, (Offer.TAKE, Offer.DROP), f"{done}, which makes no difference to the plan.")


def rebase(job: KeptJob, author: str, head: int) -> NewJob:
    """The work that puts the plan of a solve on the event as it is now; it takes as long as the solve might."""
    parameters: dict[str, Json] = {**_parameters(job), "job": job.id}
    return NewJob(job.event, head, "rebase", author, parameters)


def drop(store: Store, job: KeptJob) -> None:
    """Stops a solve that still runs; the plan of one that has ended stays with its job, and is put nowhere."""
    if not job.state.ended:
        store.jobs.ask_to_stop(job.id)


def _parameters(job: KeptJob) -> dict[str, Any]:
    return job.parameters if isinstance(job.parameters, dict) else {}


def _workbook(store: Store, job: KeptJob, number: int) -> Workbook:
    return workbook_of(source_of(sheets_kept(store.read(job.event, number))), "The event")


def _matters(then: Workbook, now: Workbook) -> bool:
    """Whether a plan for the one may be wrong for the other, or would undo what somebody did to the plan itself."""
    return not then.event.plans_like(now.event) or then.plan != now.plan


def _told(since: tuple[Revision, ...]) -> str:
    authors = tuple(dict.fromkeys(one.author for one in since))
    return _listed(authors) if authors else "somebody"


def _listed(names: tuple[str, ...]) -> str:
    """`A, B and C`."""
    *first, last = names
    return f"{', '.join(first)} and {last}" if first else last

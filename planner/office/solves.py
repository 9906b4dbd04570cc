"""The plan that a solve has found, from the end of its job until it is put in place or dropped."""

from dataclasses import dataclass
from typing import Any

from planner.domain.event import Event
from planner.office.draft import Revision, planned
from planner.office.jobs.meanwhile import Meanwhile, Offer, meanwhile
from planner.office.jobs.outcomes import Solved, outcome_read
from planner.office.office import Act, Office, Opened
from planner.store import Answer, KeptJob, RevisionKind


@dataclass(frozen=True, slots=True)
class Offered:
    """A plan that was found and that nobody has answered yet, with what became of the event since it was asked for."""

    job: KeptJob
    solved: Solved
    meanwhile: Meanwhile

    @property
    def asks(self) -> bool:
        """Whether somebody has to look first: where the event was changed in a way that matters, and where a plan made
        anew moves or loses what was announced.
        """
        compared = self.solved.compared
        announced = compared is not None and bool(compared.moved or compared.dropped)
        return Offer.TAKE not in self.meanwhile.offers or (announced and not keeps(self.job))


def keeps(job: KeptJob) -> bool:
    """Whether a solve was to keep the plan that there was, as far as it can."""
    return job.kind == "solve" and bool(parameters_of(job).get("keep", True))


def parameters_of(job: KeptJob) -> dict[str, Any]:
    """What was asked of a job besides its kind."""
    return dict(job.parameters) if isinstance(job.parameters, dict) else {}


def found_by(job: KeptJob, event: Event) -> Solved | None:
    """The checked plan of a solve that has ended; None where it has none."""
    return None if job.result is None or not job.state.ended else outcome_read(job.result, event)


def offered(office: Office, opened: Opened, job: KeptJob | None) -> Offered | None:
    """The plan of a solve that waits for an answer; of a rebase that came to nothing, the plan that it was to save."""
    good = opened.revision.last_good
    if job is None or not job.state.ended or job.answer != Answer.OPEN or good is None or good.workbook is None:
        return None
    solved = found_by(job, good.workbook.event)
    if solved is not None:
        return Offered(job, solved, meanwhile(office.store, job))
    earlier = parameters_of(job).get("job")
    return None if earlier is None else offered(office, opened, office.store.jobs.job(earlier))


def take(office: Office, opened: Opened, found: Offered) -> Opened | None:
    """Puts a plan in place as a step of whoever asked for it, and keeps that it was taken, both or neither; None where
    others have changed the event or answered just now.
    """
    made = _made(opened.revision, found)
    act = Act(found.job.author, made.step, RevisionKind.SOLVED, made.proof)
    return office.put_alone(act, opened, made, _line_of(office, found.job))


def drop(office: Office, job: KeptJob) -> None:
    """Leaves a plan, and those that it goes on from."""
    for one in _line_of(office, job):
        office.store.jobs.settle(one, Answer.DROPPED)


def _line_of(office: Office, job: KeptJob) -> tuple[str, ...]:
    """A work and those that it goes on from, as far as nobody has answered them."""
    earlier = parameters_of(job).get("job")
    before = () if earlier is None else _line_of(office, office.store.jobs.job(earlier))
    return (job.id, *before) if job.answer == Answer.OPEN else before


def _made(revision: Revision, found: Offered) -> Revision:
    workbook, outcome = revision.workbook, found.solved.outcome
    assert workbook is not None, "a plan is taken once there is no error"
    if found.job.kind == "rebase":
        step = "Put the new plan on the event as it is now"
    elif found.solved.compared is not None and keeps(found.job):
        step = "Placed what is new and mended what broke"
    else:
        step = ""
    return planned(revision, outcome, workbook.event, step)

"""An edition: one event with one plan, as one view may see them, and what every page says of them."""

from dataclasses import dataclass, field
from datetime import datetime

from planner.domain.event import Event
from planner.domain.plan import Plan
from planner.views import View, host_contact
from planner.workbook import Workbook
from planner.workbook.proof import Proof, plan_sha256, proof_of

EVENT_LANGUAGE = "en"
"""The language of the papers; headings are repeated in that of their reader."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """What tells one print from another: version of the plan, when it was made, and for the organiser its proof."""

    version: str
    planned_at: datetime | None = None
    proof: str = ""


@dataclass(frozen=True)  # not slotted: an event keeps its look-ups
class Edition:
    """What a paper is made from. `languages` are those of the delegations, by code; `host_contact` is whom to call."""

    event: Event
    plan: Plan
    stamp: Stamp
    view: View = View.ORGANISER
    host_language: str = ""
    host_contact: str = ""
    languages: dict[str, str] = field(default_factory=dict)
    second: str = ""
    """The language in which a paper is written beside that of the event."""


def edition_of(workbook: Workbook) -> Edition:
    """The organiser's edition of a workbook that has a plan."""
    assert workbook.plan is not None, "only a plan is printed"
    event = workbook.event
    languages = {one.code: one.languages[0].lower() for one in event.delegations if one.languages}
    return Edition(
        event,
        workbook.plan,
        _stamp(workbook, workbook.plan),
        host_language=languages.get(event.settings.host, ""),
        host_contact=host_contact(event),
        languages=languages,
    )


def _stamp(workbook: Workbook, plan: Plan) -> Stamp:
    fingerprint = plan_sha256(plan)
    proof = proof_of(workbook)
    if proof is None:
        return Stamp(fingerprint[:8], proof="Nothing is known of how near this plan is to the best possible.")
    if proof.plan_sha256 != fingerprint:
        edited = f"Edited since version {proof.version} was planned; what was proven of that does not hold for this."
        return Stamp(f"{proof.version}+ ({fingerprint[:8]})", proof=edited)
    return Stamp(f"{proof.version} ({fingerprint[:8]})", proof.planned_at, _claim(proof))


def _claim(proof: Proof) -> str:
    best = "proven best" if proof.worth == proof.bound else f"gap {proof.gap:.2%}"
    worth = f"Worth {proof.worth:,} of at most {proof.bound:,} ({best})"
    return f"{worth}. Seed {proof.seed}, input {proof.input_sha256[:16]}, {proof.solver}."

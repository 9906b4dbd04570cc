"""What a work offers to have done to the event: operations on the state that it was asked about, so that they are put
on the event as it is by then like what anybody does.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from planner.explain import Cure, Option, Suggestions, Why
from planner.explain.cells import cells_said
from planner.explain.proven import proof_sentence
from planner.office.cells.operations import Operation
from planner.office.cells.replacing import between, replaced
from planner.office.cells.written import operations_read, operations_written
from planner.office.draft import Revision, applied, replanned
from planner.office.jobs.given import Given
from planner.office.keeping import proof_written
from planner.replanning import SAYS, Proposal, Way

Said = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Made:
    """What an offer does, and the figures of what is proven of the plan that it makes; None where nothing is."""

    operations: tuple[Operation, ...]
    proof: Mapping[str, Any] | None = None


def made_written(given: Given, made: Revision) -> Said:
    """What makes a state of the one that was given."""
    operations = between(given.kept, replaced(given.kept, made.source.grids))
    proof = None if made.proof is None else proof_written(made.proof)
    return {"operations": operations_written(operations), "proof": proof}


def made_read(said: Said) -> Made:
    """What an offer does, as `made_written` wrote it."""
    return Made(operations_read(said["operations"]), said["proof"])


# --- cures and other places ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Offer:
    """Something that places an item: the kind of cure that it is, or blank where it is another place for it, and the
    cells that it writes, in words. The fingerprint names it on the plan that it was found for.
    """

    kind: str
    sentence: str
    fingerprint: str
    cells: tuple[str, ...]
    made: Made = field(repr=False)


@dataclass(frozen=True, slots=True)
class Explained:
    """Why an item is not placed or not elsewhere; what is proven of that in a sentence, blank where nothing is."""

    placed: bool
    verdict: str
    proof: str
    cures: tuple[Offer, ...]


def why_written(given: Given, found: Why) -> Said:
    """All that `why --json` says, and of each cure what it does."""
    cures = [
        cure.as_dict() | {"cells": list(cells_said(cure)), "made": _applied(given, found.item, cure)}
        for cure in found.cures
    ]
    return found.as_dict() | {"cures": cures}


def why_read(said: Said) -> Explained:
    """Why an item is not placed, with its cures, as `why_written` wrote it."""
    proof = "" if said["proof"] is None else proof_sentence(said["proof"])
    return Explained(said["placed"], said["verdict"], proof, tuple(map(_offer, said["cures"])))


def places_written(given: Given, found: Suggestions) -> Said:
    """All that `suggest --json` says, and of each place what puts the item there."""
    options = [one.as_dict() | {"made": _applied(given, found.item, one)} for one in found.options]
    return found.as_dict() | {"options": options}


def places_read(said: Said) -> tuple[Offer, ...]:
    """The other places for an item, the best first, as `places_written` wrote them."""
    return tuple(map(_offer, said["options"]))


def _applied(given: Given, item: str, offer: Cure | Option) -> Said:
    event = offer.event if isinstance(offer, Cure) else given.workbook.event
    return made_written(given, applied(given.draft, event, offer.plan, f"Applied to {item}"))


def _offer(said: Said) -> Offer:
    made = made_read(said["made"])
    return Offer(said.get("kind", ""), said["sentence"], said["fingerprint"], tuple(said.get("cells", ())), made)


# --- ways to re-plan -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Told:
    """A change of a plan: what it is, and its sentence."""

    change: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Proposed:
    """One way to take what happened. `sureness` says how sure it is that no plan disturbs less, where that is proven;
    `notes` are what to know and whom to ask, `calls` whom to call, the most urgent first.
    """

    way: Way
    moved: int
    dropped: int
    worth: int
    sureness: str
    notes: tuple[str, ...]
    changes: tuple[Told, ...]
    calls: tuple[str, ...]
    made: Made = field(repr=False)


def way_written(given: Given, one: Proposal) -> Said:
    """One way as the commands tell it, in sentences besides, and what puts it in place."""
    found, names = one.found, given.workbook.event.delegation
    return one.as_dict() | {
        "summary": found.summary,
        "sureness": found.sureness if found.minimal else "",
        "notes": [*found.notes, *found.asks],
        "told": [[change.change, change.sentence] for change in found.diff.changes],
        "calls": [call.line(names[call.delegation].label) for call in found.calls],
        "made": made_written(given, replanned(given.draft, found.event, found.outcome, SAYS[one.way])),
    }


def way_read(said: Said) -> Proposed:
    """One way to re-plan, as `way_written` wrote it."""
    return Proposed(
        Way(said["way"]),
        len(said["moved"]),
        len(said["dropped"]),
        said["objective"],
        said["sureness"],
        tuple(said["notes"]),
        tuple(Told(change, sentence) for change, sentence in said["told"]),
        tuple(said["calls"]),
        made_read(said["made"]),
    )

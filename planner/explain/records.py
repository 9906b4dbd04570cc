"""What an explanation says, in the shape that the commands print."""

from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Literal

from planner.diff import Change
from planner.domain.event import Event
from planner.domain.plan import Placement, Plan


@dataclass(frozen=True, slots=True)
class Blocked:
    """A rule and a subject that block so many candidates; a candidate may be blocked by several."""

    rule: str
    subject: str
    candidates: int
    sentence: str


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A cell before and after, as the workbook spells it: of an item, a line, a room or an interpreter."""

    item: str
    field: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Cure:
    """Changes that would place the item, the delegations to be told, and the worth that this gains.

    `event` and `plan` are what the event and its plan are once it is applied; the rules find nothing new wrong there.
    The `fingerprint` names the offer on the plan that it was made for.
    """

    kind: Literal["relax", "move", "resource"]
    sentence: str
    changes: tuple[FieldChange, ...]
    parties: tuple[str, ...]
    worth: int
    event: Event = field(repr=False, compare=False)
    plan: Plan = field(repr=False, compare=False)
    fingerprint: str = ""

    def as_dict(self) -> dict[str, object]:
        """The entry in the JSON of the `why` command."""
        return {
            "kind": self.kind,
            "sentence": self.sentence,
            "changes": [asdict(change) for change in self.changes],
            "parties": list(self.parties),
            "worth": self.worth,
            "fingerprint": self.fingerprint,
        }


@dataclass(frozen=True, slots=True)
class Why:
    """Why an item is not placed, or why it is where it is; `proof` is None where nothing is proven."""

    item: str
    placed: bool
    verdict: str
    blocked: tuple[Blocked, ...] = ()
    cures: tuple[Cure, ...] = ()
    proof: tuple[str, ...] | None = None

    def as_dict(self) -> dict[str, object]:
        """The JSON object of the `why` command."""
        return {
            "item": self.item,
            "placed": self.placed,
            "verdict": self.verdict,
            "blocked": [asdict(one) for one in self.blocked],
            "cures": [cure.as_dict() for cure in self.cures],
            "proof": None if self.proof is None else list(self.proof),
        }


@dataclass(frozen=True, slots=True)
class Option:
    """A place that an item could have: its row there, what else moves, and whom that concerns.

    `terms` are the secondary costs that it changes, by name and in their order of importance; less is better. `plan` is
    the plan once the item is there, `fingerprint` names the offer on the plan that it was made for.
    """

    row: Placement
    worth_change: int
    terms: tuple[tuple[str, int], ...]
    moves: tuple[Change, ...]
    parties: tuple[str, ...]
    sentence: str
    plan: Plan = field(repr=False, compare=False)
    fingerprint: str = ""

    def as_dict(self) -> dict[str, object]:
        """The entry in the JSON of the `suggest` command."""
        return {
            "start": spelt_moment(self.row.start),
            "end": spelt_moment(self.row.end),
            "room": self.row.room,
            "people": list(self.row.people),
            "worth_change": self.worth_change,
            "moves": [move.as_dict() for move in self.moves],
            "parties": list(self.parties),
            "sentence": self.sentence,
            "fingerprint": self.fingerprint,
        }


@dataclass(frozen=True, slots=True)
class Suggestions:
    """Places that an item could have, the best first."""

    item: str
    options: tuple[Option, ...] = ()

    def as_dict(self) -> dict[str, object]:
        """The JSON object of the `suggest` command."""
        return {"item": self.item, "options": [option.as_dict() for option in self.options]}


class UnknownItem(LookupError):
    """The event has no item with this id."""


class UnknownRoom(LookupError):
    """The event has no room with this code."""


def spelt_moment(moment: datetime | None) -> str:
    """A moment as the workbook spells it: `2025-10-25 15:00`, with seconds where there are any."""
    if moment is None:
        return ""
    return f"{moment:%Y-%m-%d %H:%M:%S}" if moment.second else f"{moment:%Y-%m-%d %H:%M}"

"""What an explanation says, in the shape that the commands print."""

from dataclasses import asdict, dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Blocked:
    """A rule and a subject that block so many candidates; a candidate may be blocked by several."""

    rule: str
    subject: str
    candidates: int
    sentence: str


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A cell of an item before and after, as the workbook spells it."""

    item: str
    field: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Cure:
    """Changes that would place the item, the delegations who must agree to them, and the worth that this gains."""

    kind: Literal["relax", "move", "resource"]
    sentence: str
    changes: tuple[FieldChange, ...]
    parties: tuple[str, ...]
    worth: int


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
        return asdict(self)


class UnknownItem(LookupError):
    """The event has no item with this id."""

"""What every soft term is: a name, what it is for, how it is counted, and what a plan costs in it."""

from collections.abc import Hashable
from typing import Protocol, runtime_checkable

from planner.domain.event import Event
from planner.domain.plan import Placement
from planner.rules.case import Case


class Weighted(Protocol):
    """A row of the Policy sheet with a weight: its name there, what it is for, and the weight of whoever sets none."""

    name: str
    purpose: str
    weight: int


class Term(Weighted, Protocol):
    """A soft term: of two plans of equal worth, the one that costs less in it is better.

    The first sentence of the docstring says what it counts, as the rule book prints it; `counted` is one of it and
    several, as in `1 substitute more`. `local` says that the cost is a sum over meetings and over the days of people: a
    meeting that moves changes its own part and the days of those who may attend it, nothing else.
    """

    counted: tuple[str, str]
    local: bool

    def cost(self, case: Case) -> int:
        """Whole minutes or counts that a person can check; less is better."""
        ...


@runtime_checkable
class Coarse(Protocol):
    """A term that is not local but sees little of a meeting's place, so that not every place has to be counted."""

    def sees(self, event: Event, row: Placement) -> Hashable:
        """All that it sees of where the meeting of the row stands: where this is equal, so is the cost."""
        ...

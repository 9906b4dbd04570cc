"""What every hard rule is: a key, a sentence, a check, and a reason why not."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from planner.domain.plan import Breach
from planner.rules.case import Case
from planner.rules.turns import Closing, TurnChoice

if TYPE_CHECKING:
    from planner.board.draft import Draft


class Rule(Protocol):
    """A hard rule: a plan that breaks it is wrong, whoever made it.

    The first sentence of the docstring is the rule as the rule book prints it.
    """

    key: str

    def check(self, case: Case) -> Iterator[Breach]:
        """Every breach of the rule, each with a sentence that names names and clock times."""
        ...

    def because(self, subject: str, cause: str) -> str:
        """Why the rule leaves an item no place: who or what is in the way by name, and how, with clock times."""
        ...


@runtime_checkable
class Encoded(Protocol):
    """A rule that binds the solver: its other half says on a draft of the board what the check says on date-times.

    Some rules have none. Who may attend and interpret, and how long a meeting lasts, is what the draft's choices are
    made of; rules on lines speak on the turns, as lines are planned before the board is drawn.
    """

    def encode(self, draft: "Draft") -> None:
        """Narrow the draft to what the rule allows; no more and no less."""
        ...


@runtime_checkable
class OnTurns(Protocol):
    """A rule that binds the planner of lines: its other half says of the turns of a line, for one entry before it, what
    the check says of a plan.
    """

    def closes(self, choice: TurnChoice) -> Iterator[Closing]:
        """The positions that the entry may not have; no more and no fewer, and why."""
        ...


def sentence(rule: object) -> str:
    """The first sentence of the docstring of a rule or term, on one line."""
    text = " ".join((type(rule).__doc__ or "").split())
    first, stop, _ = text.partition(". ")
    return first + "." if stop else text

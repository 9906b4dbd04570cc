"""What every hard rule is: a key, a sentence, and a check."""

from collections.abc import Iterator
from typing import Protocol

from planner.domain.plan import Breach
from planner.rules.case import Case


class Rule(Protocol):
    """A hard rule: a plan that breaks it is wrong, whoever made it.

    The first sentence of the docstring is the rule as the rule book prints it.
    """

    key: str

    def check(self, case: Case) -> Iterator[Breach]:
        """Every breach of the rule, each with a sentence that names names and clock times."""
        ...


def sentence(rule: object) -> str:
    """The first sentence of the docstring of a rule or term, on one line."""
    text = " ".join((type(rule).__doc__ or "").split())
    first, stop, _ = text.partition(". ")
    return first + "." if stop else text

"""The soft terms: what a plan costs in comfort and fairness. None of them ever trades against a placed meeting."""

from typing import Protocol

from planner.rules.case import Case
from planner.rules.terms.comfort import MaxRun, Slack, Spread, Waiting, Walking
from planner.rules.terms.wishes import Fairness, PreferredRoom, PreferredTime, Substitution


class Term(Protocol):
    """A soft term, named as in the Policy sheet; the first sentence of the docstring says what it counts."""

    name: str

    def cost(self, case: Case) -> int:
        """Whole minutes or counts that a person can check; less is better."""
        ...


TERMS: tuple[Term, ...] = (
    Fairness(),
    PreferredTime(),
    PreferredRoom(),
    Substitution(),
    Waiting(),
    Walking(),
    MaxRun(),
    Spread(),
    Slack(),
)
"""Every term that looks at one plan alone, in the default order of importance."""

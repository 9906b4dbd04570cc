"""The soft terms: what a plan costs in comfort and fairness. None of them ever trades against a placed meeting."""

from planner.domain.records import Policy
from planner.rules.case import Case
from planner.rules.terms.comfort import MaxRun, Slack, Spread, Waiting, Walking
from planner.rules.terms.disruption import Disruption
from planner.rules.terms.term import Coarse, Term, Weighted
from planner.rules.terms.wishes import Fairness, PreferredRoom, PreferredTime, Substitution

__all__ = ["TERMS", "Coarse", "Term", "Weighted", "costs", "counting", "ranking", "weighted"]

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


def weighted() -> dict[str, Weighted]:
    """By name, every secondary term that has a weight on the Policy sheet, in the default order of importance."""
    terms: tuple[Weighted, ...] = (*TERMS, Disruption())
    return {term.name: term for term in terms}


def ranking(policy: Policy) -> tuple[tuple[str, int], ...]:
    """Names and weights in the order of importance that the policy sets, or else in the default order."""
    if policy.secondary is None:
        return tuple((term.name, term.weight) for term in weighted().values())
    return policy.secondary


def counting(policy: Policy) -> tuple[Term, ...]:
    """The terms to which the policy gives a weight, in its order."""
    by_name = {term.name: term for term in TERMS}
    return tuple(by_name[name] for name, weight in ranking(policy) if weight and name in by_name)


def costs(case: Case) -> dict[str, int]:
    """What a plan costs in each term, those of weight 0 included, in the order of the policy."""
    by_name = {term.name: term for term in TERMS}
    return {name: by_name[name].cost(case) for name, _ in ranking(case.event.policy) if name in by_name}

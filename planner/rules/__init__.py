"""The rule book: every hard rule with its check, every soft term with its cost, in plain Python on date-times."""

from planner.domain.event import Event
from planner.domain.plan import Breach, Plan
from planner.rules.case import Case
from planner.rules.rule import Rule

RULES: tuple[Rule, ...] = ()
"""Every hard rule, in the order in which the rule book reads."""

NO_PLAN = Plan()


def check(event: Event, plan: Plan, before: Plan = NO_PLAN) -> tuple[Breach, ...]:
    """Everything that is wrong with a plan of an event; `before` is the plan whose locked and done rows it keeps."""
    case = Case(event, plan, before)
    return tuple(breach for rule in RULES for breach in rule.check(case))

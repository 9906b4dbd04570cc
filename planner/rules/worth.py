"""What a plan is worth, added up from its rows, and what may be claimed beside it."""

from planner.domain.event import Event
from planner.domain.plan import Plan


def worth_of(event: Event, plan: Plan) -> int:
    """Value of the priority times weight of the kind, over the bilaterals and side events that stand in the plan.

    It is worked out from the cells of the workbook alone, so that it can tell whether a solver has counted right.
    """
    policy = event.policy
    placed = {row.item for row in plan.standing if row.item in event.meeting}
    bilaterals = (policy.value_of_priority[one.priority - 1] for one in event.bilaterals if one.id in placed)
    side_events = (policy.value_of_priority[one.priority - 1] for one in event.side_events if one.id in placed)
    return policy.bilateral * sum(bilaterals) + policy.side_event * sum(side_events)


def bound_beside(event: Event, worth: int, bound: int) -> int:
    """The bound that may be claimed for a plan of this worth.

    A bound that the plan itself refutes proves nothing. What is left then is that no plan is worth more than all
    meetings together; to claim the worth itself as bound would call the plan the best.
    """
    return bound if bound >= worth else sum(meeting.worth for meeting in event.meetings)

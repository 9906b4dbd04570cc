"""A re-plan with its worth, and what no plan of the event with these turns of lines can be worth more than."""

from dataclasses import dataclass, field

from planner.domain.event import Event
from planner.domain.plan import Outcome, Placement, Plan
from planner.domain.vocabulary import MEETING_KINDS, ItemKind
from planner.encoding import build
from planner.rules.worth import bound_beside, worth_of
from planner.solver.proving.bound import bound_by_steps
from planner.solver.solve import solver_name
from planner.solver.stopping import Stop

BOUNDED_ITEMS = 1000
"""The most meetings for which it is worth waiting for a bound."""

Rows = tuple[Placement, ...]


@dataclass(slots=True)
class Bounds:
    """What was proven of an event with given rows: the ways that are shown side by side mostly share it."""

    known: list[tuple[Event, Rows, int]] = field(default_factory=list)

    def of(self, event: Event, given: Rows, stop: Stop) -> int:
        """What no plan with these rows can be worth more than; the same for the same question."""
        for known, rows, bound in self.known:
            if known is event and rows == given:
                return bound
        bound = bound_by_steps(build(event, Plan(given)), stop)
        if not stop():
            self.known.append((event, given, bound))
        return bound


def outcome_of(event: Event, plan: Plan, bounds: Bounds, workers: int | None, seconds: float, stop: Stop) -> Outcome:
    """The plan with its worth and a proven bound of the worth of any plan with its turns and locked rows."""
    meetings = [row.item for row in plan.of(*MEETING_KINDS) if row.item in event.meeting]
    worth = worth_of(event, plan)
    return Outcome(
        plan=plan,
        objective=worth,
        bound=bound_beside(event, worth, _bound(event, plan, worth, bounds, stop)),
        seconds=seconds,
        first_plan_seconds=seconds,
        seed=0,
        workers=workers or 1,
        solver=solver_name(),
        provisional=tuple(item for item in meetings if event.meeting[item].provisional),
    )


def _bound(event: Event, plan: Plan, worth: int, bounds: Bounds, stop: Stop) -> int:
    asked = sum(meeting.worth for meeting in event.meetings)
    if worth == asked or len(event.meetings) > BOUNDED_ITEMS or stop():
        return asked
    turns = (row for row in plan.rows if row.kind not in (*MEETING_KINDS, ItemKind.PROGRAMME))
    return bounds.of(event, (*turns, *(row for row in plan.rows if row.locked)), stop)

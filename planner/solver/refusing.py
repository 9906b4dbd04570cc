"""What is not handed out: a plan that breaks rules, or is worth something else than its search has counted."""

from planner.domain.event import Event
from planner.domain.plan import Breach, Placement, Plan
from planner.domain.vocabulary import MEETING_KINDS
from planner.rules import check_part
from planner.rules.wishes import AfterItem
from planner.solver.placing.rows import programme_rows


class NoPlan(Exception):
    """There is a plan, but it breaks rules and is not handed out: `breaches` says which; the message is for people."""

    def __init__(self, sentence: str, breaches: tuple[Breach, ...], cure: str = "") -> None:
        super().__init__(" ".join(part for part in (sentence, *(one.sentence for one in breaches), cure) if part))
        self.sentence, self.breaches = sentence, breaches


class CannotKeep(NoPlan):
    """The locked or done rows of the plan handed in break hard rules among themselves."""

    def __init__(self, breaches: tuple[Breach, ...]) -> None:
        super().__init__("Locked or done rows break rules:", breaches, "Unlock or change these rows.")


class SolverDisagrees(NoPlan):
    """The checker found a breach in what the solver made, or another worth: a defect."""

    def __init__(self, breaches: tuple[Breach, ...]) -> None:
        sentence = "The plan did not pass its own check and is not handed out: a defect of the planner."
        super().__init__(sentence, breaches)


def refuse_miscounted(worth: int, counted: int) -> None:
    """Raise SolverDisagrees if the rows of a plan add up to another worth than its search has counted."""
    if worth != counted:
        sentence = f"The search counted a worth of {counted}, but the rows of its plan are worth {worth}."
        raise SolverDisagrees((Breach("worth", (), sentence),))


def refuse_breaches_of_kept(event: Event, before: Plan, lines: tuple[Placement, ...]) -> None:
    """Raise CannotKeep if the rows to be kept break hard rules, whatever else is planned; the lines already are."""
    kept = Plan(
        tuple(row for row in before.rows if row.fixed and (row.item in event.meeting or row.item in event.entry))
    )
    if kept.rows:
        rows = (*programme_rows(event, before), *lines, *kept.of(*MEETING_KINDS))
        breaches = check_part(event, Plan(rows), kept)
        faults = tuple(one for one in breaches if not _is_open(event, kept, one))
        if faults:
            raise CannotKeep(faults)


def _is_open(event: Event, kept: Plan, breach: Breach) -> bool:
    """Whether all that is wrong is that a meeting comes first which has yet to be planned."""
    first = breach.items[-1]
    return breach.rule == AfterItem.key and first in event.meeting and first not in kept.by_item


def blamed(breaches: tuple[Breach, ...], before: Plan) -> CannotKeep | SolverDisagrees:
    """Whose fault the breaches of a finished plan are: what a kept meeting must come after may find no place."""
    fixed = {row.item for row in before.rows if row.fixed}
    orders = all(breach.rule == AfterItem.key and breach.items[0] in fixed for breach in breaches)
    return CannotKeep(breaches) if orders else SolverDisagrees(breaches)

"""How scenarios compare: the same measures of each, and what changes from the event as it is."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from planner.diff import PlanDiff, diff
from planner.domain.event import Event
from planner.domain.plan import Outcome, Plan
from planner.domain.vocabulary import ItemKind
from planner.fairness import PRIORITIES, Ledger, ledger
from planner.scenarios.run import Result
from planner.scenarios.variant import Variant
from planner.simulate import simulate

RUNS = 2_000
"""Runs of the simulation that tells how robust each plan is: enough to tell plans apart by half a percent."""

Number = int | float | None
"""What a measure comes to; None where it cannot be told."""


@dataclass(frozen=True)  # not slotted: the look-ups below are computed once and kept
class Standing:
    """One variant with what came of it. `base` is the plan of the event as it is; None for that event itself."""

    variant: Variant
    outcome: Outcome | None
    failure: str
    base: Plan | None

    @property
    def name(self) -> str:
        """The name of the scenario."""
        return self.variant.name

    @property
    def event(self) -> Event:
        """The event as the scenario changes it; to be asked only where the variant has no errors."""
        assert self.variant.workbook is not None, "only a variant without errors is planned"
        return self.variant.workbook.event

    @property
    def plan(self) -> Plan:
        """The plan of the variant; to be asked only where it has one."""
        assert self.outcome is not None, "asked only of a variant that has a plan"
        return self.outcome.plan

    @cached_property
    def ledger(self) -> Ledger:
        """What each delegation asked for and got in this variant."""
        return ledger(self.event, self.plan)

    @cached_property
    def diff(self) -> PlanDiff | None:
        """What stands otherwise than in the event as it is."""
        return None if self.base is None else diff(self.base, self.plan, self.event)

    @cached_property
    def measures(self) -> Mapping[str, Number]:
        """Every measure by its key; none where there is no plan."""
        return {} if self.outcome is None else {one.key: one.of(self, self.outcome) for one in MEASURES}

    def as_dict(self) -> dict[str, object]:
        """The entry in the JSON of the command."""
        result = {"name": self.name, "failure": self.failure or None, **self.measures}
        return result | ({} if self.outcome is None or self.diff is None else self.diff.as_dict())


@dataclass(frozen=True, slots=True)
class Measure:
    """One column of the comparison. `key` is for JSON and CSV, `title` for people; `share` ones are percentages."""

    key: str
    title: str
    of: Callable[[Standing, Outcome], Number]
    share: bool = False


def _placed(kind: ItemKind) -> Measure:
    name = kind.value.replace("_", " ")
    return Measure(f"placed_{kind.value}", f"{name}s", lambda one, _: len(one.plan.of(kind)))


def _of_priority(priority: int) -> Measure:
    def granted(standing: Standing, _: Outcome) -> Number:
        meetings = standing.event.meeting
        return sum(row.item in meetings and meetings[row.item].priority == priority for row in standing.plan.standing)

    return Measure(f"placed_priority_{priority}", f"priority {priority}", granted)


def _robustness(standing: Standing, _: Outcome) -> Number:
    return simulate(standing.event, standing.plan, runs=RUNS, seed=0).score


def _changes(standing: Standing, _: Outcome) -> Number:
    return None if standing.diff is None else len(standing.diff.changes)


def _informed(standing: Standing, _: Outcome) -> Number:
    return None if standing.diff is None else len(standing.diff.by_delegation)


MEASURES = (
    Measure("worth", "worth", lambda _, outcome: outcome.objective),
    Measure("bound", "at most", lambda _, outcome: outcome.bound),
    Measure("gap", "gap", lambda _, outcome: outcome.gap, share=True),
    *(_placed(kind) for kind in ItemKind if kind != ItemKind.PROGRAMME),
    *(_of_priority(priority) for priority in PRIORITIES),
    Measure("gini", "Gini", lambda one, _: one.ledger.gini),
    Measure("least_share", "smallest share", lambda one, _: one.ledger.least, share=True),
    Measure("waiting", "waiting, minutes", lambda _, outcome: outcome.terms.get("waiting")),
    Measure("walking", "walking, minutes", lambda _, outcome: outcome.terms.get("walking")),
    Measure("robustness", "robustness", _robustness, share=True),
    Measure("changes", "changes", _changes),
    Measure("parties", "delegations to inform", _informed),
)
"""The columns of the comparison in their order; a further measure of a plan is a further row here."""


def standings(results: Iterator[Result]) -> Iterator[Standing]:
    """The results as they come, the first of which is the event as it is."""
    base: Plan | None = None
    for result in results:
        yield Standing(result.variant, result.outcome, result.failure, base)
        if base is None and result.outcome is not None:
            base = result.outcome.plan


def cells(standing: Standing) -> Iterator[str]:
    """The measures as people read them."""
    for measure in MEASURES:
        number = standing.measures.get(measure.key)
        yield _shown(number, measure)


def _shown(number: Number, measure: Measure) -> str:
    if number is None:
        return "–"
    if measure.share:
        return f"{number:.1%}"
    return f"{number:.3f}" if isinstance(number, float) else f"{number:,}"

"""A comparison in the background, so that whoever waits for it stays responsive and may go away."""

from collections.abc import Callable
from functools import partial

from planner.background import Background, Processes, Threads
from planner.domain.plan import Effort
from planner.scenarios.run import places_for, run
from planner.scenarios.standing import Standing, standings
from planner.scenarios.sweep import Sweep
from planner.scenarios.variant import Variant
from planner.workbook import Workbook


class Trials(Background[Standing, None]):
    """One comparison; the plans made are its steps. Stopped, it gives the best plans so far, and leaves the rest."""

    def __init__(self, workbook: Workbook, variants: tuple[Variant, ...], sweep: Sweep | None, effort: Effort) -> None:
        super().__init__(partial(_compared, variants, effort), "The comparison has ended.", Threads())
        self.workbook, self.variants, self.sweep, self.effort = workbook, variants, sweep, effort

    @property
    def standings(self) -> tuple[Standing, ...]:
        """What is planned by now, in the order of the variants."""
        return tuple(sorted(self.progress(), key=lambda one: self.variants.index(one.variant)))


def _compared(
    variants: tuple[Variant, ...], effort: Effort, tell: Callable[[Standing], None], stopped: Callable[[], bool]
) -> None:
    with Processes(places_for(variants, effort)) as pool:
        for one in standings(run(variants, effort, pool, stopped)):
            tell(one)

"""A comparison in the background, so that whoever waits for it stays responsive and may go away."""

from threading import Event as Flag
from threading import Thread

from planner.domain.plan import Effort
from planner.scenarios.run import LocalPool, places_for, run
from planner.scenarios.standing import Standing, standings
from planner.scenarios.sweep import Sweep
from planner.scenarios.variant import Variant
from planner.workbook import Workbook


class Trials:
    """One comparison: start it, look at what is planned, stop it. Any thread may ask."""

    def __init__(self, workbook: Workbook, variants: tuple[Variant, ...], sweep: Sweep | None, effort: Effort) -> None:
        self.workbook, self.variants, self.sweep, self.effort = workbook, variants, sweep, effort
        self._found: list[Standing] = []
        self._halt = Flag()
        self._thread = Thread(target=self._compare, daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """Ask for the best plans so far of what is being planned; the rest is left."""
        self._halt.set()

    def join(self, seconds: float) -> None:
        """Waits until it has ended, but no longer than this."""
        self._thread.join(seconds)

    @property
    def running(self) -> bool:
        return self._thread.is_alive()

    @property
    def stopping(self) -> bool:
        return self._halt.is_set()

    @property
    def standings(self) -> tuple[Standing, ...]:
        """What is planned by now, in the order of the variants."""
        return tuple(sorted(self._found, key=lambda one: self.variants.index(one.variant)))

    def _compare(self) -> None:
        with LocalPool(places_for(self.variants, self.effort)) as pool:
            for one in standings(run(self.variants, self.effort, pool, lambda: self.stopping or pool.stopped)):
                self._found.append(one)

"""A day and the re-plan that came of it, with the look-ups that its promises are held against."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from planner.bench.days.scenes import Scene
from planner.bench.days.sense import Facts, away, same_place, takes
from planner.domain.incident import Incident
from planner.domain.plan import Placement
from planner.replanning import Replanned


@dataclass(frozen=True)  # not slotted: what is looked up is kept
class ReplannedDay:
    """A day and the re-plan that came of it."""

    day: Scene
    found: Replanned

    @cached_property
    def before(self) -> Facts:
        """The plan as it was when the day was reported."""
        return Facts(self.day.event, self.day.plan)

    @cached_property
    def after(self) -> Facts:
        """The plan that came of it."""
        return Facts(self.found.event, self.found.plan)

    @cached_property
    def now(self) -> float:
        """The minute at which the day was reported."""
        return self.before.minute(self.day.now)

    def concerns(self, row: Placement) -> list[Incident]:
        """What was reported of a row, its line, or anything that it takes."""
        needed = takes(row)
        line = row.item.split("/")[0]
        return [one for one in self.day.incidents if one.item in (row.item, line) or needed & away(self.day.event, one)]

    def window(self, incident: Incident) -> tuple[float, float]:
        """From when to when somebody is away."""
        start = self.now if incident.from_ is None else self.before.minute(incident.from_)
        return start, float("inf") if incident.to is None else self.before.minute(incident.to)

    def changed(self) -> Iterator[tuple[Placement | None, Placement | None]]:
        """The rows that stand otherwise than before, as they were and are."""
        for item in {**self.before.rows, **self.after.rows}:
            old, new = self.before.rows.get(item), self.after.rows.get(item)
            if old is None or new is None or not same_place(old, new):
                yield old, new

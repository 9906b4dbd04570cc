"""What could be eased so that a meeting finds a place: one wish of its own, or one more resource of the host."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from planner.domain.event import Event
from planner.domain.plan import Placement
from planner.explain.cures.relaxations import Relaxation, any_place, relaxations
from planner.explain.edits import field_change, wish_of, with_wish
from planner.explain.records import FieldChange

Settled = tuple[Event, tuple[FieldChange, ...]]


@dataclass(frozen=True, slots=True)
class Easing:
    """`event` is without the wish, or with all of the resource that can be had. For a place that this opens: what is
    asked in words, the event with only as much of it as that place needs, with its cells, and how near the place comes
    to what was wished. Of several for one `subject` the first that helps is enough.
    """

    kind: Literal["relax", "resource"]
    subject: str
    event: Event
    condition: Callable[[Placement], str]
    settle: Callable[[Placement], Settled]
    nearness: Callable[[Placement], float] = any_place


def wishes_given_up(event: Event, item: str) -> Iterator[Easing]:
    """One for each wish of a meeting that could be given up, the lesser first."""
    wish = wish_of(event, item)

    def easing(relaxation: Relaxation) -> Easing:
        def settle(row: Placement) -> Settled:
            settled = relaxation.settle(row)
            return with_wish(event, settled), (field_change(item, relaxation.field, wish, settled),)

        eased = with_wish(event, relaxation.relaxed)
        return Easing("relax", relaxation.field, eased, relaxation.condition, settle, relaxation.nearness)

    return map(easing, relaxations(event, wish))

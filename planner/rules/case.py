"""What a rule looks at: an event, a plan of it, and the plan before, with the look-ups that several rules need."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from planner.domain.clock import Span
from planner.domain.event import Event
from planner.domain.plan import Placement, Plan
from planner.domain.vocabulary import ItemKind

MEETING_KINDS = (ItemKind.BILATERAL, ItemKind.SIDE_EVENT)
LINE_KINDS = (ItemKind.SIGNING, ItemKind.STATEMENT, ItemKind.ARRIVAL)


@dataclass(frozen=True, slots=True)
class Duty:
    """A meeting or programme item that a person (or interpreter) attends, with the zone where it is ('' = none)."""

    item: str
    title: str
    span: Span
    zone: str
    fixed: bool
    """Whether it is a programme item."""


@dataclass(frozen=True)  # not slotted: the look-ups below are computed once and kept
class Case:
    """`before` is the plan that was handed in; its locked and done rows must be kept."""

    event: Event
    plan: Plan
    before: Plan = field(default_factory=Plan)

    @cached_property
    def meetings(self) -> tuple[Placement, ...]:
        """Standing rows of meetings that the event knows."""
        return tuple(row for row in self.plan.of(*MEETING_KINDS) if row.item in self.event.meeting)

    @cached_property
    def turns(self) -> tuple[Placement, ...]:
        """Standing rows of line entries that the event knows."""
        return tuple(row for row in self.plan.of(*LINE_KINDS) if row.item in self.event.entry)

    @cached_property
    def duties(self) -> Mapping[str, tuple[Duty, ...]]:
        """The duties of each person that has any, in order of start. Programme items stand where the event says."""
        found: dict[str, list[Duty]] = {}
        for item in self.event.programme:
            duty = Duty(item.id, item.title, Span.of(item.start, item.end), self.event.zone_of(item.room), True)
            for person in self.event.attendees(item):
                found.setdefault(person, []).append(duty)
        for row in self.meetings:
            duty = Duty(row.item, row.title, row.span, self.event.zone_of(row.room), False)
            for person in row.people:
                found.setdefault(person, []).append(duty)
        return {person: tuple(sorted(duties, key=lambda duty: duty.span)) for person, duties in found.items()}

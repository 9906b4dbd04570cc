"""Whether a smaller change would have done where a re-plan is called minimal: found by trying, on the smallest events.

Every meeting stays, moves to any start and room with its own people, or is dropped; what costs as much as the plan at
hand is not followed further. Days on which something new has to be placed are not tried.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta
from functools import cached_property

from planner.bench.days.replanned_day import ReplannedDay
from planner.bench.days.sense import same_place
from planner.domain.clock import AFTERNOON_FROM
from planner.domain.plan import Placement, Plan
from planner.domain.vocabulary import IncidentKind, Rank
from planner.rules import check

MOST_TRIED = 4000
"""So many ways to go on are tried for one day."""

NEAR = 30
"""Minutes from now in which nothing should change."""

REQUESTS = (IncidentKind.NEW_BILATERAL, IncidentKind.PRIORITY_RAISED)

Cost = tuple[int, int, int, int]
"""Worth dropped, near ones changed, weight of the parties told, changes."""


def smaller_change(of: ReplannedDay) -> Iterator[str]:
    """The plan that disturbs less than one that is called minimal, if trying finds one."""
    requested = any(one.what in REQUESTS for one in of.day.incidents)
    if of.found.minimal and of.day.size == "tiny" and not requested:
        trying = _Trying(of)
        if trying.finds_less({}, trying.free):
            yield f"{trying.found} is less than {trying.claimed}"


@dataclass
class _Trying:
    of: ReplannedDay
    tried: int = 0
    found: Cost | None = None
    _checked: dict[Placement, bool] = field(default_factory=dict)

    @cached_property
    def free(self) -> list[Placement]:
        """The meetings of the plan before that might stand elsewhere."""
        after = self.of.after
        named = {one.item for one in self.of.day.incidents}
        rows = [row for item, row in self.of.before.rows.items() if item in after.event.meeting and item not in named]
        return [row for row in rows if not row.locked and self.of.before.time_of(row).start > self.of.now]

    @cached_property
    def fixed(self) -> list[Placement]:
        """What stands in the new plan and is not free."""
        moving = {row.item for row in self.free}
        return [row for item, row in self.of.after.rows.items() if item not in moving]

    @cached_property
    def told(self) -> dict[str, int]:
        """Who hears anyway: of turns that change, and of what is cancelled."""
        moving = {row.item for row in self.free}
        found: dict[str, int] = {}
        for old, new in self.of.changed():
            settled = old is not None and old.item not in (*moving, *self.of.day.event.programme_item)
            if settled and old is not None and (new is None or not same_place(old, new)):
                self._tell(found, old)
        return found

    @cached_property
    def claimed(self) -> Cost:
        """What the plan at hand costs."""
        return self.cost({row.item: self.of.after.rows.get(row.item) for row in self.free})

    def cost(self, chosen: dict[str, Placement | None]) -> Cost:
        """What the changes of some meetings cost; None is one that is dropped."""
        dropped = near = changes = 0
        told = dict(self.told)
        for old in self.free:
            new = chosen.get(old.item, old)
            if new is not None and same_place(old, new):
                continue
            self._tell(told, old)
            near += self.of.before.time_of(old).start < self.of.now + NEAR
            dropped += max(1, self.of.found.event.meeting[old.item].worth) if new is None else 0
            changes += 0 if new is None else self._grade(old, new)
        return dropped, near, sum(told.values()), changes

    def _grade(self, old: Placement, new: Placement) -> int:
        assert old.start is not None
        assert new.start is not None
        local = [self.of.found.event.local(row.start) for row in (old, new) if row.start is not None]
        halves = {(one.date(), one.hour >= AFTERNOON_FROM) for one in local}
        half = 4 if len(halves) > 1 else 0
        staff = {*old.people} != {*new.people} or {*old.interpreters} != {*new.interpreters}
        moved = (1 + half) if old.start != new.start else 0
        return (moved + 2 * (old.room != new.room) + 2 * staff) * self._weight(old.item)

    def _weight(self, item: str) -> int:
        """A public side event counts twice."""
        return 2 if any(one.id == item and one.public for one in self.of.found.event.side_events) else 1

    def _tell(self, told: dict[str, int], row: Placement) -> None:
        event, ranks = self.of.day.event, list(Rank)
        codes = dict.fromkeys(self._parties(row), 1)
        for who in row.people:
            if who in event.person:
                person = event.person[who]
                codes[person.delegation] = max(codes.get(person.delegation, 1), len(ranks) - ranks.index(person.rank))
        for code, weight in codes.items():
            told[code] = max(told.get(code, 0), weight * self._weight(row.item))

    def _parties(self, row: Placement) -> tuple[str, ...]:
        events = (self.of.day.event, self.of.found.event)
        events_of_row = [one for event in events for one in event.side_events if one.id == row.item]
        return tuple(code for one in events_of_row for code in (one.organiser, *one.co_organisers))

    # --- trying --------------------------------------------------------------------------------------------------

    def finds_less(self, chosen: dict[str, Placement | None], left: list[Placement]) -> bool:
        """Whether a plan costs less in which these meetings are chosen so far."""
        self.tried += 1
        if self.tried > MOST_TRIED or not self.cost(chosen) < self.claimed:
            return False
        if not left:
            return self._is_a_plan(chosen)
        old, rest = left[0], left[1:]
        options = (one for one in self._options(old) if self._fits(one, chosen))
        return any(self.finds_less({**chosen, old.item: one}, rest) for one in options)

    def _is_a_plan(self, chosen: dict[str, Placement | None]) -> bool:
        rows = (*self.fixed, *(row for row in chosen.values() if row is not None))
        faults = [one for one in check(self.of.found.event, Plan(rows)) if set(one.items) & chosen.keys()]
        self.found = self.cost(chosen)
        return not [one for one in faults if one.rule != "one-row-each"]

    def _options(self, old: Placement) -> Iterator[Placement | None]:
        """As before, at any other start and in any other room of its day, and dropped."""
        yield old
        event = self.of.found.event
        meeting = event.meeting[old.item]
        first = event.at(event.days[0], event.settings.day_start)
        rooms = [room.code for room in event.rooms if meeting.use in room.uses and room.capacity >= meeting.capacity]
        for room in rooms if meeting.use is not None else [""]:
            for step in range(0, 24 * 60, meeting.grid):
                start = first + timedelta(minutes=step)
                row = replace(old, start=start, end=start + timedelta(minutes=meeting.minutes), room=room)
                if start.date() == first.date() and self.of.after.time_of(row).start >= self.of.now:
                    yield row
        yield None

    def _fits(self, row: Placement | None, chosen: dict[str, Placement | None]) -> bool:
        """Whether a row stands beside what is fixed and chosen, by people and rooms; the rest is checked later."""
        if row is None:
            return True
        if row not in self._checked:
            self._checked[row] = self._beside(row, self.fixed)
        return self._checked[row] and self._beside(row, [one for one in chosen.values() if one is not None])

    def _beside(self, row: Placement, others: list[Placement]) -> bool:
        facts, mine = self.of.after, {*row.people, *row.interpreters}
        for other in others:
            if mine & {*other.people, *other.interpreters} and facts.clashes(row, other):
                return False
            if row.room and row.room == other.room:
                first, then = sorted((facts.time_of(row), facts.time_of(other)), key=lambda span: span.start)
                if first.end + facts.rest(row.room) > then.start:
                    return False
        return True

"""Whether a row can stand beside what cannot move, and who else would have to move for it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import time, timedelta

from planner.domain.parties import parties_of
from planner.domain.plan import Breach, Placement, Plan
from planner.replanning.day import Day
from planner.rules import check_part
from planner.solver.placing.rows import programme_rows


@dataclass(frozen=True, slots=True)
class Beside:
    """The rules that a row breaks with what cannot move, and those that it breaks with what can."""

    fixed: tuple[Breach, ...]
    others: tuple[Breach, ...]


def clashes(day: Day, row: Placement) -> Beside:
    """What a row breaks on its day; programme, lines, locked rows and what has begun cannot move."""
    near = _Near.of(day, row)
    around = [other for other in _same_day(day, row) if near.touches(other)]
    plan = Plan((*programme_rows(day.event, Plan()), row, *around))
    breaches = [one for one in check_part(day.event, plan) if row.item in one.items]
    fixed = [one for one in breaches if all(stays(day, item) for item in one.items if item != row.item)]
    return Beside(tuple(fixed), tuple(one for one in breaches if one not in fixed))


@dataclass(frozen=True, slots=True)
class _Near:
    """What a row takes and whom it concerns: no rule speaks of it and of a row with none of that in common."""

    day: Day
    takes: frozenset[str]
    codes: frozenset[str]
    """Its delegations, and those kept apart from them."""
    items: frozenset[str]
    """What it comes after by rule, and what after it."""

    @classmethod
    def of(cls, day: Day, row: Placement) -> "_Near":
        event, own = day.event, frozenset(parties_of(day.event, row.item, row.people))
        apart = {code for pair in event.keep_apart if own & {pair.a, pair.b} for code in (pair.a, pair.b)}
        after = {one.after for one in event.bilaterals if one.id == row.item}
        after |= {one.id for one in event.bilaterals if one.after == row.item}
        return cls(day, _takes(row), own | apart, frozenset(after))

    def touches(self, other: Placement) -> bool:
        """Whether a rule may speak of the row and of another."""
        if other.item in self.items or self.takes & _takes(other):
            return True
        return not self.codes.isdisjoint(parties_of(self.day.event, other.item, other.people))


def _takes(row: Placement) -> frozenset[str]:
    return frozenset({row.room, *row.people, *row.interpreters} - {""})


def _same_day(day: Day, row: Placement) -> Iterator[Placement]:
    """The other rows that stand on the day of a row, programme items left out."""
    date = day.event.local(row.span.start).date()
    first = day.event.at(date, time(0))
    after = day.event.at(date + timedelta(days=1), time(0))
    for other in day.rows.values():
        if other.item != row.item and other.stands and other.item not in day.event.programme_item:
            assert other.start is not None
            if first <= other.start < after:
                yield other


def stays(day: Day, item: str) -> bool:
    """Whether an item cannot move: it is no row of its own, it is locked, or it has begun."""
    row = day.rows.get(item)
    return row is None or item in day.event.programme_item or row.fixed or day.begun(item)

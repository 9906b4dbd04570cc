"""Locks that what happened makes impossible to keep: they yield, and it is said of what and why.

A lock keeps what could stand as well as before. It cannot keep a meeting in a room that is lost, or a turn of somebody
who is away: then the item is placed anew like any other, and is locked again where it comes to stand.
"""

from collections.abc import Iterator

from planner.domain.plan import Breach, Placement, Plan
from planner.domain.wording import item_name, opening
from planner.replanning.day import Day
from planner.rules import check_part
from planner.solver.placing.rows import programme_rows

Fault = tuple[str, tuple[str, ...]]
"""A rule and the items that break it."""


def let_locks_yield(day: Day, before: Plan) -> None:
    """Unlocks what cannot stand any more where it was locked; what contradicted itself before is left as it is."""
    if not any(_may_yield(day, row) for row in day.rows.values()):
        return
    breaches = _breaches_of_kept(day)
    known = {_fault(one) for one in _broken(day, before)} if breaches else set()
    while yielding := dict(_yielding(day, breaches, known)):
        for item, breach in yielding.items():
            _unlock(day, item, breach)
        breaches = _breaches_of_kept(day)


def _broken(day: Day, before: Plan) -> tuple[Breach, ...]:
    """What the locked rows break in the event and the plan as they were."""
    return _breaches_of_kept(Day(day.as_it_was, before, day.now))


def _breaches_of_kept(day: Day) -> tuple[Breach, ...]:
    """What is locked, done or begun breaks with itself and the programme; turns that may move go around it."""
    plan = day.plan()
    rows = [
        row for row in plan.standing if row.item in day.event.entry or (row.fixed and row.item in day.event.meeting)
    ]
    moving = {row.item for row in plan.rows if not row.fixed and row.item not in day.event.programme_item}
    breaches = check_part(day.event, Plan((*programme_rows(day.event, plan), *rows)))
    return tuple(one for one in breaches if moving.isdisjoint(one.items))


def _fault(breach: Breach) -> Fault:
    return breach.rule, breach.items


def _yielding(day: Day, breaches: tuple[Breach, ...], known: set[Fault]) -> Iterator[tuple[str, Breach]]:
    """An item for each rule broken now and not before: of two that are locked, the one that matters less."""
    for breach in breaches:
        if _fault(breach) not in known:
            able = [item for item in breach.items if item in day.rows and _may_yield(day, day.rows[item])]
            if able:
                yield min(able, key=lambda item: _standing_of(day, item)), breach


def _may_yield(day: Day, row: Placement) -> bool:
    return row.locked and row.fixed and row.item not in day.event.programme_item and not day.begun(row.item)


def _standing_of(day: Day, item: str) -> tuple[bool, int]:
    """Turns come before meetings, and meetings go by their worth."""
    return item in day.event.entry, day.event.meeting[item].worth if item in day.event.meeting else 0


def _unlock(day: Day, item: str, breach: Breach) -> None:
    row = day.rows[item]
    day.unlock(row)
    reason = day.hindrance(row) or breach.sentence
    day.notes.append(f"{opening(item_name(day.event, item))} was locked, but cannot stay as it is. {reason}")

"""The cheapest changes that would place a meeting: one of its own wishes given up, each tried and then checked."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from planner.domain.event import Event
from planner.domain.plan import Plan
from planner.domain.records import Bilateral
from planner.explain.candidates import Candidates
from planner.explain.records import Cure, FieldChange
from planner.explain.relaxations import Relaxation, Wish, relaxations
from planner.explain.verdict import located
from planner.rules import check


def cures(event: Event, plan: Plan, item: str) -> Iterator[Cure]:
    """At most one cure for each field of a meeting that is not placed; the rules find nothing wrong with any."""
    wishes: tuple[Wish, ...] = (*event.bilaterals, *event.side_events)
    wish = next(one for one in wishes if one.id == item)
    cured: set[str] = set()
    for relaxation in relaxations(event, wish):
        if relaxation.field not in cured:
            cure = _proven(event, plan, wish, relaxation)
            if cure is not None:
                cured.add(relaxation.field)
                yield cure


def _proven(event: Event, plan: Plan, wish: Wish, relaxation: Relaxation) -> Cure | None:
    """The cure, if it opens a place in which the plan breaks no rule."""
    eased = _with(event, relaxation.relaxed)
    candidates = Candidates.of(eased, plan, eased.meeting[wish.id])
    row = max(candidates.open_rows(), key=relaxation.nearness, default=None)
    if row is None:
        return None
    settled = relaxation.settle(row)
    placed = Plan((*(other for other in plan.rows if other.item != wish.id), row))
    if any(wish.id in breach.items for breach in check(_with(event, settled), placed)):
        return None
    old, new = (_spelt(one, relaxation.field) for one in (wish, settled))
    return Cure(
        kind="relax",
        sentence=f"{relaxation.condition(row)}, it could be held {located(event, row)}.",
        changes=(FieldChange(wish.id, relaxation.field, old, new),),
        parties=event.meeting[wish.id].parties,
        worth=event.meeting[wish.id].worth,
    )


def _with(event: Event, wish: Wish) -> Event:
    """The event with one request in place of the one with the same id."""
    if isinstance(wish, Bilateral):
        return replace(event, bilaterals=tuple(wish if one.id == wish.id else one for one in event.bilaterals))
    return replace(event, side_events=tuple(wish if one.id == wish.id else one for one in event.side_events))


def _spelt(wish: Wish, field: str) -> str:
    """The cell of a request as the workbook spells it."""
    value = getattr(wish, field)
    if field == "room" and wish.must_room:
        return f"!{value}"
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M}"
    return "; ".join(value) if isinstance(value, tuple) else "" if value is None else str(value)

"""Meetings that were to come after something that is not held as planned, and cannot move themselves: they stay."""

from dataclasses import replace

from planner.domain.wording import item_name, opening
from planner.replanning.day import Day


def let_followers_stay(day: Day) -> None:
    """Frees what is locked or has begun from an order that cannot be kept any more, and says so."""
    for bilateral in day.event.bilaterals:
        row, first = day.rows.get(bilateral.id), day.rows.get(bilateral.after)
        if row is None or first is None or not row.stands or not (row.fixed or day.begun(bilateral.id)):
            continue
        if first.item in day.missed or not first.stands:
            day.put_bilateral(replace(bilateral, after=""))
            name, after = opening(item_name(day.event, bilateral.id)), item_name(day.event, first.item)
            day.notes.append(f"{name} was to come after {after}, which is not held as planned; it stays where it is.")

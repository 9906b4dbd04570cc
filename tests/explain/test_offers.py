"""Every cure and every place that is offered on random plans is applied, and is what its sentence and lists say.

A few plans in the suite; more with OFFERS=60.
"""

import os
from collections.abc import Iterator
from dataclasses import fields, is_dataclass

import pytest

from planner.domain.event import Event
from planner.domain.parties import parties_of
from planner.domain.plan import Placement, Plan
from planner.domain.wording import hours, room_name
from planner.explain import Cure, Option, suggest, why
from planner.rules import check
from planner.rules.worth import worth_of
from tests.scenes.random_days import random_day

PLANS = int(os.environ.get("OFFERS", "3"))
EACH = 3
"""So many items of a plan are asked about."""

PLACE = ("start", "end", "room", "people", "interpreters")


@pytest.mark.parametrize("seed", range(PLANS))
def test_cures_do_what_they_say_and_nothing_else(seed: int) -> None:
    of, beside = random_day(seed)
    waiting = [row.item for row in beside.rows if row.item in of.meeting and not row.stands]

    for item in waiting[:EACH]:
        for cure in why(of, beside, item).cures:
            held(of, beside, item, cure)
            assert {*edited(of, cure.event)} == {(one.item, one.field) for one in cure.changes} - moved(
                beside, cure, item
            )
            assert moved(beside, cure, item) <= {(one.item, one.field) for one in cure.changes}
            assert cure.worth == of.meeting[item].worth


@pytest.mark.parametrize("seed", range(PLANS))
def test_places_do_what_they_say_and_nothing_else(seed: int) -> None:
    of, beside = random_day(seed)
    standing = [row.item for row in beside.rows if row.item in of.meeting and row.stands and not row.locked]

    for item in standing[:EACH]:
        for option in suggest(of, beside, item).options:
            held(of, beside, item, option)
            assert {one.item for one in option.moves} == {one for one, _ in moved(beside, option, item)}
            assert option.worth_change == worth_of(of, option.plan) - worth_of(of, beside) == 0


def held(of: Event, beside: Plan, item: str, offer: Cure | Option) -> None:
    """Once it is applied the item stands as said, nothing new is wrong, nothing is dropped, and its parties hear."""
    after = offer.event if isinstance(offer, Cure) else of
    row = offer.plan.by_item[item]
    assert row.stands
    assert hours(after, row.span) in offer.sentence
    assert not row.room or room_name(after, row.room) in offer.sentence
    assert {*check(after, offer.plan)} <= {*check(of, beside)}
    assert {one.item for one in beside.standing} <= {one.item for one in offer.plan.standing}
    touched = {item} | {one for one, _ in moved(beside, offer, item)}
    assert {*offer.parties} == {code for one in touched for code in heard(after, beside, offer.plan, one)}


def heard(of: Event, before: Plan, after: Plan, item: str) -> Iterator[str]:
    """The delegations of an item, by those who attended it and those who do."""
    for plan in (before, after):
        row = plan.by_item.get(item)
        if row is not None and row.stands:
            yield from parties_of(of, item, row.people)


def moved(before: Plan, offer: Cure | Option, item: str) -> set[tuple[str, str]]:
    """The cells of other rows that are no longer the same."""
    old = before.by_item
    return {
        (row.item, field)
        for row in offer.plan.rows
        if row.item != item
        for field in PLACE
        if value(row, field) != value(old[row.item], field)
    }


def value(row: Placement, field: str) -> object:
    found = getattr(row, field)
    return sorted(found) if isinstance(found, tuple) else found


def edited(before: Event, after: Event) -> Iterator[tuple[str, str]]:
    """The cells of the event that differ: of a record that is new, all that are not blank."""
    for sheet in fields(Event):
        old, new = getattr(before, sheet.name), getattr(after, sheet.name)
        if old == new:
            continue
        known = {key(record): record for record in old}
        for record in new:
            yield from cells(known.get(key(record)), record)


def cells(old: object, new: object) -> Iterator[tuple[str, str]]:
    assert is_dataclass(new)
    for field in fields(new):
        present = getattr(new, field.name)
        name = field.name.rstrip("_")
        if old is None and name not in ("id", "code") and present not in (None, "", ()):
            yield key(new), name
        if old is not None and getattr(old, field.name) != present:
            yield key(new), "room" if name == "must_room" else name


def key(record: object) -> str:
    return str(next(getattr(record, name) for name in ("item", "id", "code") if hasattr(record, name)))

"""What a move by hand makes of a plan: what it breaks, and what becomes of those who are in its way.

The checker judges the finished plan, so that nothing is called sound here that a rule would refuse.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import partial

from planner.diff import Change, diff
from planner.domain.event import Event
from planner.domain.issue import carried
from planner.domain.plan import Breach, Placement, Plan
from planner.domain.wording import count, item_name, opening
from planner.moving.obstacles import movable
from planner.moving.wanted import CannotMove, unplaced
from planner.rules import check

__all__ = ["CannotMove", "Clash", "Move", "Settling", "settle"]

WORK = 1.5
"""So much work, in about seconds, is done to find places for those who give way."""

NAMED = 3
"""So many changes and breaches are told in a sentence; the rest are counted."""


class Settling(StrEnum):
    """What is to become of a clash."""

    ASK = "ask"
    """Nothing is moved; whoever asked is told what is in the way."""
    ANYWAY = "anyway"
    """It is placed all the same, and breaks a rule until that is mended."""
    TRAY = "tray"
    """Those in the way lose their places."""
    DISPLACE = "displace"
    """Those in the way move so that as little changes as possible."""


@dataclass(frozen=True, slots=True)
class Clash:
    """Why nothing was moved: what would break, and the items that could give way; none where nothing can be done."""

    broken: tuple[Breach, ...]
    gives_way: tuple[str, ...]
    sentence: str


@dataclass(frozen=True, slots=True)
class Move:
    """A plan after a move: `rows` as they were wanted, the `changes` for others, all its `breaches`, and those of them
    that are `broken` by the move.
    """

    plan: Plan
    rows: tuple[Placement, ...]
    sentence: str
    changes: tuple[Change, ...] = ()
    breaches: tuple[Breach, ...] = ()
    broken: tuple[Breach, ...] = ()


def settle(
    event: Event,
    plan: Plan,
    rows: Sequence[Placement],
    settling: Settling = Settling.ASK,
    known: Iterable[Breach] | None = None,
) -> Move | Clash:
    """The plan with these rows, where no rule that held before is broken by them; else as it is to be settled.

    `known` are the breaches of the plan as it is, where they have been found already.
    """
    old = frozenset(check(event, plan) if known is None else known)
    after = with_rows(event, plan, rows)
    breaches = check(event, after)
    broken = tuple(one for one in breaches if one not in old)
    if not broken or settling == Settling.ANYWAY:
        return _moved(event, plan, after, rows, breaches, broken)
    if settling == Settling.TRAY:
        return _to_the_tray(event, plan, rows, broken, old)
    if settling == Settling.DISPLACE:
        return _displaced(event, plan, rows, broken)
    return _clash(event, after, rows, broken)


def _clash(event: Event, after: Plan, rows: Sequence[Placement], broken: tuple[Breach, ...]) -> Clash:
    """Those who could give way are named where it is enough that they do."""
    able = list(_able(event, after, rows, broken))
    enough = len(able) == len(broken)
    return Clash(
        broken, tuple(dict.fromkeys(item for items in able for item in items)) if enough else (), _breaking(broken)
    )


def _breaking(broken: Sequence[Breach]) -> str:
    told = " ".join(one.sentence for one in broken[:NAMED])
    return f"{told} And {len(broken) - NAMED} more." if len(broken) > NAMED else told


def with_rows(event: Event, plan: Plan, rows: Iterable[Placement]) -> Plan:
    """The plan with these rows, told anew where they say something new; no other row is touched, so that nobody who
    moves others meanwhile is hindered.
    """
    new = {row.item: row for row in rows}
    told = {row.item: row for row in carried(event, Plan(tuple(new.values())), plan).rows if row.item in new}
    kept = tuple(told.pop(row.item, row) for row in plan.rows)
    return Plan((*kept, *told.values()))


# --- who gives way ---------------------------------------------------------------------------------------------------


def _to_the_tray(
    event: Event, plan: Plan, rows: Sequence[Placement], broken: tuple[Breach, ...], old: frozenset[Breach]
) -> Move | Clash:
    """Takes those in the way off the plan, of each breach the one that is worth least, until nothing is broken."""
    gone: dict[str, Placement] = {}
    why = f"Gave way to {' and '.join(item_name(event, row.item) for row in rows[:2])}, by hand."
    after, breaches = with_rows(event, plan, rows), broken
    while broken:
        going = {min(able, key=partial(_worth, event)) for able in _able(event, after, rows, broken)}
        if not going:
            return _clash(event, after, rows, broken)
        gone |= {row.item: row for row in unplaced(event, plan, sorted(going), why)}
        after = with_rows(event, plan, (*rows, *gone.values()))
        breaches = check(event, after)
        broken = tuple(one for one in breaches if one not in old)
    return _moved(event, plan, after, rows, breaches, ())


def _able(event: Event, after: Plan, rows: Sequence[Placement], broken: Sequence[Breach]) -> Iterable[tuple[str, ...]]:
    """Of each breach those who could give way, where there are any."""
    own, able = {row.item for row in rows}, movable(event, after)
    found = (tuple(item for item in one.items if item in able and item not in own) for one in broken)
    return filter(None, found)


def _worth(event: Event, item: str) -> tuple[int, str]:
    return event.meeting[item].worth, item


def _displaced(event: Event, plan: Plan, rows: Sequence[Placement], broken: tuple[Breach, ...]) -> Move | Clash:
    """The plan with these rows that disturbs all others least; who finds no other place goes to the tray."""
    # Loaded here: whoever only looks needs no OR-tools.
    from planner.solver import CannotKeep
    from planner.solver.repairing.repair import Repair, repair

    held = tuple(replace(row, locked=row.stands) for row in rows)
    after = with_rows(event, plan, held)
    try:
        found = repair(event, after, work=WORK, clocked=False)
    except CannotKeep as refused:
        return Clash(refused.breaches, (), _breaking(refused.breaches))
    if not isinstance(found, Repair):
        return _clash(event, after, rows, broken)
    wanted = {row.item: row for row in rows}
    locks = (replace(row, locked=wanted[row.item].locked) if row.item in wanted else row for row in found.plan.rows)
    return _moved(event, plan, Plan(tuple(locks)), rows, (), ())


# --- in words --------------------------------------------------------------------------------------------------------


def _moved(
    event: Event,
    before: Plan,
    after: Plan,
    rows: Sequence[Placement],
    breaches: tuple[Breach, ...],
    broken: tuple[Breach, ...],
) -> Move:
    own, found = {row.item for row in rows}, diff(before, after, event).changes
    others = tuple(one for one in found if one.item not in own)
    told = _told(event, rows, [one for one in found if one.item in own])
    consequences = (
        [f"{opening(count(len({one.item for one in others}), 'other item changes', 'other items change'))}."]
        if others
        else []
    )
    breaks = [f"It breaks a rule: {_breaking(broken)}"] if broken else []
    return Move(after, tuple(rows), " ".join([told, *consequences, *breaks]), others, breaches, broken)


def _told(event: Event, rows: Sequence[Placement], own: Sequence[Change]) -> str:
    """What was done to the items that were moved by hand, one in full and several by number."""
    moved = list(dict.fromkeys(change.item for change in own))
    if len(moved) == 1:
        return own[0].sentence
    if moved:
        more = " and others" if len(moved) > NAMED else ""
        return f"{count(len(moved), 'item')} moved by hand: {', '.join(_names(event, moved))}{more}."
    if not rows:
        return "Nothing changes in the plan."
    name = item_name(event, rows[0].item) if len(rows) == 1 else count(len(rows), "item")
    return f"{opening(name)} {'locked' if rows[0].locked else 'unlocked'}."


def _names(event: Event, items: Sequence[str]) -> list[str]:
    return [item_name(event, item) for item in items[:NAMED]]

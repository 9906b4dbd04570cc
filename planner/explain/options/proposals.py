"""A place for an item as an option: what the plan is then, what else moves, whom to tell, and how that is said."""

from collections.abc import Sequence

from planner.diff import Change, diff
from planner.domain.event import Event
from planner.domain.plan import Placement, Plan
from planner.domain.wording import delegation_name, opening
from planner.explain.edits import with_rows
from planner.explain.options.preferences import Costs, told
from planner.explain.places.verdict import located
from planner.explain.records import Option
from planner.rules.terms import counting

NAMED_PARTIES = 3
NAMED_MOVES = 3
"""So many delegations and moves are named in a sentence; of what is beyond that it gives the number."""


def option(event: Event, before: Plan, rows: Sequence[Placement], change: Costs) -> Option:
    """The option that these rows make: the first is that of the item, the others are of what moves for it."""
    row, after = rows[0], with_rows(event, before, rows)
    changed = diff(before, after, event)
    moves = tuple(one for one in changed.changes if one.item != row.item)
    now = before.by_item.get(row.item)
    stood = now is not None and now.stands
    gain = 0 if stood or row.item not in event.meeting else event.meeting[row.item].worth
    terms = tuple((term.name, by) for term, by in zip(counting(event.policy), change, strict=True) if by)
    parties = tuple(changed.by_delegation)
    adds = f", which adds {gain} to the worth" if gain else ""
    remark = row.why if row.position is not None and row.why else f"{opening(told(event, change))}." if terms else ""
    parts = (f"{opening(_place(event, row, now))}{adds}.", _consequences(event, moves, parties), remark)
    sentence = " ".join(filter(None, parts))
    return Option(row, gain, terms, moves, parties, sentence, after)


def _place(event: Event, row: Placement, now: Placement | None) -> str:
    turn = "" if row.position is None else f"position {row.position}, "
    keeps_its_time = now is not None and now.stands and now.span == row.span and now.room != row.room
    return f"{turn}{located(event, row)}{', another room at the same time' if keeps_its_time else ''}"


def _consequences(event: Event, moves: Sequence[Change], parties: Sequence[str]) -> str:
    """What else moves, and who is to be told."""
    informed = _informing(event, parties)
    if moves:
        return f"{_moving(moves)} {opening(informed)}."
    return f"Nobody else moves; {informed}."


def _moving(moves: Sequence[Change]) -> str:
    """From when to when."""
    sentences, more = [move.sentence for move in moves[:NAMED_MOVES]], len(moves) - NAMED_MOVES
    return " ".join([*sentences, f"And {more} more."] if more > 0 else sentences)


def _informing(event: Event, parties: Sequence[str]) -> str:
    """Which delegations are to be told, or how many."""
    if len(parties) > NAMED_PARTIES:
        return f"{len(parties)} delegations are to be told"
    return f"to be told: {', '.join(delegation_name(event, code) for code in parties)}"

"""A place for an item as an option: what the plan is then, what else moves, whom to tell, and how that is said."""

from collections.abc import Iterable, Sequence

from planner.diff import Change, diff
from planner.domain.event import Event
from planner.domain.plan import Placement, Plan
from planner.explain.edits import with_rows
from planner.explain.preferences import Costs, counting, told
from planner.explain.records import Option
from planner.explain.verdict import located
from planner.rules.wording import delegation_name, opening

NAMED_PARTIES = 3
NAMED_MOVES = 3
"""So many delegations and moves are named in a sentence; of what is beyond that it gives the number."""


def option(event: Event, before: Plan, rows: Sequence[Placement], change: Costs) -> Option:
    """The option that these rows make: the first is that of the item, the others are of what moves for it."""
    row, after = rows[0], with_rows(event, before, rows)
    found = diff(before, after, event)
    moves = tuple(one for one in found.changes if one.item != row.item)
    now = before.by_item.get(row.item)
    stood = now is not None and now.stands
    gain = 0 if stood or row.item not in event.meeting else event.meeting[row.item].worth
    terms = tuple((term.name, by) for term, by in zip(counting(event), change, strict=True) if by)
    parties = tuple(found.by_delegation)
    adds = f", which adds {gain} to the worth" if gain else ""
    sentence = " ".join(
        (
            f"{opening(_place(event, row))}{adds}.",
            moving(moves),
            informing(event, parties),
            *([row.why] if row.position is not None and row.why else []),
            *([f"{opening(told(event, change))}."] if terms else []),
        )
    )
    return Option(row, gain, terms, moves, parties, sentence, after)


def _place(event: Event, row: Placement) -> str:
    turn = "" if row.position is None else f"position {row.position}, "
    return f"{turn}{located(event, row)}"


def moving(moves: Sequence[Change]) -> str:
    """What else moves, from when to when."""
    if not moves:
        return "Nobody else moves."
    told, more = [_move(move) for move in moves[:NAMED_MOVES]], len(moves) - NAMED_MOVES
    return " ".join([*told, f"And {more} more."] if more > 0 else told)


def _move(move: Change) -> str:
    """As the diff says it; of people only those who are new and those who are no longer needed."""
    if move.change != "people":
        return move.sentence
    old, new = move.old.split("; "), move.new.split("; ")
    come, go = ", ".join(who for who in new if who not in old), ", ".join(who for who in old if who not in new)
    return f"{move.sentence.partition(', is now for ')[0]}, is now with {come or 'nobody'} instead of {go or 'nobody'}."


def informing(event: Event, parties: Iterable[str]) -> str:
    """Which delegations are to be told, or how many."""
    names = [delegation_name(event, code) for code in parties]
    if len(names) > NAMED_PARTIES:
        return f"{len(names)} delegations are to be told."
    return f"To be told: {', '.join(names)}." if names else ""

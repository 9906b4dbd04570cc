"""The smallest set of rules that together leave an item no place whatever else is planned, found by leaving rules out.

How long a meeting lasts, who may attend it and on what grid it starts are taken as given. Meetings and turns of others
are no obstacle, as they could go elsewhere or be dropped, unless their rows are locked or done.
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from functools import cache
from itertools import combinations

from planner.domain.event import Event
from planner.domain.meeting import Meeting
from planner.domain.plan import Plan
from planner.domain.records import Bilateral, Entry
from planner.domain.turns import turn_count
from planner.explain.edits import wish_of, with_wish
from planner.explain.lines.turns import Turns
from planner.explain.places.block import Openness
from planner.explain.places.candidates import Candidates
from planner.explain.places.ways import EVERYWHERE, Scope, starts_at_any_hour
from planner.rules import RULES

Closed = Callable[[frozenset[str]], bool]
"""Whether these rules together leave no place."""

LOCKED, PROGRAMME = "locked-kept", "programme-stands"


def smallest(rules: Collection[str], closed: Closed) -> tuple[str, ...] | None:
    """The fewest rules that leave no place, in the order of the rule book; None where all together leave one.

    A rule without which the others leave a place is in every such set.
    """
    everything = frozenset(rules)
    if not closed(everything):
        return None
    needed = frozenset(rule for rule in everything if not closed(everything - {rule}))
    # The hours of the day come before those of rooms, which are the same where a room has none of its own.
    others = sorted(_in_order(everything - needed), key=lambda rule: rule != "event-hours")
    sets = (needed | {*more} for count in range(len(others) + 1) for more in combinations(others, count))
    return _in_order(next(few for few in sets if closed(few)))


def _in_order(rules: Iterable[str]) -> tuple[str, ...]:
    among = set(rules)
    return tuple(rule.key for rule in RULES if rule.key in among)


@dataclass(frozen=True, slots=True)
class Proof:
    """Rules that forbid a meeting in every plan of the event, and its candidates as far as these rules close them."""

    rules: tuple[str, ...]
    candidates: Candidates


def no_place(event: Event, plan: Plan, meeting: Meeting) -> Proof | None:
    """The fewest rules that forbid a meeting in every plan of the event; None where that is not proven."""
    if meeting.use is not None and not event.rooms:
        return Proof(("room-fits",), Candidates.of(event, plan, meeting))

    @cache
    def alone(*, locked: bool, programme: bool) -> Candidates:
        return _alone(event, plan, meeting.id, locked=locked, programme=programme, at_any_hour=True)

    def closed(rules: frozenset[str]) -> bool:
        return not _leaves_a_place(alone(locked=LOCKED in rules, programme=PROGRAMME in rules), rules)

    acting = {block.rule for block in alone(locked=True, programme=True).blocks}
    rules = smallest(acting | {LOCKED, PROGRAMME}, closed)
    if rules is None:
        return None
    alike = {"locked": LOCKED in rules, "programme": PROGRAMME in rules}
    by_day = _alone(event, plan, meeting.id, **alike, at_any_hour=False)
    # A verdict on rooms is on those that fit, whether or not a proof needs to say so.
    return Proof(rules, by_day.only({*rules, "event-hours", "room-fits"}))


def _alone(event: Event, plan: Plan, item: str, *, locked: bool, programme: bool, at_any_hour: bool) -> Candidates:
    """A meeting beside the event alone: with or without the rows that must stay, and the programme."""
    kept = Plan(tuple(row for row in plan.rows if row.fixed and row.item != item) if locked else ())
    bare = event if programme else replace(event, programme=())
    wish = wish_of(event, item)
    if isinstance(wish, Bilateral) and wish.after and _may_still_end(bare, event, kept, wish.after):
        bare = with_wish(bare, replace(wish, after=""))
    meeting = bare.meeting[item]
    scope = Scope(tuple(starts_at_any_hour(bare, meeting))) if at_any_hour else EVERYWHERE
    return Candidates.of(bare, kept, meeting, scope)


def _may_still_end(bare: Event, event: Event, kept: Plan, item: str) -> bool:
    """Whether nothing says when the item ends, though it may be held."""
    movable = (item in event.meeting or item in event.entry) and item not in kept.by_item
    return movable or (item in event.programme_item and item not in bare.programme_item)


def _leaves_a_place(found: Candidates, rules: frozenset[str]) -> bool:
    return bool(Openness.of(found.ways, [block for block in found.blocks if block.rule in rules]).open.any())


# --- lines -----------------------------------------------------------------------------------------------------------


def no_turn(event: Event, plan: Plan, entry: Entry) -> tuple[str, ...] | None:
    """The rules that forbid an entry of a line in every plan of the event; None where that is not proven."""
    if not turn_count(event.line[entry.line]):
        return ("line-turns",)

    @cache
    def alone(*, locked: bool, programme: bool) -> tuple[frozenset[str], ...]:
        kept = Plan(tuple(row for row in plan.rows if row.fixed) if locked else ())
        bare = event if programme else replace(event, programme=())
        return Turns(bare, kept, entry).rules_by_position()

    def closed(rules: frozenset[str]) -> bool:
        return all(acting & rules for acting in alone(locked=LOCKED in rules, programme=PROGRAMME in rules))

    acting = frozenset[str]().union(*alone(locked=True, programme=True))
    return smallest(acting | {LOCKED, PROGRAMME}, closed)

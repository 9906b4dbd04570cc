"""Places that a meeting could have: first those for which nobody else moves, then those for which a few others do."""

from collections.abc import Hashable, Iterable, Iterator, Sequence
from datetime import datetime
from itertools import chain, islice

from planner.domain.event import Event
from planner.domain.meeting import Meeting
from planner.domain.plan import Placement, Plan
from planner.domain.vocabulary import PlanState
from planner.explain.options.preferences import Costs, Preferences, change_of
from planner.explain.options.proposals import option
from planner.explain.options.rearranging import rearranged
from planner.explain.places.candidates import Candidates
from planner.explain.records import Option

WORK = 2.0
"""So much work is done for a plan in which all others still stand; about as many seconds."""

Rated = tuple[Costs, float, Placement]
"""What the secondary terms become, how many seconds from the present start, and the row."""


def options_of(event: Event, plan: Plan, meeting: Meeting, top: int) -> tuple[Option, ...]:
    """The best places for a meeting; none for one that is cancelled, locked or done. Where a few moves open none to one
    that is not placed, the plan that disturbs the others least.
    """
    now = plan.by_item.get(meeting.id)
    if now is not None and (now.fixed or now.state == PlanState.CANCELLED):
        return ()
    candidates = Candidates.of(event, plan, meeting)
    simple = chain(undisturbing(event, plan, candidates), disturbing(event, plan, candidates))
    places = tuple(islice(_each_place_once(simple), top))
    if places or (now is not None and now.stands):
        return places
    least = least_disturbing(event, plan, meeting.id)
    return () if least is None else least[:1]


def _each_place_once(options: Iterable[Option]) -> Iterator[Option]:
    """The first option of each start and room; another one would only move more."""
    seen: set[tuple[datetime | None, str]] = set()
    for one in options:
        if (one.row.start, one.row.room) not in seen:
            seen.add((one.row.start, one.row.room))
            yield one


def undisturbing(event: Event, plan: Plan, candidates: Candidates) -> Iterator[Option]:
    """The options for which nobody else moves: the best first, those at the time of a better one after all others."""
    now = plan.by_item.get(candidates.ways.meeting.id)
    for change, _, row in _spread_out(sorted(_rated(candidates, now), key=_rank)):
        yield option(event, plan, (row,), change)


def disturbing(event: Event, plan: Plan, candidates: Candidates) -> list[Option]:
    """The options for which others move, those first that fewest delegations must hear of."""
    rearrangements = rearranged(event, plan, candidates)
    return sorted(rearrangements, key=lambda one: (len(one.parties), len(one.moves), [by for _, by in one.terms]))


def least_disturbing(event: Event, plan: Plan, item: str) -> tuple[Option, bool] | None:
    """The option for which the others are disturbed least, and whether that is proven; None where none was found."""
    # Loaded here: whoever asks for a verdict needs no OR-tools.
    from planner.solver import CannotKeep
    from planner.solver.repairing.repair import Repair, repair

    try:
        repaired = repair(event, plan, must=[item], work=WORK, clocked=False)
    except CannotKeep:  # nothing can be built on locked rows that break rules; the checker tells of them
        return None
    if not isinstance(repaired, Repair) or repaired.cost.dropped or _lost(plan, repaired.plan):
        return None
    moved = [row for row in repaired.plan.rows if row != plan.by_item.get(row.item) and row.item != item]
    rows = (repaired.plan.by_item[item], *moved)
    return option(event, plan, rows, change_of(event, plan, repaired.plan)), repaired.proven


def _lost(before: Plan, after: Plan) -> bool:
    """Whether something stands no more: of turns that broke a rule before, a re-plan may give one to nobody."""
    standing = {row.item for row in after.standing}
    return any(row.item not in standing for row in before.standing)


def _rank(rated: Rated) -> tuple[Costs, float, datetime]:
    change, away, row = rated
    return change, away, row.span.start


def _rated(candidates: Candidates, now: Placement | None) -> Iterator[Rated]:
    """Of the open places that nothing tells apart one, and not the present one."""
    stands = now is not None and now.stands
    present = now if stands else None
    preferences = Preferences(candidates.ways, present)
    for start, room in _representatives(candidates, present):
        row = candidates.row(start, room, like=now)
        if present is None or (row.span, row.room) != (present.span, present.room):
            away = 0.0 if present is None else abs((row.span.start - present.span.start).total_seconds())
            yield preferences.change(row), away, row


def _representatives(candidates: Candidates, present: Placement | None) -> Iterable[tuple[int, int]]:
    """Of rooms that nothing tells apart the present one, else the smallest, so that larger ones stay free."""
    places: dict[Hashable, tuple[int, int]] = {}
    for start, room in sorted(candidates.open_places(), key=lambda place: _size(candidates, place[1], present)):
        places.setdefault(_told_apart(candidates, start, room, present), (start, room))
    return places.values()


def _told_apart(candidates: Candidates, start: int, room: int, present: Placement | None) -> Hashable:
    """What tells a place from others: its start, its zone and whether its room is wished for, as no term sees more.
    Where the meeting would keep its time, what people see of a room too, which is all that would change then.
    """
    ways = candidates.ways
    code, seen = ways.rooms[room], (start, ways.zones[room], ways.rooms[room] == ways.meeting.room)
    if not code or present is None or ways.span(start) != present.span:
        return seen
    return *seen, code == present.room, ways.event.room[code].capacity, frozenset(ways.event.room[code].features)


def _size(candidates: Candidates, room: int, present: Placement | None) -> int:
    code, rooms = candidates.ways.rooms[room], candidates.ways.event.room
    if not code or (present is not None and code == present.room):
        return -1
    return rooms[code].capacity


def _spread_out(ranked: Sequence[Rated]) -> Iterator[Rated]:
    """In their order, but those that overlap a better one after all the others."""
    chosen: list[Rated] = []
    rest: list[Rated] = []
    for one in ranked:
        clear = not any(one[2].span.overlaps(better[2].span) for better in chosen)
        (chosen if clear else rest).append(one)
    return chain(chosen, rest)

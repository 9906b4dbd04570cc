"""Three ways to live with a delay, side by side: hold and push, compress the gaps, or swap as little as possible."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from math import ceil

from planner.board.freeze import candidate_of
from planner.domain.clock import minutes_between, shift
from planner.domain.event import Event
from planner.domain.incident import Incident
from planner.domain.plan import Placement, Plan
from planner.domain.vocabulary import MEETING_KINDS, IncidentKind, UnderWay
from planner.encoding import build
from planner.replanning.day import Day, Locate
from planner.replanning.incidents import nowhere
from planner.replanning.settle import USUAL, Replanned, Terms, asked_for, settled, worked_in
from planner.replanning.shortening import shortened
from planner.solver.placing.state import State


class Way(StrEnum):
    """How a plan takes a delay."""

    HOLD = "hold"
    COMPRESS = "compress"
    SWAP = "swap"
    ASK = "ask"


SAYS = {
    Way.HOLD: "Hold and push: what follows for the people concerned is as much later, where it can stand there.",
    Way.COMPRESS: "Compress the gaps: each meeting begins at its time or as soon after it as it can.",
    Way.SWAP: "Drop or swap: as few parties as possible hear of a change.",
    Way.ASK: "Ask first: what has no place is shorter, a pull-aside, or attended by somebody else, if all agree.",
}

DELAYS = (IncidentKind.ITEM_OVERRUNS, IncidentKind.PROGRAMME_SHIFTED)
"""What can be taken by pushing or compressing what follows."""

TRIED_TWICE = 1000
"""The most meetings of an event for which a second re-plan is worth waiting for."""

MOST_WAYS = 3
"""So many ways are shown side by side."""

MANY_TIMES, FEW = 2, 2
"""A way that keeps no more than another is shown if it calls at most so many times as many, and so many more."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """One way, with the plan that comes of it."""

    way: Way
    found: Replanned

    @property
    def moved(self) -> tuple[str, ...]:
        """The items at another time."""
        return tuple(change.item for change in self.found.diff.changes if change.change == "time")

    @property
    def dropped(self) -> tuple[str, ...]:
        """The items that lose their place."""
        return tuple(change.item for change in self.found.diff.changes if change.change == "dropped")

    @property
    def offer(self) -> str:
        """What the proposal is known by: it is the same for the same plan only."""
        return self.found.offer

    def as_dict(self) -> dict[str, object]:
        """The entry in the JSON of the command."""
        return {
            "way": str(self.way),
            "sentence": SAYS[self.way],
            "objective": self.found.outcome.objective,
            "moved": list(self.moved),
            "dropped": list(self.dropped),
            "diff": [change.as_dict() for change in self.found.diff.changes],
            "parties": [call.as_dict() for call in self.found.calls],
            "minimal": self.found.minimal,
            "asks": list(self.found.asks),
            "offer": self.offer,
        }


def proposals(
    event: Event,
    before: Plan,
    changes: Sequence[Incident],
    now: datetime,
    *,
    terms: Terms = USUAL,
    locate: Locate = nowhere,
) -> tuple[Proposal, ...]:
    """The ways to take what happened, three at most; see `replan` for what they honour and raise.

    To push or to compress is shown where something is delayed; to ask, where something has no place and asking helps.
    """
    day, swapped = _taken_in(event, before, changes, now, locate, terms)
    delayed = (Way.HOLD, Way.COMPRESS) if any(one.what in DELAYS for one in changes) else ()
    found = [
        Proposal(way, _settled(way, day, before, _wish(way, day, event, before, changes), terms)) for way in delayed
    ]
    found.append(Proposal(Way.SWAP, swapped))
    question = _asked(day, before, found[-1].found, terms)
    shown = [found[-1], *([] if question is None else [Proposal(Way.ASK, question)])]
    others = [one for one in found[:-1] if all(_is_worth_showing(one, other) for other in shown)]
    return (*_fewest_lost(others, MOST_WAYS - len(shown)), *shown)


def _is_worth_showing(one: Proposal, other: Proposal) -> bool:
    """Whether a way keeps more than another that is shown, or calls not many more for the same."""
    keeps_more = one.found.outcome.objective > other.found.outcome.objective
    return keeps_more or len(one.found.calls) <= MANY_TIMES * len(other.found.calls) + FEW


def _fewest_lost(found: Sequence[Proposal], most: int) -> list[Proposal]:
    """The proposals that drop and move least, in their order."""
    best = sorted(found, key=lambda one: (len(one.dropped), len(one.found.calls), len(one.moved)))[:most]
    return [one for one in found if one in best]


def replan(
    event: Event,
    before: Plan,
    changes: Sequence[Incident],
    now: datetime,
    *,
    way: Way = Way.SWAP,
    terms: Terms = USUAL,
    locate: Locate = nowhere,
    input_sha256: str = "",
) -> Replanned:
    """The plan that honours what happened in one of the ways; by itself the one that disturbs the plan before least.

    What has begun by `now`, is locked or done stays. With no change the same plan is returned. Raises CannotApply if a
    change makes no sense in this event, CannotKeep if what stays breaks rules, Unsound if its records do not agree.
    """
    day, found = _taken_in(event, before, changes, now, locate, terms, way)
    question = _asked(day, before, found, terms) if way == Way.ASK else None
    found = found if question is None else question
    return replace(found, outcome=replace(found.outcome, input_sha256=input_sha256))


def _taken_in(
    event: Event,
    before: Plan,
    changes: Sequence[Incident],
    now: datetime,
    locate: Locate,
    terms: Terms,
    way: Way = Way.SWAP,
) -> tuple[Day, Replanned]:
    """The day and its re-plan in one of the ways.

    By itself, something under way goes on in the place of others only if nothing more is dropped than if it ends.
    """
    day = worked_in(event, before, changes, now, locate, keep_locked=terms.keep_locked)
    found = _settled(way, day, before, _wish(way, day, event, before, changes), terms)
    crowded = any(day.elsewhere.values()) and found.cost.dropped > 0
    if not crowded or len(event.meetings) > TRIED_TWICE:
        return day, found
    ended = [replace(one, under_way=UnderWay.END) if day.elsewhere.get(one) else one for one in changes]
    ending = worked_in(event, before, ended, now, locate, keep_locked=terms.keep_locked)
    other = _settled(way, ending, before, _wish(way, ending, event, before, changes), terms)
    return (ending, other) if other.cost.dropped < found.cost.dropped else (day, found)


def _asked(day: Day, before: Plan, found: Replanned, terms: Terms) -> Replanned | None:
    """What comes of asking: the better of two ways; None where both are no better than not to ask.

    Either what a re-plan drops is given a place on other terms, or first of all each meeting that is cut into is
    shorter where it stands, and the rest is planned around that.
    """
    ways = [asked_for(day, before, found, terms), _shortened_first(day, before, terms)]
    better = [way for way in ways if way is not None and _gain(way, before) < _gain(found, before)]
    return min(better, key=lambda way: _gain(way, before), default=None)


def _gain(found: Replanned, before: Plan) -> tuple[int, int, int]:
    """What is kept, then how many are called, then how much goes to another half of a day; the smaller, the better."""
    half, after = found.event.half_day, found.plan.by_item
    moved = ((row, after[row.item]) for row in before.standing if row.item in after and after[row.item].stands)
    return (
        -found.outcome.objective,
        len(found.calls),
        sum(half(old.span.start) != half(new.span.start) for old, new in moved),
    )


def _shortened_first(day: Day, before: Plan, terms: Terms) -> Replanned | None:
    short = shortened(day)
    if short is None:
        return None
    found = replace(settled(short.day, before, short.day.plan(), terms), minimal=False, asks=short.asks)
    more = asked_for(short.day, before, found, terms)
    return found if more is None else replace(more, asks=(*short.asks, *more.asks))


def _settled(way: Way, day: Day, before: Plan, wish: Plan, terms: Terms) -> Replanned:
    """The re-plan in one of the ways; what is pushed or compressed was not looked for as the least disruption."""
    found = settled(day, before, wish, terms)
    return found if way in (Way.SWAP, Way.ASK) else replace(found, minimal=False)


def _wish(way: Way, day: Day, event: Event, before: Plan, changes: Sequence[Incident]) -> Plan:
    """Where everything wants to stand; `event` is as it was before the changes."""
    plan = day.plan()
    if way == Way.HOLD:
        return _pushed(day, plan, tuple(_delays(event, before, changes)))
    return _compressed(day, plan) if way == Way.COMPRESS else plan


# --- hold and push ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Delay:
    """So many minutes for these people, in all that begins after a moment on that day."""

    after: datetime
    minutes: int
    people: frozenset[str]


def _delays(event: Event, before: Plan, changes: Iterable[Incident]) -> Iterator[Delay]:
    for one in changes:
        if one.what not in DELAYS:
            continue
        fixed = event.programme_item.get(one.item) or event.line.get(one.item)
        row = before.by_item.get(one.item)
        start = fixed.start if fixed is not None else None if row is None else row.start
        minutes = one.minutes or 0
        if one.from_ is not None and start is not None and one.what == IncidentKind.PROGRAMME_SHIFTED:
            minutes = ceil(minutes_between(start, one.from_))
        if start is not None and minutes > 0:
            yield Delay(start, minutes, frozenset(_people(event, before, one.item)))


def _people(event: Event, before: Plan, item: str) -> Iterator[str]:
    if item in event.programme_item:
        yield from event.attendees(event.programme_item[item])
    rows = before.standing if item in event.line else filter(None, [before.by_item.get(item)])
    for row in rows:
        if row.item == item or (row.item in event.entry and event.entry[row.item].line == item):
            yield from row.people


def _pushed(day: Day, given: Plan, delays: Sequence[Delay]) -> Plan:
    return Plan(tuple(_later(day, row, delays) for row in given.rows))


def _later(day: Day, row: Placement, delays: Sequence[Delay]) -> Placement:
    if row.item not in day.event.meeting or not row.stands or row.fixed or row.start is None or row.end is None:
        return row
    local = day.event.local(row.start)
    concerned = (
        delay.minutes
        for delay in delays
        if delay.people & set(row.people) and row.start >= delay.after and local.date() == delay.after.date()
    )
    grid = day.event.meeting[row.item].grid
    minutes = ceil(max(concerned, default=0) / grid) * grid
    return replace(row, start=shift(row.start, minutes=minutes), end=shift(row.end, minutes=minutes))


# --- compress --------------------------------------------------------------------------------------------------------


def _compressed(day: Day, given: Plan) -> Plan:
    """Each meeting in the order of the plan, in its room, at its time or as soon after it as it can on that day."""
    board = build(day.event, given, single_rooms=True).closed_before(day.now)
    state, index = State(board), {meeting.id: item for item, meeting in enumerate(board.meetings)}
    for item, kept in board.kept.items():
        state.place(item, kept.mode, kept.start)
    moved = {}
    for row in sorted(given.of(*MEETING_KINDS), key=lambda row: row.span):
        item = index.get(row.item, -1)
        start = None if item < 0 or state.placed(item) else _soonest(state, item, row)
        if start is None:
            continue
        first = day.event.local(board.axis.moment(int(board.axis.start_tick[start])))
        moved[row.item] = replace(row, start=first, end=shift(first, minutes=board.meetings[item].minutes))
    return Plan(tuple(moved.get(row.item, row) for row in given.rows))


def _soonest(state: State, item: int, row: Placement) -> int | None:
    """Places the meeting at the first start from its own on; the start, or None if there is none on that day."""
    stood = candidate_of(state.board, item, row)
    if stood is None:
        return None
    days = state.board.axis.start_day
    for start in range(stood.start, len(days)):
        if days[start] == days[stood.start] and state.fits(item, stood.mode, start):
            state.place(item, stood.mode, start)
            return start
    return None

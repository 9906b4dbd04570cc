"""What may be asked for before a meeting is dropped: that it is shorter, a pull-aside, or attended by somebody else.

Nothing else moves for it, and nothing of it is done unless the way `ask` is chosen: those concerned have to agree.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from planner.domain.event import Event
from planner.domain.issue import carried
from planner.domain.plan import Placement, Plan
from planner.domain.records import ANY_PERSON, Bilateral
from planner.domain.vocabulary import MEETING_KINDS, BilateralKind
from planner.domain.wording import delegation_name, hours, item_name, lasting, person_name
from planner.encoding import build
from planner.replanning.day import Day
from planner.rules import check
from planner.solver.placing.rooms import assign_rooms
from planner.solver.placing.rows import meeting_row
from planner.solver.placing.state import State

SHORTEST = {BilateralKind.FORMAL: 15, BilateralKind.COURTESY_CALL: 10, BilateralKind.PULL_ASIDE: 5}
"""The fewest minutes of a bilateral of each kind that may be proposed."""

HOUR = 60

PULL_ASIDE, STEP, MOST = 10, 5, 12
"""Minutes of a meeting that becomes a pull-aside, by how many minutes lengths differ, for how many items is asked."""


@dataclass(frozen=True, slots=True)
class Eased:
    """The event and the plan if all agree, whom to ask for what, and which items then have a place."""

    event: Event
    plan: Plan
    asks: tuple[str, ...]
    items: tuple[str, ...]


def eased(day: Day, before: Plan, found: Plan, left_out: tuple[str, ...]) -> Eased | None:
    """A place for what is dropped or left out, beside a plan that was found; None where asking helps nobody."""
    lost = list(_lost(day, before, found, left_out))[:MOST]
    variants = {f"{one.id}~{number}": way for one in lost for number, way in enumerate(_ways(day.event, one))}
    if not variants:
        return None
    easing = _Easing(day, found, lost, variants)
    for one in lost:
        easing.place(one, before.by_item.get(one.id))
    return easing.result(before)


def _lost(day: Day, before: Plan, found: Plan, left_out: tuple[str, ...]) -> Iterator[Bilateral]:
    """The bilaterals that have no place any more or were left out, those worth most first."""
    stood = {row.item for row in before.standing}
    gone = {row.item for row in found.rows if row.item in stood and not row.stands and row.item not in day.cancelled}
    requests = [one for one in day.event.bilaterals if one.id in gone or one.id in left_out]
    yield from sorted((one for one in requests if one.id in day.event.meeting), key=lambda one: -one.priority)


def _ways(event: Event, asked: Bilateral) -> Iterator[Bilateral]:
    """The request in the ways in which it may be asked for, the smallest concession first."""
    minutes = event.meeting[asked.id].minutes
    for fewer in range((minutes - 1) // STEP * STEP, SHORTEST[asked.kind] - 1, -STEP):
        yield replace(asked, minutes=fewer)
    if asked.kind != BilateralKind.PULL_ASIDE:
        yield replace(
            asked,
            kind=BilateralKind.PULL_ASIDE,
            minutes=min(minutes, PULL_ASIDE),
            room="",
            must_room=False,
            features=(),
        )
    for side in ("counterpart", "requester"):
        if len(event.people_of[getattr(asked, side)]) > 1 and getattr(asked, f"{side}_person") != (ANY_PERSON,):
            people = {f"{side}_person": (ANY_PERSON,)}
            yield replace(asked, **people)  # type: ignore[arg-type]


class _Easing:
    """A board on which all that was found stands still, and each request stands in all its ways."""

    def __init__(self, day: Day, found: Plan, lost: list[Bilateral], variants: dict[str, Bilateral]) -> None:
        self.day, self.found, self.variants = day, found, variants
        gone = {one.id for one in lost}
        rest = tuple(one for one in day.event.bilaterals if one.id not in gone)
        more = tuple(replace(way, id=id) for id, way in variants.items())
        self.event = replace(day.event, bilaterals=(*rest, *more))
        still = (replace(row, locked=row.stands) for row in found.rows if row.item not in gone)
        self.given = Plan(tuple(still))
        self.board = build(self.event, self.given, single_rooms=True).closed_before(day.now)
        self.state = State(self.board)
        for item, kept in self.board.kept.items():
            self.state.place(item, kept.mode, kept.start)
        self.index = {meeting.id: item for item, meeting in enumerate(self.board.meetings)}
        self.agreed: dict[str, tuple[Bilateral, Placement]] = {}

    def place(self, asked: Bilateral, old: Placement | None) -> None:
        """Gives a request a place in the first of its ways that has one on its day."""
        for id, way in self.variants.items():
            if way.id == asked.id and asked.id not in self.agreed:
                best = self._nearest(self.index[id], old)
                if best is not None:
                    self.state.place(self.index[id], *best)
                    self.agreed[asked.id] = (way, self._row(id, asked.id))

    def _nearest(self, item: int, old: Placement | None) -> tuple[int, int] | None:
        """The candidate nearest to where the meeting stood, on that day; the earliest where it did not stand."""
        axis = self.board.axis
        tick = None if old is None or old.start is None else axis.tick_of(old.start)
        at = int(axis.start_tick[0]) if tick is None else tick
        days = None if old is None or old.start is None else axis.days.index(self.event.local(old.start).date())
        candidates = (
            (abs(int(axis.start_tick[start]) - at), opening.mode, int(start))
            for opening in self.state.openings(item)
            for start in opening.starts.nonzero()[0].tolist()
            if days is None or int(axis.start_day[start]) == days
        )
        best = min(candidates, default=None)
        return None if best is None else best[1:]

    def _row(self, id: str, item: str) -> Placement:
        room = assign_rooms(self.state).get(self.index[id], "")
        row = meeting_row(self.event, self.given, self.state, self.index[id], room)
        return replace(row, item=item)

    def result(self, before: Plan) -> Eased | None:
        """The event and the plan with what is agreed, checked; None where nothing is."""
        if not self.agreed:
            return None
        agreed = {item: way for item, (way, _) in self.agreed.items()}
        bilaterals = tuple(agreed.get(one.id, one) for one in self.day.event.bilaterals)
        event = replace(self.day.event, bilaterals=bilaterals)
        rows = (self.agreed[row.item][1] if row.item in self.agreed else row for row in self.found.rows)
        plan = carried(event, Plan(tuple(rows)), before)
        concerned = {item for item in self.agreed if event.meeting[item].kind in MEETING_KINDS}
        if any(concerned & {*breach.items} for breach in check(event, plan)):
            return None
        asks = tuple(_ask(self.day.event, way, row) for way, row in self.agreed.values())
        return Eased(event, plan, asks, tuple(self.agreed))


def _ask(event: Event, way: Bilateral, row: Placement) -> str:
    """`Ask Italy and Latvia: 'Italy – Latvia' as a pull-aside of 10 minutes, 11:20–11:30 on Saturday 25 October.`"""
    request, usual = next(one for one in event.bilaterals if one.id == way.id), event.meeting[way.id].minutes
    sides = [way.requester, way.counterpart]
    if way.kind != request.kind:
        wish = f"as a pull-aside of {lasting(way.minutes or 0)}"
    elif way.minutes != request.minutes:
        wish = f"for {shorter(way.minutes or 0, usual)}"
    else:
        sides = [side for side in sides if getattr(way, _person(way, side)) != getattr(request, _person(way, side))]
        meant = {one for role in event.meeting[way.id].roles for one in role}
        wish = f"with {' and '.join(person_name(event, one) for one in row.people if one not in meant)}"
    names = " and ".join(delegation_name(event, side) for side in sides)
    return f"Ask {names}: {item_name(event, way.id)} {wish}, {hours(event, row.span)}."


def shorter(minutes: int, usual: int) -> str:
    """`20 instead of 30 minutes`, `45 minutes instead of 1 h 15 min`."""
    return (
        f"{minutes} instead of {lasting(usual)}" if usual < HOUR else f"{lasting(minutes)} instead of {lasting(usual)}"
    )


def _person(way: Bilateral, side: str) -> str:
    return "requester_person" if side == way.requester else "counterpart_person"

"""A simulation that plays one run of a plan at a time, item by item on the clock, as docs/robustness.md says it.

It shares with the planner's the records and look-ups of the event, and nothing of how delays are computed.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from math import inf

from planner.domain.clock import Span
from planner.domain.event import Event
from planner.domain.plan import Plan

NOBODY_WAITS, LINE = "programme", "line"


@dataclass(frozen=True)
class Chance:
    """What is drawn for one run: minutes longer by item, minutes late by who and day, who stays away from what."""

    longer: dict[str, float]
    late: dict[tuple[str, str], float]
    away: set[tuple[str, str]]


@dataclass(frozen=True)
class Rules:
    """Patience and minutes of catching up by item."""

    patience: dict[str, float]
    catch_up: dict[str, float]


@dataclass(frozen=True)
class Thing:
    """An item on the clock of the run; `desk` for turns."""

    id: str
    start: float
    end: float
    kind: str
    actors: tuple[str, ...]
    room: str
    desk: tuple[str, int] | None = None


@dataclass
class Run:
    """One run of a plan; `begun` are moments in minutes, None for what does not take place."""

    event: Event
    plan: Plan
    rules: Rules
    chance: Chance
    begun: dict[str, float | None] = field(default_factory=dict)
    waited: dict[str, float] = field(default_factory=dict)
    left: dict[tuple[str, str], float] = field(default_factory=dict)
    calls: dict[str, float] = field(default_factory=dict)
    queue: dict[tuple[str, int], list[tuple[float, float]]] = field(default_factory=lambda: defaultdict(list))

    def play(self) -> "Run":
        for thing in self.things:
            {"bilateral": self._meet, "side_event": self._open, NOBODY_WAITS: self._open, LINE: self._turn}[thing.kind](
                thing
            )
        return self

    @cached_property
    def things(self) -> list[Thing]:
        event = self.event
        found = []
        for fixed in event.programme:
            people = tuple(f"p:{one}" for one in event.attendees(fixed))
            found.append(self._thing(fixed.id, Span.of(fixed.start, fixed.end), NOBODY_WAITS, people, fixed.room))
        for row in self.plan.standing:
            if row.item in event.entry:
                entry = event.entry[row.item]
                line = event.line[entry.line]
                desk = (line.id, (row.position - 1) % line.desks)
                person = f"p:{event.entrant(entry).id}"
                found.append(self._thing(row.item, row.span, LINE, (person,), line.room, desk))
        for row in self.plan.standing:
            if row.item in event.meeting:
                actors = (*(f"p:{one}" for one in row.people), *(f"i:{one}" for one in row.interpreters))
                room = "" if event.meeting[row.item].use is None else row.room
                found.append(self._thing(row.item, row.span, event.meeting[row.item].kind.value, actors, room))
        return sorted(found, key=lambda thing: (thing.start, thing.end))

    def _thing(self, id: str, span: Span, kind: str, actors: tuple[str, ...], room: str, desk=None) -> Thing:
        return Thing(id, span.start.timestamp() / 60, span.end.timestamp() / 60, kind, actors, room, desk)

    def before(self, thing: Thing) -> list[Thing]:
        return self.things[: self.things.index(thing)]

    # --- when somebody or something can be there -------------------------------------------------------------------

    def actor_comes(self, thing: Thing, actor: str) -> float:
        """The moment at which a person or interpreter could be there."""
        mine = [one for one in self.before(thing) if actor in one.actors]
        moment = -inf
        if mine:
            last = sorted(mine, key=lambda one: one.end)[-1]
            walk = self.event.walk(self.event.zone_of(last.room), self.event.zone_of(thing.room))
            moment = self.left[last.id, actor] + min(walk, thing.start - last.end)
        if not any(self.day(one) == self.day(thing) for one in mine):
            moment = max(moment, thing.start + self.chance.late[actor, self.day(thing)])
        return moment

    def day(self, thing: Thing) -> str:
        minutes = int(thing.start) + 7 * 60  # Viet Nam is seven hours ahead
        return str(minutes // (24 * 60))

    def room_free(self, thing: Thing) -> float:
        """The moment at which the room could take the item, or the desk the turn."""
        rests = self.event.turnover(self.event.room[thing.room])
        inside = [one for one in self.before(thing) if one.room == thing.room]
        if thing.desk is not None:
            mine = [one for one in inside if one.desk == thing.desk]
            if mine:
                return self.left[mine[-1].id, "room"] + min(0.0, thing.start - mine[-1].end)
            first = next(one for one in self.things if one.desk is not None and one.desk[0] == thing.desk[0])
            inside = self.before(first)
            inside = [one for one in inside if one.room == thing.room]
        return max(
            (self.left[one.id, "room"] + min(rests, thing.start - one.end) for one in _last(inside)), default=-inf
        )

    # --- items -------------------------------------------------------------------------------------------------------

    def _meet(self, thing: Thing) -> None:
        """A bilateral waits for everybody, and is given up."""
        comes = {actor: self.actor_comes(thing, actor) for actor in thing.actors}
        room = self.room_free(thing) if thing.room else -inf
        missing = any((thing.id, actor) in self.chance.away for actor in thing.actors)
        begins = max(thing.start, room, *comes.values())
        until = thing.start + self.rules.patience[thing.id]
        if missing or begins > until:
            self.begun[thing.id], self.waited[thing.id] = None, self.rules.patience[thing.id]
            ends = until
        else:
            self.begun[thing.id], self.waited[thing.id] = begins, begins - thing.start
            ends = self._end(thing, begins)
        self._all_leave(thing, comes, room, ends)

    def _open(self, thing: Thing) -> None:
        """A side event waits some time and a programme item for nobody; both wait for their room."""
        comes = {actor: self.actor_comes(thing, actor) for actor in thing.actors}
        room = self.room_free(thing) if thing.room else -inf
        begins = max(thing.start, room)
        for actor, moment in comes.items():
            there = inf if (thing.id, actor) in self.chance.away else moment
            begins = max(begins, min(there, thing.start + self.rules.patience[thing.id]))
        self.begun[thing.id], self.waited[thing.id] = begins, begins - thing.start
        self._all_leave(thing, comes, room, self._end(thing, begins))

    def _end(self, thing: Thing, begins: float) -> float:
        late = begins - thing.start
        cut = min(late, self.rules.catch_up[thing.id], thing.end - thing.start)
        return begins + (thing.end - thing.start) - cut + self.chance.longer[thing.id]

    def _all_leave(self, thing: Thing, comes: dict[str, float], room: float, ends: float) -> None:
        """Whoever comes after the end leaves again; whoever stayed away was free as soon as they could have come."""
        for actor, moment in comes.items():
            self.left[thing.id, actor] = moment if (thing.id, actor) in self.chance.away else max(ends, moment)
        self.left[thing.id, "room"] = max(ends, room)

    def _turn(self, thing: Thing) -> None:
        """The line calls its turns in order; whoever is not there is passed over and let in on coming."""
        (actor,) = thing.actors
        assert thing.desk is not None
        called = max(thing.start, self.room_free(thing))
        waiting = self.queue[thing.desk]
        let_in = [one for one in waiting if one[0] <= called]
        self.queue[thing.desk] = [one for one in waiting if one[0] > called]
        called += sum(took for _, took in let_in)
        comes = self.actor_comes(thing, actor)
        away = (thing.id, actor) in self.chance.away
        took = thing.end - thing.start + self.chance.longer[thing.id]
        line = self.event.line[thing.desk[0]]
        closes = line.end.timestamp() / 60
        if not away and comes <= called + self.rules.patience[thing.id]:
            begins = max(called, comes)
            self._take_turn(thing, actor, begins, took, desk=begins + took)
        elif not away and comes <= closes:
            self.queue[thing.desk].append((comes, took))
            self._take_turn(thing, actor, comes, took, desk=called)
        else:
            self.begun[thing.id] = None
            self.waited[thing.id] = self.rules.patience[thing.id] if away else max(0.0, closes - thing.start)
            self.left[thing.id, actor], self.left[thing.id, "room"] = comes, called

    def _take_turn(self, thing: Thing, actor: str, begins: float, took: float, *, desk: float) -> None:
        self.begun[thing.id], self.waited[thing.id] = begins, begins - thing.start
        self.left[thing.id, actor], self.left[thing.id, "room"] = begins + took, desk


def _last(inside: list[Thing]) -> list[Thing]:
    """What was in a room last: one item, or the last turn at each desk of a line."""
    latest: dict[object, Thing] = {}
    for thing in inside:
        if thing.desk is None:
            if all(thing.end >= one.end for one in latest.values()):
                latest = {None: thing}
        else:
            latest = {key: one for key, one in latest.items() if key is not None and key[0] == thing.desk[0]}
            latest[thing.desk] = thing
    return list(latest.values())

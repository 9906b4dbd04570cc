"""Requests of a full event: bilaterals with all their wishes, side events, and delegations to be kept apart."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from random import Random

from planner.bench.core import PRIORITY_SHARES
from planner.bench.full.frame import LENGTHS, OPENS, Frame, drawn, some_of
from planner.bench.full.places import PRESS, SCREEN
from planner.domain.records import Bilateral, Delegation, KeepApart, Person, Room, SideEvent
from planner.domain.vocabulary import ApartRule, BilateralKind, BilateralStatus, DelegationKind

PRIORITIES = dict(enumerate(PRIORITY_SHARES, 1))
STATUSES = dict(zip(BilateralStatus, (16, 80, 2, 2), strict=True))
SEATS = {6: 15, 8: 65, 10: 10, 12: 10}
THEMES = ("Oceans", "Health", "Finance", "Youth", "Energy", "Food")
POPULARITY = 0.8
INTERPRETED = 0.3
"""The share of the meetings of delegations with two working languages that ask for an interpreter."""


@dataclass(frozen=True, slots=True)
class Party:
    """A delegation as requests see it."""

    code: str
    language: str
    people: tuple[str, ...]


def parties(delegations: Sequence[Delegation], people: Sequence[Person]) -> tuple[Party, ...]:
    """The delegations with the ids of their people, the head first."""
    ids: dict[str, list[str]] = {one.code: [] for one in delegations}
    for person in people:
        ids[person.delegation].append(person.id)
    return tuple(Party(one.code, one.languages[0], tuple(ids[one.code])) for one in delegations)


def keep_apart(delegations: Sequence[Delegation]) -> tuple[KeepApart, ...]:
    """Pairs of invented organisations, each rule in turn."""
    codes = [one.code for one in delegations if one.kind == DelegationKind.ORGANISATION]
    rules, pairs = tuple(ApartRule), list(combinations(codes, 2))
    count = min(len(pairs), max(len(rules), len(codes) // 2))
    pairs = pairs[:: max(1, len(pairs) // max(1, count))][:count]
    return tuple(KeepApart(a, b, rules[place % 4], (15, 20, 10)[place % 3]) for place, (a, b) in enumerate(pairs))


def bilaterals(frame: Frame, of: Sequence[Party], apart: Sequence[KeepApart]) -> tuple[Bilateral, ...]:
    """Requests by popularity, each pair of delegations once, and none of a pair that may never meet."""
    random = frame.random("bilaterals")
    never = {frozenset((one.a, one.b)) for one in apart if one.rule == ApartRule.SAME_ITEM}
    demand = [1 / (place + 1) ** POPULARITY for place in range(len(of))]
    pairs: dict[frozenset[str], tuple[Party, Party]] = {}
    while len(pairs) < frame.size.requests:
        one, other = random.choices(of, demand, k=2)
        if one != other and frozenset((one.code, other.code)) not in never:
            pairs.setdefault(frozenset((one.code, other.code)), (one, other))
    return tuple(_bilateral(frame, random, number, *pair) for number, pair in enumerate(pairs.values(), 1))


def _bilateral(frame: Frame, random: Random, number: int, one: Party, other: Party) -> Bilateral:
    status = list(STATUSES)[drawn(random, dict(enumerate(STATUSES.values())))]
    request = Bilateral(
        f"R{number:05d}",
        one.code,
        other.code,
        requester_person=_who(random, one),
        counterpart_person=_who(random, other),
        also=_also(random, one),
        minutes=drawn(random, LENGTHS),
        priority=drawn(random, PRIORITIES),
        status=status,
        seats=drawn(random, SEATS),
        languages=_languages(random, one, other),
        features=(PRESS,) if random.random() < 0.03 else (),
        kind=BilateralKind.COURTESY_CALL if random.random() < 0.08 else BilateralKind.FORMAL,
        submitted_at=frame.at(0, random.randrange(9 * 60, 18 * 60)).replace(month=random.randint(6, 9)),
        restricted=random.random() < 0.03,
        source=f"Note verbale {number} (illustrative)",
    )
    return _timed(frame, random, request) if random.random() > 0.05 else _in_passing(request)


def _in_passing(request: Bilateral) -> Bilateral:
    """The request made into a word in passing, without room or interpreter."""
    return replace(request, kind=BilateralKind.PULL_ASIDE, minutes=10, languages=(), features=(), also=())


def _who(random: Random, party: Party) -> tuple[str, ...]:
    """The head, the head or else the second, anyone, or the second alone."""
    choices: tuple[tuple[str, ...], ...] = ((), party.people[:2], ("any",), party.people[1:2])
    return random.choices(choices, (55, 13, 7, 25))[0]


def _also(random: Random, party: Party) -> tuple[str, ...]:
    return party.people[-1:] if random.random() < 0.05 and len(party.people) > 2 else ()


def _languages(random: Random, one: Party, other: Party) -> tuple[str, ...]:
    """The two working languages, bridged through English where neither is English."""
    spoken = {one.language, other.language}
    if len(spoken) < 2 or random.random() > INTERPRETED:
        return ()
    if "en" in spoken:
        return ("en", *sorted(spoken - {"en"}))
    return ("en", *sorted(spoken)) if random.random() < 0.2 else ()


def _timed(frame: Frame, random: Random, request: Bilateral) -> Bilateral:
    """About one request in three is bound to a time, or wishes for one."""
    day, noon, kind = random.choice(frame.days), (OPENS + frame.closes) // 10 * 5, random.random()
    if kind < 0.06:
        return replace(request, not_before=frame.at(day, OPENS), not_after=frame.at(day, frame.closes))
    if kind < 0.1:
        return replace(request, not_before=frame.at(day, noon - 30))
    if kind < 0.14:
        return replace(request, not_after=frame.at(day, noon + 60))
    if kind < 0.25:
        return replace(request, prefer_from=frame.at(day, OPENS), prefer_to=frame.at(day, noon))
    if kind < 0.33:
        return replace(request, prefer_from=frame.at(day, noon))
    return request


def ordered(frame: Frame, asked: Sequence[Bilateral], turns: Sequence[str]) -> tuple[Bilateral, ...]:
    """Some requests come after another one of the same delegation, after the opening, or after its turn in a line."""
    random = frame.random("orders")
    former: dict[str, Bilateral] = {}
    found = []
    for request in asked:
        request = replace(request, after=_leader(random, request, former, turns))
        former[request.requester] = request
        found.append(request)
    return tuple(found)


def _leader(random: Random, request: Bilateral, former: dict[str, Bilateral], turns: Sequence[str]) -> str:
    if request.not_after is not None or random.random() > 0.06:
        return ""
    own = [item for item in turns if item.endswith(f"/{request.requester}")]
    before = former.get(request.requester)
    live = (BilateralStatus.ACCEPTED, BilateralStatus.REQUESTED)
    choices = ["OPEN", *own, *([before.id] if before is not None and before.status in live else [])]
    return random.choice(choices)


def housed(frame: Frame, asked: Sequence[Bilateral], rooms: Sequence[Room]) -> tuple[Bilateral, ...]:
    """Some requests wish for one booth, and a few must have it."""
    random = frame.random("rooms wished for")
    return tuple(_housed(random, one, rooms) if random.random() < 0.08 else one for one in asked)


def _housed(random: Random, request: Bilateral, rooms: Sequence[Room]) -> Bilateral:
    if request.kind == BilateralKind.PULL_ASIDE:
        return request
    fitting = [
        room.code for room in rooms if room.capacity >= request.seats and {*request.features} <= {*room.features}
    ]
    if not fitting:
        return request
    return replace(request, room=random.choice(fitting), must_room=random.random() < 0.1)


def side_events(frame: Frame, of: Sequence[Party], rooms: Sequence[Room]) -> tuple[SideEvent, ...]:
    """One for every six delegations or so, by speakers who lead no delegation."""
    random = frame.random("side events")
    return tuple(_side_event(random, number, of, rooms) for number in range(1, 5 + len(of) // 6))


def _side_event(random: Random, number: int, of: Sequence[Party], rooms: Sequence[Room]) -> SideEvent:
    panel = random.sample(of, random.choice((2, 3, 4)))
    room, wish = random.choice(rooms), random.random()
    languages = ("en", "fr", "es", "ar", "ru", "zh")[: random.choice((1, 1, 2, 1 + room.booths))]
    return SideEvent(
        f"S{number:03d}",
        f"Side event {number} (illustrative)",
        panel[0].code,
        attendance=room.capacity // random.choice((1, 2, 3)),
        co_organisers=tuple(party.code for party in panel[1:]),
        speakers=tuple(random.choice(party.people[1:]) for party in panel[:3]),
        minutes=random.choice((60, 60, 75, 90)),
        priority=drawn(random, PRIORITIES),
        theme=random.choice(THEMES),
        features=some_of(random, (SCREEN,), 0, 1),
        languages=languages if len(languages) - 1 <= room.booths else ("en",),
        room=room.code if wish < 0.15 else "",
        must_room=wish < 0.05,
        public=random.random() < 0.9,
    )

"""The wishes of a request that could be given up, one at a time."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from planner.domain.clock import clock
from planner.domain.event import Event
from planner.domain.plan import Placement
from planner.domain.records import ANY_PERSON, Bilateral, SideEvent
from planner.domain.vocabulary import BilateralKind
from planner.domain.wording import delegation_name, item_name, lasting, person_name, room_name
from planner.explain.edits import Wish


def any_place(_: Placement) -> float:
    """All places are equally near to the wish."""
    return 0


@dataclass(frozen=True, slots=True)
class Relaxation:
    """A wish given up: the column and the record without it, and then for a place that this opens: what is asked in
    words, how much of the wish can stay there, and how near the place comes to the wish.
    """

    field: str
    relaxed: Wish
    condition: Callable[[Placement], str]
    settle: Callable[[Placement], Wish]
    nearness: Callable[[Placement], float] = any_place


def relaxations(event: Event, wish: Wish) -> Iterator[Relaxation]:
    """What could be given up, the lesser first; of several with one field the first that helps is enough."""
    yield from _window(event, wish)
    if isinstance(wish, SideEvent) or wish.kind != BilateralKind.PULL_ASIDE:
        yield from _room(event, wish)
        yield from _size(event, wish)
    if isinstance(wish, Bilateral):
        yield from _delegates(event, wish)
        yield from _order(event, wish)
    else:
        yield from _speakers(event, wish)
    if event.meeting[wish.id].pairs or event.meeting[wish.id].booths:
        yield _plain("languages", replace(wish, languages=()), "Without interpretation")
    yield from _shorter(event, wish)


def _plain(field: str, relaxed: Wish, condition: str) -> Relaxation:
    """One that asks the same wherever the meeting then is."""
    return Relaxation(field, relaxed, lambda _: condition, lambda _: relaxed)


# --- when and where --------------------------------------------------------------------------------------------------


def _window(event: Event, wish: Wish) -> Iterator[Relaxation]:
    if wish.not_before is not None:
        yield Relaxation(
            "not_before",
            replace(wish, not_before=None),
            lambda row: f"If it may start from {clock(event.local(row.span.start))}",
            lambda row: replace(wish, not_before=row.start),
            lambda row: row.span.start.timestamp(),
        )
    if wish.not_after is not None:
        yield Relaxation(
            "not_after",
            replace(wish, not_after=None),
            lambda row: f"If it may last until {clock(event.local(row.span.end))}",
            lambda row: replace(wish, not_after=row.end),
            lambda row: -row.span.end.timestamp(),
        )


def _room(event: Event, wish: Wish) -> Iterator[Relaxation]:
    if wish.must_room:
        free = replace(wish, must_room=False)
        yield _plain("room", free, f"If it need not be in {room_name(event, wish.room)}")
    for feature in wish.features:
        fewer = replace(wish, features=tuple(one for one in wish.features if one != feature))
        yield _plain("features", fewer, f"Without {feature} in the room")


def _size(event: Event, wish: Wish) -> Iterator[Relaxation]:
    def capacity(row: Placement) -> int:
        return event.room[row.room].capacity

    if isinstance(wish, Bilateral):
        yield Relaxation(
            "seats",
            replace(wish, seats=0),
            lambda row: f"With {capacity(row)} seats instead of {wish.seats}",
            lambda row: replace(wish, seats=min(wish.seats, capacity(row))),
            capacity,
        )
    else:
        yield Relaxation(
            "attendance",
            replace(wish, attendance=0),
            lambda row: f"For {capacity(row)} people instead of {wish.attendance}",
            lambda row: replace(wish, attendance=min(wish.attendance, capacity(row))),
            capacity,
        )


# --- who, in what order, how long ------------------------------------------------------------------------------------


def _delegates(event: Event, wish: Bilateral) -> Iterator[Relaxation]:
    anyone = (ANY_PERSON,)
    for field, code, relaxed in (
        ("requester_person", wish.requester, replace(wish, requester_person=anyone)),
        ("counterpart_person", wish.counterpart, replace(wish, counterpart_person=anyone)),
    ):
        if relaxed != wish and len(event.people_of[code]) > 1:
            yield _plain(field, relaxed, f"If anyone of {delegation_name(event, code)} may attend")
    for who in wish.also:
        fewer = replace(wish, also=tuple(one for one in wish.also if one != who))
        yield _plain("also", fewer, f"Without {person_name(event, event.individual(who).id)}")


def _speakers(event: Event, wish: SideEvent) -> Iterator[Relaxation]:
    for speaker in wish.speakers:
        fewer = replace(wish, speakers=tuple(one for one in wish.speakers if one != speaker))
        yield _plain("speakers", fewer, f"Without {person_name(event, speaker)} as a speaker")


def _order(event: Event, wish: Bilateral) -> Iterator[Relaxation]:
    if wish.after:
        yield _plain("after", replace(wish, after=""), f"If it need not come after {item_name(event, wish.after)}")


def _shorter(event: Event, wish: Wish) -> Iterator[Relaxation]:
    """In steps of the time grid down to half of its length."""
    whole, step = event.meeting[wish.id].minutes, event.settings.time_step
    for minutes in range(whole - step, (whole - 1) // 2, -step):
        yield _plain(
            "minutes", replace(wish, minutes=minutes), f"If it lasts {lasting(minutes)} instead of {lasting(whole)}"
        )

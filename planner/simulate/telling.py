"""Weak links and buffers in words."""

from collections.abc import Sequence

from planner.domain.event import Event
from planner.domain.wording import interpreter_name, item_name, lasting, opening, person_name, room_name
from planner.simulate.buffers import Saving
from planner.simulate.network import Hold, Network
from planner.simulate.records import BUFFER, ON_TIME, Buffer, Through, WeakLink

TOLD = 10
"""Links and buffers that are told."""


def item_title(event: Event, item: str) -> str:
    """An item in a table: its title, or whose turn it is in which line."""
    if item in event.entry:
        entry = event.entry[item]
        return f"{event.line[entry.line].label}: {event.delegation[entry.delegation].label}"
    if item in event.programme_item:
        return event.programme_item[item].title
    return event.meeting[item].title


def links(event: Event, network: Network, shares: Sequence[float]) -> tuple[WeakLink, ...]:
    """The links that break most often and that an item waits for; of equal ones the earlier first."""
    ranked = [
        (share, network.holds[lead], network.holds[later])
        for share, (lead, later, _) in zip(shares, network.links(), strict=True)
        if share > 0 and network.is_waited_for(later) and not network.within_a_line(lead, later)
    ]
    ranked.sort(key=lambda one: (-one[0], one[2].stop))
    return tuple(_link(event, network, *one) for one in ranked[:TOLD])


def _link(event: Event, network: Network, share: float, before: Hold, hold: Hold) -> WeakLink:
    source, target = network.stops[before.stop].item, network.stops[hold.stop].item
    who = _named(event, hold)
    comes, whence = ("is free for", "after") if hold.is_place else ("comes to", "from")
    lateness = f"more than {lasting(ON_TIME)} late in {share:.1%} of runs"
    sentence = f"{who} {comes} {item_name(event, target)} {lateness}, {whence} {item_name(event, source)}."
    return WeakLink(source, target, hold.kind, hold.who, share, opening(sentence))


def _named(event: Event, hold: Hold) -> str:
    if hold.kind == Through.PERSON:
        return person_name(event, hold.who)
    if hold.kind == Through.INTERPRETER:
        return interpreter_name(event, hold.who)
    return room_name(event, hold.who) if hold.kind == Through.ROOM else f"the desk of {item_name(event, hold.who)}"


def buffers(event: Event, network: Network, savings: Sequence[Saving]) -> tuple[Buffer, ...]:
    """The buffers that pay most."""
    return tuple(_buffer(event, network, one) for one in savings[:TOLD])


def _buffer(event: Event, network: Network, saving: Saving) -> Buffer:
    item = network.stops[saving.stop].item
    after = f"{lasting(BUFFER)} more after {item_name(event, item)}"
    sentence = f"{after} save {lasting(round(saving.minutes, 1))} of delay over all items."
    return Buffer(item, BUFFER, round(saving.minutes, 3), round(saving.score, 6), opening(sentence))

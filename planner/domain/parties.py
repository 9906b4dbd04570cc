"""Which delegations an item concerns."""

from collections.abc import Iterable

from planner.domain.event import Event


def parties_of(event: Event, item: str, people: Iterable[str] = ()) -> tuple[str, ...]:
    """The codes of the delegations that an item concerns, and of those that these people belong to: the parties of a
    meeting first, the delegation of an entry, those for whom a programme item is a duty.
    """
    codes = list(event.meeting[item].parties) if item in event.meeting else []
    codes += [event.entry[item].delegation] if item in event.entry else []
    attendees = event.attendees(event.programme_item[item]) if item in event.programme_item else ()
    codes += (event.person[person].delegation for person in (*attendees, *people) if person in event.person)
    return tuple(dict.fromkeys(codes))

"""What the organiser, a delegation and the public may know of each item: the one place that decides it.

Of what both papers and calendars show, both ask here. Where in doubt, an item is not shown.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from planner.domain.clock import Span, clock
from planner.domain.event import Event
from planner.domain.parties import parties_of
from planner.domain.plan import Placement
from planner.domain.records import Line
from planner.domain.vocabulary import DoorNames, ItemKind, LineKind, PlanState
from planner.domain.wording import delegation_name, hours, interpreter_name, kind_name, person_name, room_name

RESERVED = "Reserved"
"""What a door, and a room's calendar, say of an item that is not for everybody's eyes."""


_MOMENT = r"\d\d:\d\d(?::\d\d)?(?: on \w+ \d+ \w+)?"

_HOURS_AWAY = re.compile(rf"(is (?:not available|closed|away))(?: from)? {_MOMENT}(?: to |–| – ){_MOMENT}")
"""That somebody is away or something is closed, and from when to when."""


class View(StrEnum):
    """For whose eyes something is."""

    ORGANISER = "organiser"
    DELEGATION = "delegation"
    PUBLIC = "public"


def line_is_public(line: Line) -> bool:
    """Whether everybody may know when and where a line is held: not of arrivals, where principals can be met."""
    return line.kind != LineKind.ARRIVAL


def host_contact(event: Event) -> str:
    """Whom to call about the event: the contact of the host, the only one that everybody may read."""
    host = event.delegation.get(event.settings.host)
    return "" if host is None else host.contact


def line_item(line: Line) -> str:
    """The id of a line as a whole, which is one item whoever stands in it."""
    return f"line {line.id}"


@dataclass(frozen=True)  # not slotted: the look-ups below are computed once and kept
class Discretion:
    """What may be known of the items of one event."""

    event: Event

    # --- everybody ---------------------------------------------------------------------------------------------------

    @cached_property
    def public(self) -> frozenset[str]:
        """The items that everybody may know with time and place: programme and side events that are marked so.

        Bilaterals are nobody else's business, also those that are not restricted. The time of a turn says when whom
        can be met where: everybody may know the line as a whole and in which order delegations stand, and no more.
        No person is named to the public, and of a side event those who give it.
        """
        shown = {one.id for one in self.event.programme if one.public}
        return frozenset(shown | {one.id for one in self.event.side_events if one.public})

    @cached_property
    def on_doors(self) -> frozenset[str]:
        """The items that a door may name to whoever passes by, without people: what is public, and bilaterals where the
        event's setting lets it. All else that takes a room says no more than its `door_title`.
        """
        states = self.event.settings.door_names == DoorNames.STATES
        return self.public | (self._open_bilaterals if states else frozenset())

    @cached_property
    def _open_bilaterals(self) -> frozenset[str]:
        """Those that are accepted and not restricted. Of others it is nobody's business that they are asked for."""
        return frozenset(one.id for one in self.event.meetings if one.is_bilateral and not one.withheld)

    def door_title(self, item: str) -> str:
        """What a door says of an item that it may not name: what it is, or that the room is `RESERVED`."""
        hinted = self.event.settings.door_names == DoorNames.KIND and item in self._open_bilaterals
        return kind_name(self.event, item, ItemKind.BILATERAL) if hinted else RESERVED

    # --- a delegation ------------------------------------------------------------------------------------------------

    @cached_property
    def _askers(self) -> Mapping[str, tuple[str, str]]:
        """Who meets, also where the request is declined or withdrawn by now."""
        return {one.id: (one.requester, one.counterpart) for one in self.event.bilaterals}

    def parties(self, item: str, people: Iterable[str]) -> tuple[str, ...]:
        """The codes of the delegations whose item it is, if these people attend. Nobody else is told of it."""
        return tuple(dict.fromkeys((*self._askers.get(item, ()), *parties_of(self.event, item, people))))

    def attending(self, row: Placement) -> tuple[str, ...]:
        """Who attends: of a programme item the event says it, whatever the row does."""
        programme = self.event.programme_item.get(row.item)
        return row.people if programme is None else self.event.attendees(programme)

    def concerns(self, row: Placement, code: str) -> bool:
        """Whether a delegation may know of a row: it is a party, and of what has no time it has heard already.

        That is what it asked for or accepted, and not what others would like of it.
        """
        if code not in self.parties(row.item, self.attending(row)):
            return False
        if row.stands or row.item in self.event.programme_item:
            return row.state != PlanState.CANCELLED
        return row.state != PlanState.CANCELLED and self._knows_of(row.item, code)

    def _knows_of(self, item: str, code: str) -> bool:
        if item not in self.event.meeting:
            return item in self.event.entry  # what was declined or withdrawn is no wish any more
        meeting = self.event.meeting[item]
        return not meeting.provisional or meeting.parties[0] == code

    # --- the organiser -----------------------------------------------------------------------------------------------

    @cached_property
    def _hidden_hours(self) -> tuple[str, ...]:
        """The hours of restricted absences in every way that a sentence may tell them."""
        ways = list[str]()
        for one in self.event.absences:
            if one.restricted:
                span = Span.of(one.from_, one.to)
                ways += [f" from {clock(one.from_)} to {clock(one.to)}"]
                ways += [f" {hours(self.event, span)}", f" {hours(self.event, span, seconds=True)}"]
        return tuple(dict.fromkeys(ways))

    @cached_property
    def _hidden_names(self) -> tuple[str, ...]:
        """What sentences call those who have a restricted absence."""
        away = {one.who for one in self.event.absences if one.restricted}
        people = [person.id for code in away & set(self.event.delegation) for person in self.event.people_of[code]]
        names = (
            (self.event.delegation, delegation_name),
            (self.event.person, person_name),
            (self.event.room, room_name),
            (self.event.interpreter, interpreter_name),
        )
        return tuple(name(self.event, who) for who in (*away, *people) for known, name in names if who in known)

    def reason(self, why: str) -> str:
        """A reason for the organiser's eyes, without the hours of restricted absences: these are handed out nowhere.

        Where a sentence names somebody who has one, no hours of being away stay in it: they may be a part of them.
        """
        for times in self._hidden_hours:
            why = why.replace(times, "")
        named = any(name.casefold() in why.casefold() for name in self._hidden_names)
        return _HOURS_AWAY.sub(r"\1", why) if named else why

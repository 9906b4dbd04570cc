"""A day of the plan as the board draws it: rows, bars, what is not placed, what is broken. Nothing here is formatting:
the script in the browser sets every text as text.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from functools import cached_property
from itertools import pairwise
from typing import Any

from planner.domain.clock import Span
from planner.domain.days import on_each_day
from planner.domain.event import Event
from planner.domain.parties import parties_of
from planner.domain.plan import Breach, Placement, Plan
from planner.domain.records import Line
from planner.domain.vocabulary import KIND_NAMES, ItemKind, PlanState
from planner.domain.wording import (
    day_name,
    delegation_name,
    hours,
    item_name,
    kind_name,
    opening,
    person_name,
    room_label,
    short_day,
)
from planner.moving import Places
from planner.ui.board.lanes import NOWHERE, View, attending, lanes_of, lanes_with
from planner.ui.drawing.frames import marks_of
from planner.ui.drawing.timeline import days_of, minute

Json = Any

WALK, TURNOVER = "walk", "turnover"
NAMED = 12
"""So many people are named of one item."""


@dataclass(frozen=True)  # not slotted: the look-ups below are computed once and kept
class Picture:
    """What is drawn of one day; `breaches` are those of the whole plan."""

    event: Event
    plan: Plan
    breaches: Sequence[Breach]
    day: date
    view: View

    def as_dict(self) -> dict[str, Json]:
        return {
            "day": self.day.isoformat(),
            "view": self.view.value,
            "days": self._days(),
            "hours": self._hours,
            "step": self.event.settings.time_step,
            "rows": [asdict(lane) for lane in lanes_of(self.event, self.day, self.view)],
            "bars": list(self._bars()),
            "gaps": list(self._gaps()),
            "tray": list(self._tray()),
            "items": self._items(),
            "breaches": [self._breach(one) for one in self.breaches],
            "delegations": [[one.code, one.label] for one in self.event.delegations],
            "zones": list(dict.fromkeys(room.zone for room in self.event.rooms if room.zone)),
            "rooms": [[room.code, room.name] for room in self.event.rooms],
            "kinds": [[kind.value, name] for kind, name in KIND_NAMES.items() if kind in self._kinds],
        }

    # --- the frame -----------------------------------------------------------------------------------------------

    def _days(self) -> list[dict[str, Json]]:
        count = dict.fromkeys(days_of(self.event, self.plan), 0)
        for row in self.plan.standing:
            for part in on_each_day(self.event, row):
                count[self.event.local(part.span.start).date()] += 1
        return [
            {"id": day.isoformat(), "name": short_day(day), "long": day_name(day), "items": number}
            for day, number in count.items()
        ]

    @cached_property
    def _hours(self) -> list[int]:
        """The full hours of the day and of all that stands on it, as minutes."""
        settings = self.event.settings
        spans = [self._minutes(row.span) for row in self._rows]
        first = min([settings.day_start.hour * 60, *(start for start, _ in spans)])
        last = max([settings.day_end.hour * 60 + settings.day_end.minute, *(end for _, end in spans)])
        return [int(first // 60) * 60, -int(-last // 60) * 60]

    @cached_property
    def _rows(self) -> tuple[Placement, ...]:
        """What stands on the day, with the hours of that day."""
        parts = (part for row in self.plan.standing for part in on_each_day(self.event, row))
        return tuple(part for part in parts if self.event.local(part.span.start).date() == self.day)

    @cached_property
    def _kinds(self) -> frozenset[ItemKind]:
        return frozenset(row.kind for row in self.plan.rows)

    def _minutes(self, span: Span) -> tuple[float, float]:
        return minute(self.event, span.start, self.day), minute(self.event, span.end, self.day)

    # --- bars ----------------------------------------------------------------------------------------------------

    def _bars(self) -> Iterator[dict[str, Json]]:
        """A bar for each row that stands; by room the turns of a line lie in one bar."""
        lines = [line for line in self.event.lines if self.event.local(line.start).date() == self.day]
        in_lines = self.view == View.ROOMS
        for row in self._rows:
            if not (in_lines and row.item in self.event.entry):
                yield self._bar(row)
        for line in lines if in_lines else ():
            yield self._line(line)

    def _bar(self, row: Placement) -> dict[str, Json]:
        event, (first, last) = self.event, self._minutes(row.span)
        meeting, codes = event.meeting.get(row.item), parties_of(event, row.item, row.people)
        room = event.room.get(row.room)
        return {
            "id": row.item,
            "rows": lanes_with(event, row, self.view),
            "first": first,
            "last": last,
            "kind": row.kind.value,
            "label": " ".join(meeting.parties[:2]) if meeting is not None and meeting.is_bilateral else row.title,
            "title": called(event, row.item),
            "what": kind_name(event, row.item, row.kind),
            "when": hours(event, row.span),
            "room": row.room if room is not None else "",
            "where": room_label(event, row.room),
            "zone": event.zone_of(row.room),
            "who": self._who(row),
            "codes": codes,
            "parties": [delegation_name(event, code) for code in codes[:NAMED]],
            "marks": marks_of(event, row),
            "locked": row.locked,
            "done": row.state == PlanState.DONE,
            "provisional": meeting is not None and meeting.provisional,
            "restricted": meeting is not None and meeting.restricted,
            "movable": (meeting is not None or row.item in event.entry) and row.state != PlanState.DONE,
            "turn": row.item in event.entry,
            "minutes": None if meeting is None else meeting.minutes,
            "broken": self._broken.get(row.item, []),
            "rest": 0 if room is None or self.view != View.ROOMS else event.turnover(room),
            "why": row.why,
        }

    def _who(self, row: Placement) -> str:
        people = attending(self.event, row)
        told = "; ".join(person_name(self.event, one) for one in people[:NAMED])
        return f"{told}; and {len(people) - NAMED} more" if len(people) > NAMED else told

    def _line(self, line: Line) -> dict[str, Json]:
        """A line as one bar over its window, with its turns in order."""
        event = self.event
        turns = [row for row in self._rows if row.item in event.entry and event.entry[row.item].line == line.id]
        turns.sort(key=lambda row: (row.span, row.position or 0))
        first, last = self._minutes(Span.of(line.start, line.end))
        return {
            "id": line.id,
            "rows": (line.room if line.room in event.room else NOWHERE,),
            "first": first,
            "last": last,
            "kind": line.kind.value,
            "label": f"{line.label} ({len(turns)})",
            "title": line.label,
            "what": KIND_NAMES[ItemKind(line.kind.value)],
            "when": hours(event, Span.of(line.start, line.end)),
            "room": line.room,
            "where": room_label(event, line.room),
            "zone": event.zone_of(line.room),
            "who": f"{len(turns)} turns",
            "codes": tuple(dict.fromkeys(event.entry[row.item].delegation for row in turns)),
            "broken": [said for row in turns for said in self._broken.get(row.item, [])],
            "rest": 0 if line.room not in event.room else event.turnover(event.room[line.room]),
            "turns": [self._turn(row) for row in turns],
        }

    def _turn(self, row: Placement) -> dict[str, Json]:
        return {
            **self._bar(row),
            "position": row.position,
            "label": delegation_name(self.event, self.event.entry[row.item].delegation),
            "clock": f"{self.event.local(row.span.start):%H:%M:%S}".removesuffix(":00"),
        }

    @cached_property
    def _broken(self) -> Mapping[str, list[str]]:
        found: dict[str, list[str]] = {}
        for breach in self.breaches:
            for item in breach.items:
                found.setdefault(item, []).append(breach.sentence)
        return found

    # --- between -------------------------------------------------------------------------------------------------

    def _gaps(self) -> Iterator[dict[str, Json]]:
        """By person, the walks from one zone to the next."""
        if self.view != View.PERSONS:
            return
        by_lane: dict[str, list[Placement]] = {}
        for row in sorted(self._rows, key=lambda row: row.span):
            for lane in lanes_with(self.event, row, self.view):
                by_lane.setdefault(lane, []).append(row)
        for lane, rows in by_lane.items():
            for before, after in pairwise(rows):
                walk = self.event.walk(self.event.zone_of(before.room), self.event.zone_of(after.room))
                end = self._minutes(before.span)[1]
                if walk:
                    yield {"row": lane, "first": end, "last": end + walk, "why": f"{walk} minutes' walk"}

    # --- what is not on the board --------------------------------------------------------------------------------

    def _tray(self) -> Iterator[dict[str, Json]]:
        """What waits for a place, the most valuable first, those that are new to the plan among it."""
        event, rows = self.event, self.plan.by_item
        waiting = [*event.meeting, *(entry.item for entry in event.entries if entry.status != "withdrawn")]
        for item in sorted(waiting, key=self._worth, reverse=True):
            row = rows.get(item)
            if row is None or row.state == PlanState.UNPLACED:
                yield self._waiting(item, row)

    def _worth(self, item: str) -> int:
        return self.event.meeting[item].worth if item in self.event.meeting else 0

    def _waiting(self, item: str, row: Placement | None) -> dict[str, Json]:
        event, meeting = self.event, self.event.meeting.get(item)
        codes = parties_of(event, item, ())
        return {
            "id": item,
            "title": called(event, item),
            "kind": meeting.kind.value if meeting is not None else event.line[event.entry[item].line].kind.value,
            "minutes": None if meeting is None else meeting.minutes,
            "worth": self._worth(item),
            "turn": meeting is None,
            "codes": codes,
            "why": "New: not planned yet." if row is None else row.why,
        }

    def _items(self) -> list[list[str]]:
        """Every item with its day, to be searched."""
        event = self.event
        return [
            [row.item, called(event, row.item), event.local(row.span.start).date().isoformat(), hours(event, row.span)]
            for row in self.plan.standing
        ]

    def _breach(self, breach: Breach) -> dict[str, Json]:
        rows = [self.plan.by_item[item] for item in breach.items if item in self.plan.by_item]
        days = [self.event.local(row.span.start).date().isoformat() for row in rows if row.stands]
        return {"sentence": breach.sentence, "items": breach.items, "day": next(iter(days), "")}


def called(event: Event, item: str) -> str:
    """`France – Japan`, `Turn of France in Signing`: what an item is called where it is no part of a sentence."""
    if item in event.entry:
        entry = event.entry[item]
        return f"Turn of {delegation_name(event, entry.delegation)} in {event.line[entry.line].label}"
    if item in event.meeting:
        return event.meeting[item].title
    return event.programme_item[item].title if item in event.programme_item else item


def now_on(event: Event, moment: datetime) -> dict[str, Json] | None:
    """The moment on the clock of the event; None on a day that is none of it."""
    local = event.local(moment)
    if local.date() not in event.days:
        return None
    return {"day": local.date().isoformat(), "minute": minute(event, moment, local.date())}


def places_told(event: Event, places: Places, names: Iterable[str] = ()) -> dict[str, Json]:
    """The verdicts on the places of a day, as the board colours them."""
    found = {item for items in places.gives_way for item in items}
    return {
        "item": places.item,
        "day": places.day.isoformat(),
        "minutes": places.minutes,
        "starts": [minute(event, start, places.day) for start in places.starts],
        "rooms": places.rooms,
        "verdicts": ["".join(map(str, row)) for row in places.verdicts.tolist()],
        "said": places.said.tolist(),
        "parts": places.parts,
        "gives": [list(items) for items in places.gives_way],
        "names": {item: opening(item_name(event, item)) for item in (*found, *names)},
    }

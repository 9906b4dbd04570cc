"""A day of a plan as bars on lanes, by room or by person, and the chart that draws them.

Times are minutes of the day on the event's clock, so that no browser can shift them into its own time zone.
"""

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime

import pandas as pd

from planner.domain.days import on_each_day
from planner.domain.event import Event
from planner.domain.plan import Placement, Plan
from planner.domain.records import Line, Person
from planner.domain.turns import taken_span
from planner.domain.vocabulary import KIND_NAMES, ItemKind
from planner.domain.wording import room_label
from planner.ui.drawing.frames import marks_of, person_label, when

DAY = 24 * 60
AWAY = "Not there"
"""The kind of a bar that shows a person's absence."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One stretch of time on a lane. `label` stands in the bar, the other texts in its tooltip."""

    lane: str
    start: float
    end: float
    kind: str
    label: str
    title: str
    when: str
    room: str = ""
    who: str = ""
    marks: str = ""
    item: str = ""


def days_of(event: Event, plan: Plan) -> tuple[date, ...]:
    """The days of the event and those of the plan's rows."""
    planned = {event.local(part.span.start).date() for row in plan.standing for part in on_each_day(event, row)}
    return tuple(sorted(planned | set(event.days)))


def minute(event: Event, moment: datetime, day: date) -> float:
    """The minute of the day that the clock shows, beyond 1440 on the days after and below 0 on those before."""
    local = event.local(moment)
    clock = local.hour * 60 + local.minute + local.second / 60
    return clock + (local.date() - day).days * DAY


def bars_by_room(event: Event, plan: Plan, day: date, rooms: Iterable[str], broken: frozenset[str]) -> tuple[Bar, ...]:
    """What is in each of the rooms on a day; a line is one bar over its window."""
    wanted = set(rooms)
    rows = [row for row in _on(event, plan, day) if row.room in wanted and row.item not in event.entry]
    bars = [_bar(event, row, day, room_label(event, row.room), _short(event, row), broken) for row in rows]
    lines = [line for line in event.lines if line.room in wanted and event.local(line.start).date() == day]
    return (*bars, *(_window(event, plan, line, day) for line in lines))


def _on(event: Event, plan: Plan, day: date) -> Iterator[Placement]:
    """What takes place on a day, with the hours of that day."""
    parts = (part for row in plan.standing for part in on_each_day(event, row))
    return (part for part in parts if event.local(part.span.start).date() == day)


def _bar(event: Event, row: Placement, day: date, lane: str, label: str, broken: frozenset[str]) -> Bar:
    marks = [*(["breaks a rule"] if row.item in broken else []), *filter(None, [marks_of(event, row)])]
    signs = ("▲ " if row.item in broken else "") + ("◆ " if row.locked else "")
    return Bar(
        lane=lane,
        start=minute(event, row.span.start, day),
        end=minute(event, row.span.end, day),
        kind=KIND_NAMES[row.kind],
        label=signs + label,
        title=row.title or row.item,
        when=when(event, row),
        room=room_label(event, row.room),
        who="; ".join(person_label(event, person) for person in row.people[:6])
        + ("; …" if len(row.people) > 6 else ""),
        marks=", ".join(marks),
        item=row.item,
    )


def _short(event: Event, row: Placement) -> str:
    """What a bar has room for: the two codes of a bilateral below each other, otherwise the title."""
    meeting = event.meeting.get(row.item)
    if meeting is not None and meeting.is_bilateral:
        return "\n".join(meeting.parties[:2])
    return row.title or row.item


def _window(event: Event, plan: Plan, line: Line, day: date) -> Bar:
    turns = sum(1 for row in plan.standing if row.item in event.entry and event.entry[row.item].line == line.id)
    hours = f"{line.start:%H:%M}–{line.end:%H:%M}"
    return Bar(
        lane=room_label(event, line.room),
        start=minute(event, line.start, day),
        end=minute(event, line.end, day),
        kind=KIND_NAMES[ItemKind(line.kind)],
        label=f"{line.label}: {turns} turns",
        title=line.label,
        when=hours,
        room=room_label(event, line.room),
        who=f"{turns} turns",
        item=line.id,
    )


# --- by person -------------------------------------------------------------------------------------------------------


def lane_of(event: Event, person: Person) -> str:
    """`FRA · Minister of Justice`; the code in front keeps the people of a delegation together."""
    return f"{person.delegation} · {person.title or person.name}"


def bars_by_delegation(
    event: Event, plan: Plan, day: date, codes: Iterable[str], broken: frozenset[str]
) -> tuple[Bar, ...]:
    """What each person of the delegations does on a day, and when a person is not there; busy people only."""
    people = [person for code in codes for person in event.people_of.get(code, ())]
    rows: dict[str, list[Placement]] = {person.id: [] for person in people}
    for row in _on(event, plan, day):
        attending = event.attendees(event.programme_item[row.item]) if row.item in event.programme_item else row.people
        for person in attending:
            if person in rows:
                rows[person].append(row)
    busy = [person for person in people if rows[person.id]]
    return tuple(bar for person in busy for bar in _of_person(event, person, rows[person.id], day, broken))


def _of_person(
    event: Event, person: Person, rows: Iterable[Placement], day: date, broken: frozenset[str]
) -> Iterator[Bar]:
    lane = lane_of(event, person)
    for row in rows:
        bar = _bar(event, row, day, lane, _from_side(event, row, person), broken)
        yield _with_margins(event, row, day, bar) if row.item in event.entry else bar
    arrives, departs = event.presence(person)
    spans: list[tuple[datetime | None, datetime | None, str]] = []
    spans += [(None, arrives, "before arrival")] if arrives is not None else []
    spans += [(departs, None, "after departure")] if departs is not None else []
    spans += [(one.from_, one.to, "absent") for one in event.absences_of.get(person.id, ())]
    for start, end, why in spans:
        first = 0.0 if start is None else max(0.0, minute(event, start, day))
        last = float(DAY) if end is None else min(float(DAY), minute(event, end, day))
        if first < last:
            yield Bar(lane, first, last, AWAY, why, AWAY, f"{clock_of(first)}–{clock_of(last)}", who=why)


def _with_margins(event: Event, row: Placement, day: date, bar: Bar) -> Bar:
    """The bar of a turn over all the time for which it takes its person."""
    taken = taken_span(event.line[event.entry[row.item].line], row.span)
    return replace(bar, start=minute(event, taken.start, day), end=minute(event, taken.end, day))


def _from_side(event: Event, row: Placement, person: Person) -> str:
    """What a bar says on the lane of one side: the codes of the others of a bilateral, otherwise the title."""
    meeting = event.meeting.get(row.item)
    if meeting is not None and meeting.is_bilateral:
        return "\n".join(code for code in meeting.parties[:3] if code != person.delegation)
    return KIND_NAMES[row.kind][:2] if row.item in event.entry else row.title or row.item


def clock_of(minutes: float) -> str:
    """`09:30` for minute 570."""
    hour, rest = divmod(int(minutes), 60)
    return f"{hour:02}:{rest:02}"


# --- frames ----------------------------------------------------------------------------------------------------------


def hours_of(bars: Iterable[Bar]) -> tuple[int, int]:
    """The full hours in which the bars lie, absences aside; 8 to 20 where there are none."""
    timed = [bar for bar in bars if bar.kind != AWAY]
    if not timed:
        return 8, 20
    return int(min(bar.start for bar in timed) // 60), -int(-max(bar.end for bar in timed) // 60)


def clipped(bars: Iterable[Bar], hours: tuple[int, int]) -> pd.DataFrame:
    """The part of the bars that lies inside the hours."""
    first, last = hours[0] * 60, hours[1] * 60
    inside = [replace(bar, start=max(bar.start, first), end=min(bar.end, last)) for bar in bars]
    return pd.DataFrame([asdict(bar) for bar in inside if bar.start < bar.end], columns=list(Bar.__slots__))

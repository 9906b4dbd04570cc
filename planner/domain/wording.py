"""The names and times that sentences use: titles for ids, clock times for moments."""

from datetime import date, datetime

from planner.domain.clock import Span, clock
from planner.domain.event import Event
from planner.domain.turns import spoken


def person_name(event: Event, person: str) -> str:
    """`the Minister of Justice of France`."""
    return spoken(event, event.person[person]) if person in event.person else f"'{person}'"


def delegation_name(event: Event, code: str) -> str:
    return event.delegation[code].label if code in event.delegation else f"'{code}'"


def room_name(event: Event, room: str) -> str:
    if room in event.room:
        return event.room[room].name
    return f"'{room}'" if room else "no room"


def interpreter_name(event: Event, interpreter: str) -> str:
    return event.interpreter[interpreter].name if interpreter in event.interpreter else f"'{interpreter}'"


def item_name(event: Event, item: str) -> str:
    """The quoted title of an item or line; `the turn of France in 'Signing'` for a line entry."""
    if item in event.entry:
        entry = event.entry[item]
        return f"the turn of {delegation_name(event, entry.delegation)} in '{event.line[entry.line].label}'"
    if item in event.meeting:
        return f"'{event.meeting[item].title}'"
    if item in event.programme_item:
        return f"'{event.programme_item[item].title}'"
    if item in event.line:
        return f"'{event.line[item].label}'"
    for asked in event.bilaterals:
        if asked.id == item:  # declined or withdrawn, and so no meeting of the event
            return f"'{delegation_name(event, asked.requester)} – {delegation_name(event, asked.counterpart)}'"
    return f"'{item}'"


def opening(text: str) -> str:
    """The text as a sentence begins."""
    return text[:1].upper() + text[1:]


def moment(event: Event, when: datetime) -> str:
    """`14:30 on Saturday 25 October`; seconds where there are any."""
    local = event.local(when)
    said = clock(local)
    return f"{local:%H:%M:%S}{said[5:]}" if local.second else said


def hours(event: Event, span: Span) -> str:
    """`14:30-15:00 on Saturday 25 October`, or both moments in full where they are on two days."""
    start, end = moment(event, span.start), moment(event, span.end)
    first, _, day = start.partition(" on ")
    return f"{first}–{end}" if end.endswith(f" on {day}") else f"{start} – {end}"


def day_name(day: date) -> str:
    return f"{day:%A} {day.day} {day:%B}"


def count(number: int, one: str, more: str = "") -> str:
    """`1 seat`, `2 seats`, `1 entry is`, `1,000 entries are`: `more` says what an s alone does not."""
    return f"{number:,} {one if number == 1 else more or one + 's'}"


def lasting(minutes: float) -> str:
    """`1 minute`, `20 minutes`, `2.5 minutes`."""
    return f"{round(minutes, 2):g} minute" + ("" if minutes == 1 else "s")

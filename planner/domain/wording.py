"""The names and times that sentences use: titles for ids, clock times for moments."""

import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from math import ceil

from planner.domain.clock import Span, clock
from planner.domain.event import Event
from planner.domain.plan import Placement
from planner.domain.turns import spoken
from planner.domain.vocabulary import BILATERAL_NAMES, KIND_NAMES, ItemKind


def person_name(event: Event, person: str) -> str:
    """`the Minister of Justice of France`."""
    return spoken(event, event.person[person]) if person in event.person else f"'{person}'"


def delegation_name(event: Event, code: str) -> str:
    """The short name of a delegation; a code that the event does not know, in quotes."""
    return event.delegation[code].label if code in event.delegation else f"'{code}'"


_PLURAL = "Bahamas|Comoros|Gambia|Holy See|Maldives|Netherlands|Niger|Philippines"
_COMMON = "Bank|Commission|Community|Confederation|Congo|Council|Court|Emirates|Federation|Fund|Islands|Kingdom|League|"
_COMMON += "Nations|Office|Order|Organi[sz]ation|Programme|Republic|Secretariat|States|Union"
_TAKES_ARTICLE = re.compile(
    rf"(?:{_PLURAL})$|(?:.* )?(?:{_COMMON})$"
    r"|(?:[\w'’]+ )*(?:Commonwealth|Kingdom|Office|Organi[sz]ation|Republic|State|States|Sultanate|Union) (?:of|for)\b"
)
"""Names of States and organisations with which English puts the article: what is a common noun, and the plurals."""


def with_article(name: str) -> str:
    """`the European Union`, `France`: a short name in the middle of a sentence."""
    return f"the {name}" if _TAKES_ARTICLE.match(name) else name


def room_name(event: Event, room: str) -> str:
    """The name of a room; `no room` for none, and a code that the event does not know in quotes."""
    if room in event.room:
        return event.room[room].name
    return f"'{room}'" if room else "no room"


def room_label(event: Event, code: str) -> str:
    """The name of a room where it stands alone, in a table; a code that the event does not know as it is."""
    return event.room[code].name if code in event.room else code


def interpreter_name(event: Event, interpreter: str) -> str:
    """The name of an interpreter; an id that the event does not know, in quotes."""
    return event.interpreter[interpreter].name if interpreter in event.interpreter else f"'{interpreter}'"


def interpreter_names(event: Event, interpreters: Iterable[str]) -> tuple[str, ...]:
    """The names of those of the interpreters whom the event knows."""
    return tuple(event.interpreter[one].name for one in interpreters if one in event.interpreter)


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
    for bilateral in event.bilaterals:
        if bilateral.id == item:  # declined or withdrawn, and so no meeting of the event
            return f"'{delegation_name(event, bilateral.requester)} – {delegation_name(event, bilateral.counterpart)}'"
    return f"'{item}'"


def title_of(event: Event, row: Placement) -> str:
    """What an item is called: as the event says it, for anybody may have typed over it in the sheet Plan."""
    if row.item in event.entry:
        return event.line[event.entry[row.item].line].label
    if row.item in event.meeting:
        return event.meeting[row.item].title
    return event.programme_item[row.item].title if row.item in event.programme_item else row.title or row.item


def kind_name(event: Event, item: str, kind: ItemKind) -> str:
    """`Signing`, `Courtesy call`: what a single item is called by its kind."""
    meeting = event.meeting.get(item)
    return KIND_NAMES[kind] if meeting is None or not meeting.is_bilateral else BILATERAL_NAMES[meeting.ceremony]


def opening(text: str) -> str:
    """The text as a sentence begins."""
    return text[:1].upper() + text[1:]


def moment(event: Event, when: datetime, *, seconds: bool = False) -> str:
    """`14:30 on Saturday 25 October`: the minute that has begun, or with the seconds where there are any."""
    local = event.local(when)
    shown = clock(local)
    return f"{local:%H:%M:%S}{shown[5:]}" if seconds and local.second else shown


def in_minutes(span: Span) -> Span:
    """The whole minutes that a span touches: what people are told has no seconds."""
    start = span.start.replace(second=0, microsecond=0)
    return Span(start, start + timedelta(minutes=ceil((span.end - start).total_seconds() / 60)))


def hours(event: Event, span: Span, *, seconds: bool = False) -> str:
    """`14:30–15:00 on Saturday 25 October`, or both moments in full where they are on two days; in whole minutes."""
    shown = span if seconds else in_minutes(span)
    start, end = (moment(event, one, seconds=seconds) for one in (shown.start, shown.end))
    first, _, day = start.partition(" on ")
    return f"{first}–{end}" if end.endswith(f" on {day}") else f"{start} – {end}"


def day_name(day: date) -> str:
    """`Monday 3 November`."""
    return f"{day:%A} {day.day} {day:%B}"


def count(number: int, one: str, more: str = "") -> str:
    """`1 seat`, `2 seats`, `1 entry is`, `1,000 entries are`: `more` says what an s alone does not."""
    return f"{number:,} {one if number == 1 else more or one + 's'}"


def short_day(day: date) -> str:
    """`Mon 3 Nov`."""
    return f"{day:%a} {day.day} {day:%b}"


def lasting(minutes: float) -> str:
    """`1 minute`, `20 minutes`, `2.5 minutes`, `1 hour`, `2 h 20 min`."""
    rounded = round(minutes, 2)
    full, rest = divmod(rounded, 60)
    if abs(rounded) < 60:
        return f"{rounded:g} minute" + ("" if rounded == 1 else "s")
    return f"{full:,.0f} h {round(rest, 2):g} min" if rest else count(int(full), "hour")

"""What papers say of rows, people and places: short names, clock times, walks. They read what a view has left."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta

from planner.domain.days import end_clock, on_each_day
from planner.domain.event import Event
from planner.domain.plan import Placement
from planner.domain.records import Delegation, Person
from planner.domain.vocabulary import ItemKind
from planner.domain.wording import kind_name
from planner.papers.words import language_name

# --- time ------------------------------------------------------------------------------------------------------------


def clock(moment: datetime) -> str:
    """`10:45`, with seconds where there are any."""
    return f"{moment:%H:%M:%S}".removesuffix(":00")


def start_of(event: Event, row: Placement) -> datetime:
    return event.local(row.span.start)


def end_of(event: Event, row: Placement) -> datetime:
    return event.local(row.span.end)


def hours(event: Event, row: Placement) -> str:
    """`10:45–11:00`."""
    return f"{clock(start_of(event, row))}–{until(event, row)}"


def until(event: Event, row: Placement) -> str:
    """`11:00`, or `24:00` at the end of a day."""
    return end_clock(start_of(event, row), end_of(event, row))


def window(event: Event, turns: Sequence[Placement]) -> str:
    """From the first of some turns to the last, in full minutes."""
    end = end_of(event, turns[-1])
    whole = end if not end.second else end.replace(second=0) + timedelta(minutes=1)
    return f"{start_of(event, turns[0]):%H:%M}–{whole:%H:%M}"


def minute_before(moment: datetime, minutes: float) -> datetime:
    """So many minutes earlier, at the full minute."""
    return (moment - timedelta(minutes=minutes)).replace(second=0, microsecond=0)


def be_there(event: Event, row: Placement) -> datetime | None:
    """From when a person must be at the place of a turn; None for what is no turn."""
    entry = event.entry.get(row.item)
    return None if entry is None else minute_before(start_of(event, row), event.line[entry.line].before)


def place_of(event: Event, row: Placement) -> str:
    """Where a row takes place; a pull-aside, where its parties agree."""
    return "As agreed" if not row.room and row.item in event.meeting else place_words(event, row.room)


def by_day(event: Event, rows: Iterable[Placement]) -> dict[date, list[Placement]]:
    """The standing rows by day, in order of time, and of workbook where that is the same.

    What lasts over several days is there on each of them, with the hours of that day.
    """
    days: dict[date, list[Placement]] = {}
    standing = (part for row in rows if row.stands for part in on_each_day(event, row))
    for row in sorted(standing, key=lambda row: row.span):
        days.setdefault(start_of(event, row).date(), []).append(row)
    return days


# --- names -----------------------------------------------------------------------------------------------------------


def label(event: Event, code: str) -> str:
    """The short official name of a delegation."""
    return event.delegation[code].label if code in event.delegation else code


def person_words(person: Person) -> str:
    """`Ilva Marn, President of Aldoria`; empty for a delegation whose people are not named."""
    return "" if person.implied else person.presented


def liaison_words(delegation: Delegation) -> str:
    """`Ana Sil, 0101 555 213`: who accompanies a delegation, and how to reach them."""
    return ", ".join(filter(None, (delegation.liaison, delegation.liaison_phone)))


def rank_words(person: Person) -> str:
    return "" if person.implied else person.rank.replace("_", " ").capitalize()


def room_words(event: Event, code: str) -> str:
    return event.room[code].name if code in event.room else code


def place_words(event: Event, code: str) -> str:
    """`Blue Room, East Wing, floor 2`."""
    floor = event.room[code].storey if code in event.room else ""
    return ", ".join(filter(None, (room_words(event, code), event.zone_of(code), floor)))


def event_words(event: Event) -> str:
    """Where the event is held and what it is about, as far as that is said."""
    return " · ".join(filter(None, (event.settings.venue, event.settings.theme)))


def languages_by_item(event: Event) -> Mapping[str, tuple[str, ...]]:
    """The languages that interpretation must bridge in each meeting that asks for it."""
    bilaterals = {one.id: one.languages for one in event.bilaterals if one.languages}
    return bilaterals | {one.id: one.languages for one in event.side_events if one.languages}


def interpretation(languages: Sequence[str]) -> str:
    """`English–Arabic`."""
    return "–".join(language_name(one) for one in languages)


# --- items -----------------------------------------------------------------------------------------------------------


def item_title(event: Event, row: Placement) -> str:
    """What the item is called: from the event, for the Plan sheet may have been typed over."""
    if row.item in event.entry:
        return event.line[event.entry[row.item].line].label
    if row.item in event.meeting:
        return event.meeting[row.item].title
    return event.programme_item[row.item].title if row.item in event.programme_item else row.title or row.item


def kind_words(event: Event, row: Placement) -> str:
    """`Bilateral meeting`, `Signing`; empty for the programme, whose titles speak for themselves."""
    return "" if row.kind == ItemKind.PROGRAMME else kind_name(event, row.item, row.kind)


def attending(event: Event, row: Placement) -> tuple[str, ...]:
    """Who attends a row, by id: of a programme item the event says it."""
    if row.item in event.programme_item:
        return event.attendees(event.programme_item[row.item])
    return tuple(one for one in row.people if one in event.person)


def provisional(event: Event, row: Placement) -> bool:
    return row.item in event.meeting and event.meeting[row.item].provisional


def restricted(event: Event, row: Placement) -> bool:
    return row.item in event.meeting and event.meeting[row.item].restricted

"""What papers say of rows, people and places: short names, clock times, walks. They read what a view has left."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from planner.domain.days import end_clock
from planner.domain.event import Event
from planner.domain.plan import Placement
from planner.domain.records import Delegation, Person
from planner.domain.records import Line as Queue
from planner.domain.vocabulary import HEAD_OF_ORGANISATION, RANK_NAMES, DelegationKind, ItemKind, Rank
from planner.domain.ways import Way, attending_for
from planner.domain.wording import kind_name, room_label
from planner.papers.edition import EVENT_LANGUAGE
from planner.papers.words import both, language_name, name_in, word

# --- time ------------------------------------------------------------------------------------------------------------


def clock(moment: datetime) -> str:
    """`10:45`, with seconds where there are any."""
    return f"{moment:%H:%M:%S}".removesuffix(":00")


def start_of(event: Event, row: Placement) -> datetime:
    """When a row starts, on the event's clock."""
    return event.local(row.span.start)


def end_of(event: Event, row: Placement) -> datetime:
    """When a row ends, on the event's clock."""
    return event.local(row.span.end)


def hours(event: Event, row: Placement) -> str:
    """`10:45–11:00`."""
    return f"{clock(start_of(event, row))}–{until(event, row)}"


def until(event: Event, row: Placement) -> str:
    """`11:00`, or `24:00` at the end of a day."""
    return end_clock(start_of(event, row), end_of(event, row))


def line_hours(event: Event, line: Queue) -> str:
    """`10:15–12:50`: for how long a line holds its room, whenever its last turn ends."""
    return f"{clock(event.local(line.start))}–{end_clock(event.local(line.start), event.local(line.end))}"


def line_window(event: Event, line: Queue) -> str:
    """`10:15–12:50, Great Hall, Palace`: when and where a line is held."""
    return f"{line_hours(event, line)}, {place_words(event, line.room)}"


def minute_over(moment: datetime) -> str:
    """`11:23` for 11:22:30: the minute in which something is over, so that nobody is told too early an end."""
    whole = moment if not moment.second else moment + timedelta(seconds=60 - moment.second)
    return f"{whole:%H:%M}"


def minute_before(moment: datetime, minutes: float) -> datetime:
    """So many minutes earlier, at the full minute."""
    return (moment - timedelta(minutes=minutes)).replace(second=0, microsecond=0)


def be_there(event: Event, row: Placement) -> datetime | None:
    """From when a person must be at the place of a turn; None for what is no turn."""
    entry = event.entry.get(row.item)
    return None if entry is None else minute_before(start_of(event, row), event.line[entry.line].before)


def place_of(event: Event, row: Placement, second: str = "") -> str:
    """Where a row takes place; a pull-aside, where its parties agree."""
    agreed = not row.room and row.item in event.meeting
    return both("as_agreed", second) if agreed else place_words(event, row.room)


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


def people_words(event: Event, row: Placement, code: str) -> str:
    """`Ilva Marn, President of Aldoria; Oona Prell, Minister of Aldoria`: who of a delegation attends a row."""
    return "; ".join(filter(None, (person_words(event.person[one]) for one in attending_for(event, row, code))))


def named_in(event: Event, code: str, language: str) -> str:
    """`Allemagne`: a delegation in another language, as far as its name is known there."""
    return name_in(label(event, code), language)


def walk_words(event: Event, way: Way | None, room: str, language: str = EVENT_LANGUAGE) -> str:
    """`8 min on foot from Main Hall`; empty where there is nowhere to walk from or to."""
    if way is None or not way.walk or way.room == room:
        return ""
    return word("on_foot", language, minutes=str(way.walk), room=room_label(event, way.room))


def too_tight(event: Event, way: Way | None, row: Placement, second: str = "") -> str:
    """`Cannot be made: free only at 10:48`, of a way that ends after its duty has begun; empty of any other."""
    if way is None or not way.cannot_be_made(start_of(event, row)):
        return ""
    return both("too_tight", second, time=clock(way.free_from))


def rank_words(event: Event, person: Person) -> str:
    """`Head of Government`; empty of a person who was made up for a delegation that lists nobody."""
    organisation = event.delegation[person.delegation].kind == DelegationKind.ORGANISATION
    leads = organisation and person.rank == Rank.HEAD_OF_STATE
    return "" if person.implied else HEAD_OF_ORGANISATION if leads else RANK_NAMES[person.rank]


def place_words(event: Event, code: str) -> str:
    """`Blue Room, East Wing, floor 2`."""
    floor = event.room[code].storey if code in event.room else ""
    return ", ".join(filter(None, (room_label(event, code), event.zone_of(code), floor)))


def event_words(event: Event) -> str:
    """Where the event is held and what it is about, as far as that is said."""
    return " · ".join(filter(None, (event.settings.venue, event.settings.theme)))


def languages_by_item(event: Event) -> Mapping[str, tuple[str, ...]]:
    """The languages that interpretation must bridge in each meeting that asks for it."""
    bilaterals = {one.id: one.languages for one in event.bilaterals if one.languages}
    return bilaterals | {one.id: one.languages for one in event.side_events if one.languages}


def interpretation(languages: Sequence[str], language: str = EVENT_LANGUAGE) -> str:
    """`English–Arabic`; empty where no language is given in which to say it."""
    return "–".join(language_name(one, language) for one in languages) if language else ""


def languages_heard(languages: Sequence[str], language: str = EVENT_LANGUAGE) -> str:
    """`Arabic, Chinese, English`: in the order of their names, as the United Nations list them in English."""
    return ", ".join(sorted(language_name(one, language) for one in languages)) if language else ""


# --- items -----------------------------------------------------------------------------------------------------------


def kind_words(event: Event, row: Placement) -> str:
    """`Bilateral meeting`, `Signing`; empty for the programme, whose titles speak for themselves."""
    return "" if row.kind == ItemKind.PROGRAMME else kind_name(event, row.item, row.kind)


def kind_in(event: Event, row: Placement, language: str) -> str:
    """What `kind_words` says, in another language; empty where no language is given."""
    if row.kind == ItemKind.PROGRAMME or not language:
        return ""
    meeting = event.meeting.get(row.item)
    kind = meeting.ceremony if meeting is not None and meeting.is_bilateral else row.kind
    return word(f"kind_{kind}", language)


def provisional(event: Event, row: Placement) -> bool:
    """Whether the row is of a meeting to which the other side has not agreed yet."""
    return row.item in event.meeting and event.meeting[row.item].provisional


def restricted(event: Event, row: Placement) -> bool:
    """Whether the row is of a meeting that public and door sheets never show."""
    return row.item in event.meeting and event.meeting[row.item].restricted

"""What keeps those who must attend from a meeting: presence, absences, duties, turns in lines, caps per day."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from planner.domain.clock import Span
from planner.domain.turns import margins, taken_span
from planner.domain.wording import day_name, hours, item_name, moment, person_name
from planner.explain.places.beside import in_the_way
from planner.explain.places.block import Block, Culprit, block, column
from planner.explain.places.ways import Ways, seconds
from planner.rules.case import AFTER_ALL, BEFORE_ALL, Duty


def people_blocks(ways: Ways) -> Iterator[Block | None]:
    """One block for each person who might attend and each rule that closes anything for them."""
    for person in ways.people:
        name = person_name(ways.event, person)
        for rule, culprits in (
            ("person-present", away(ways, person, ways.case.presence[person])),
            ("person-free", engaged(ways, ways.case.duties.get(person, ()))),
            ("turn-free", _turns(ways, person)),
            ("daily-cap", _cap(ways, person)),
        ):
            yield block(rule, "person", person, name, culprits)


def away(ways: Ways, who: str, present: Span) -> Iterator[Culprit]:
    """The presence and the absences of a person or interpreter."""
    if present.start != BEFORE_ALL:
        yield Culprit(f"arrives at {moment(ways.event, present.start)}", column(ways.first < seconds(present.start)))
    if present.end != AFTER_ALL:
        yield Culprit(f"departs at {moment(ways.event, present.end)}", column(ways.last > seconds(present.end)))
    for absence in ways.case.absences.get(who, ()):
        yield Culprit(f"is absent {hours(ways.event, absence)}", column(ways.too_near(absence)))


def engaged(ways: Ways, duties: tuple[Duty, ...]) -> Iterator[Culprit]:
    """The duties of a person or interpreter, each with the gap or the walk that the zones of the rooms ask for."""
    zones = set(ways.zones)
    for duty in duties:
        before = {zone: ways.event.gap(zone, duty.zone) for zone in zones}
        after = {zone: ways.event.gap(duty.zone, zone) for zone in zones}
        yield from in_the_way(ways, duty.item, item_name(ways.event, duty.item), duty.span, before, after)


def _turns(ways: Ways, person: str) -> Iterator[Culprit]:
    event, zones = ways.event, set(ways.zones)
    for row in ways.case.turns:
        entry = event.entry[row.item]
        if event.entrant(entry).id == person:
            line = event.line[entry.line]
            around = {zone: margins(event, line, zone) for zone in zones}
            before = {zone: minutes - line.before for zone, (minutes, _) in around.items()}
            after = {zone: minutes - line.after for zone, (_, minutes) in around.items()}
            name = item_name(event, row.item)
            yield from in_the_way(ways, row.item, name, taken_span(line, row.span), before, after)


def _cap(ways: Ways, person: str) -> Iterator[Culprit]:
    event, case = ways.event, ways.case
    cap = event.cap(event.person[person])
    if cap is None or not ways.meeting.is_bilateral:
        return
    held: defaultdict[date, list[str]] = defaultdict(list)
    for duty in case.duties.get(person, ()):
        if duty.item in event.meeting and event.meeting[duty.item].is_bilateral:
            held[case.day(duty.span.start)].append(duty.item)
    for day in event.days:
        count = len(held[day])
        if count >= cap:
            # Where more than the cap are held, one that goes makes no room.
            items = tuple(held[day]) if count == cap else ()
            yield Culprit(f"{count} of at most {cap} on {day_name(day)}", column(ways.on([day])), items)

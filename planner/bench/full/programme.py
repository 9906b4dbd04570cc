"""The fixed part of a full event: programme, and lines for arrivals, statements and signing."""

from collections.abc import Sequence
from random import Random

from planner.bench.full.frame import OPENS, Frame, drawn, some_of
from planner.bench.full.places import DINING, ENTRANCE, HALL, TREATY
from planner.domain.records import WHO_ALL, WHO_HEADS, WHO_NONE, Entry, Line, Person, ProgrammeItem
from planner.domain.vocabulary import (
    NEEDS_NO_FULL_POWERS,
    EntryStatus,
    FullPowers,
    HostPlace,
    LineKind,
    LineOrder,
    ProgrammeKind,
    Rank,
)

DEBATE, SIGNING, LUNCHEON = OPENS + 90, OPENS + 120, 12 * 60 + 45
"""When statements and signing begin, and the luncheon; minutes from midnight."""

SPEAKERS, SIGNATORIES, ARRIVING = 40, 50, 60
"""The most entries of one line."""

POWERS = {
    FullPowers.VERIFIED: 52,
    FullPowers.ORIGINAL_DEPOSITED: 30,
    FullPowers.COPY_RECEIVED: 10,
    FullPowers.MISSING: 5,
    FullPowers.DEFECTIVE: 3,
}
STATUSES = {EntryStatus.INSCRIBED: 94, EntryStatus.STANDBY: 4, EntryStatus.WITHDRAWN: 2}


def programme(frame: Frame, who: tuple[Person, ...]) -> tuple[ProgrammeItem, ...]:
    """Opening and closing, luncheons and photo calls, and a roundtable of second people on every day."""
    random, last = frame.random("programme"), frame.days[-1]
    seconds = [person.id for person in who if person.id.endswith("-2")]
    tables = [
        ProgrammeItem(
            f"ROUND-{day + 1}",
            f"Roundtable {day + 1}",
            frame.at(day, OPENS + 150),
            frame.at(day, OPENS + 240),
            "CR01",
            tuple(sorted(random.sample(seconds, min(30, len(seconds) // 4)))),
            ProgrammeKind.ROUNDTABLE,
        )
        for day in frame.days
    ]
    meals = [
        ProgrammeItem(
            f"LUNCH-{day + 1}",
            f"Luncheon for heads, day {day + 1}",
            frame.at(day, LUNCHEON),
            frame.at(day, LUNCHEON + 45),
            DINING,
            (WHO_HEADS,),
            ProgrammeKind.MEAL,
        )
        for day in frame.days
        if day % 2 == 0
    ]
    opening = (frame.at(0, OPENS + 30), frame.at(0, OPENS + 60), HALL, (WHO_HEADS,), ProgrammeKind.CEREMONY)
    closing = (frame.at(last, frame.closes - 15), frame.at(last, frame.closes), HALL, (WHO_ALL,))
    setup = (frame.at(0, LUNCHEON - 60), frame.at(0, LUNCHEON - 30))
    return (
        ProgrammeItem("OPEN", "Opening ceremony", *opening),
        *tables,
        *meals,
        ProgrammeItem("SETUP", "Setting up the dining room", *setup, DINING, (WHO_NONE,), public=False),
        ProgrammeItem("CLOSE", "Closing", *closing, ProgrammeKind.PLENARY),
    )


def lines(frame: Frame) -> tuple[Line, ...]:
    """One line of arrivals, statements on every day, and signing at two desks on every other day."""
    debates = (
        Line(
            f"DEBATE-{day + 1}",
            LineKind.STATEMENT,
            HALL,
            frame.at(day, DEBATE),
            frame.at(day, LUNCHEON - 5),
            seconds_each=240,
            title=f"General debate, day {day + 1}",
            order=LineOrder.ALPHABETICAL if day % 2 else LineOrder.INSCRIPTION,
            host=HostPlace.LAST if day % 2 else HostPlace.FIRST,
        )
        for day in frame.days
    )
    return (*(_signing(frame, day) for day in frame.days if day % 2 == 0), *debates, _arrivals(frame))


def _arrivals(frame: Frame) -> Line:
    window = (frame.at(0, OPENS - 60), frame.at(0, OPENS + 10))
    order, title = LineOrder.REVERSE_PRECEDENCE, "Arrival of heads of State and government"
    return Line("ARRIVE", LineKind.ARRIVAL, ENTRANCE, *window, 60, title, order=order, before=5, after=5)


def _signing(frame: Frame, day: int) -> Line:
    return Line(
        f"TREATY-{day + 1}",
        LineKind.SIGNING,
        TREATY,
        frame.at(day, SIGNING),
        frame.at(day, SIGNING + 120),
        seconds_each=210,
        title=f"Signing ceremony, day {day + 1}",
        desks=2,
        reserve_percent=10,
        pause_every=10,
        pause_minutes=5,
    )


def entries(frame: Frame, who: tuple[Person, ...], of: Sequence[Line]) -> tuple[Entry, ...]:
    """In the order of the lines: many sign once, heads or second people by full powers; most speak; heads arrive."""
    random = frame.random("entries")
    heads = [person for person in who if person.id.endswith("-1")]
    seconds = {person.delegation: person for person in who if person.id.endswith("-2")}
    arrivals = [Entry("ARRIVE", head.delegation) for head in heads if head.rank == Rank.HEAD_OF_STATE][:ARRIVING]
    speaking = _shared(random, heads, [line for line in of if line.kind == LineKind.STATEMENT], SPEAKERS, 0.8)
    arrivals += [_statement(frame, random, line, head, seconds) for line, head in speaking]
    signing = _shared(random, heads, [line for line in of if line.kind == LineKind.SIGNING], SIGNATORIES, 0.6)
    arrivals += [_signature(frame, random, line, head, seconds) for line, head in signing]
    by_line = {line.id: place for place, line in enumerate(of)}
    return tuple(sorted(arrivals, key=lambda entry: by_line[entry.line]))


def _shared(
    random: Random, heads: Sequence[Person], lines: Sequence[Line], most: int, share: float
) -> list[tuple[Line, Person]]:
    """A share of the delegations in chance order, dealt out to the lines."""
    count = min(round(len(heads) * share), most * len(lines))
    chosen = some_of(random, [head.id for head in heads], count, count)
    by_id = {head.id: head for head in heads}
    return [(lines[place % len(lines)], by_id[who]) for place, who in enumerate(chosen)]


def _statement(frame: Frame, random: Random, line: Line, head: Person, seconds: dict[str, Person]) -> Entry:
    deputy = random.random() < 0.2
    bound = random.random()
    later = frame.at(0, DEBATE + 45).timetz()
    return Entry(
        line.id,
        head.delegation,
        person=seconds[head.delegation].id if deputy else None,
        not_before=line.start.replace(hour=later.hour, minute=later.minute) if bound < 0.04 else None,
        not_after=line.start.replace(hour=later.hour, minute=later.minute) if 0.04 < bound < 0.08 else None,
        inscribed_at=frame.at(0, 0).replace(month=random.randint(5, 8), hour=random.randint(9, 17)),
        notes="Slides" if random.random() < 0.1 else "",
    )


def _signature(frame: Frame, random: Random, line: Line, head: Person, seconds: dict[str, Person]) -> Entry:
    signatory = seconds[head.delegation] if random.random() < 0.5 else head
    exempt = signatory.rank in NEEDS_NO_FULL_POWERS
    return Entry(
        line.id,
        head.delegation,
        person=signatory.id,
        status=_status(random),
        full_powers=FullPowers.NOT_NEEDED if exempt else _powers(random),
    )


def _status(random: Random) -> EntryStatus:
    return list(STATUSES)[drawn(random, dict(enumerate(STATUSES.values())))]


def _powers(random: Random) -> FullPowers:
    return list(POWERS)[drawn(random, dict(enumerate(POWERS.values())))]

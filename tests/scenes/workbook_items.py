"""Random programme items, lines with their entries, bilaterals and side events of one event."""

from datetime import datetime

from hypothesis import strategies as st

from planner.domain.records import Bilateral, Entry, Line, Person, ProgrammeItem, SideEvent
from planner.domain.vocabulary import (
    BilateralKind,
    BilateralStatus,
    EntryStatus,
    FullPowers,
    HostPlace,
    LineKind,
    LineOrder,
    ProgrammeKind,
)
from tests.scenes.workbook_words import codes, count, free_text, label, languages, minutes, name, span, tags, window


def items(
    draw: st.DrawFn,
    parties: list[str],
    people: tuple[Person, ...],
    rooms: list[str],
    moment: st.SearchStrategy[datetime],
) -> dict[str, object]:
    """The fields of an event that hold its items."""
    someone = st.sampled_from([person.id for person in people])
    room = st.sampled_from(rooms)
    whom = st.sampled_from([("all",), ("heads",), ("none",)]) | st.lists(
        someone | st.sampled_from(parties), min_size=1
    ).map(tuple)
    programme = tuple(
        ProgrammeItem(
            one,
            draw(name),
            *draw(span(moment)),
            draw(st.just("") | room),
            draw(whom),
            draw(st.sampled_from(ProgrammeKind)),
            draw(st.booleans()),
        )
        for one in draw(codes("X", most=2))
    )
    lines = tuple(
        Line(
            f"{kind}{number}",
            kind,
            draw(room),
            *draw(span(moment)),
            draw(st.integers(90, 1440)),  # shorter turns at nine desks would be more than a line may have
            draw(label),
            draw(st.integers(1, 9)),
            draw(st.sampled_from(LineOrder)),
            draw(st.sampled_from(HostPlace)),
            draw(st.integers(0, 100)),
        )
        for kind in LineKind
        for number in range(draw(st.integers(0, 2)))
    )
    entries = tuple(_entry(draw, line, party, people, moment) for line in lines for party in parties[:2])
    bilaterals = tuple(
        _bilateral(draw, one, parties, people, room, [item.id for item in programme], moment)
        for one in draw(codes("B", most=2))
    )
    side_events = tuple(
        SideEvent(
            one,
            draw(name),
            parties[0],
            draw(count),
            tuple(parties[1:]),
            (draw(someone),),
            draw(minutes),
            draw(st.integers(1, 5)),
            draw(label),
            draw(tags),
            draw(languages),
            *draw(window(moment)),
            *draw(st.just(("", False)) | st.tuples(room, st.booleans())),
            draw(st.booleans()),
        )
        for one in draw(codes("S", most=2))
    )
    return {
        "programme": programme,
        "lines": lines,
        "entries": entries,
        "bilaterals": bilaterals,
        "side_events": side_events,
    }


def _entry(
    draw: st.DrawFn, line: Line, party: str, people: tuple[Person, ...], moment: st.SearchStrategy[datetime]
) -> Entry:
    own = [person.id for person in people if person.delegation == party]
    powers = draw(st.none() | st.sampled_from(FullPowers)) if line.kind == LineKind.SIGNING else None
    return Entry(
        line.id,
        party,
        draw(st.none() | st.sampled_from(own)),
        *draw(window(moment)),
        None,
        draw(st.sampled_from(EntryStatus)),
        draw(window(moment))[0],
        draw(free_text),
        powers,
    )


def _bilateral(
    draw: st.DrawFn,
    id: str,
    parties: list[str],
    people: tuple[Person, ...],
    room: st.SearchStrategy[str],
    after: list[str],
    moment: st.SearchStrategy[datetime],
) -> Bilateral:
    requester, counterpart = draw(st.permutations(parties))[:2]
    own = tuple(person.id for person in people if person.delegation == requester)
    return Bilateral(
        id, requester, counterpart, draw(st.sampled_from([(), ("any",), own])), (), draw(st.sampled_from([(), own])),
        draw(st.none() | minutes), draw(st.integers(1, 5)), draw(st.sampled_from(BilateralStatus)), draw(count),
        draw(languages), draw(tags), *draw(window(moment)), *draw(window(moment)),
        *draw(st.just(("", False)) | st.tuples(room, st.booleans())), draw(st.sampled_from(["", *after])),
        draw(st.sampled_from(BilateralKind)), draw(window(moment))[0], draw(st.booleans()), draw(free_text),
    )  # fmt: skip

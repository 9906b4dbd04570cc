"""The itinerary of every delegation, one after the other, each on pages of its own."""

from collections.abc import Iterator

from planner.domain.records import Delegation
from planner.domain.ways import Ways
from planner.domain.wording import interpreter_names, room_label
from planner.feeds.occasions import Agenda, Occasion, in_order, on_each_day
from planner.feeds.reading.cells import labels, look_of, remarks
from planner.feeds.views import delegation_view
from planner.workbook.format.for_reading import Head, ReadingSheet, Shown

HEADS = (
    Head("Delegation", 20),
    Head("Day", 16),
    Head("From", 8),
    Head("To", 8),
    Head("What", 38),
    Head("With", 30),
    Head("Room", 24),
    Head("Zone", 16),
    Head("Walk, minutes", 9),
    Head("Who", 36),
    Head("Interpretation", 18),
    Head("Remark", 20),
)


def itinerary_sheet(agenda: Agenda) -> ReadingSheet:
    """A row for each occasion of each delegation; filter by delegation to see one."""
    rows: list[list[Shown | None]] = []
    breaks: list[int] = []
    ways = Ways(agenda.event, agenda.plan.standing)
    for delegation in agenda.event.delegations:
        own = list(_itinerary(agenda, delegation, ways))
        if rows and own:
            breaks.append(len(rows))
        rows += own
    remark = (
        "Walk: minutes on foot from where whoever attends was before, on the same day. "
        "A new page begins with each delegation."
    )
    return ReadingSheet(
        "Itineraries", "Itineraries of the delegations", HEADS, rows, remark, breaks=tuple(breaks), fixed=4
    )


def _itinerary(agenda: Agenda, delegation: Delegation, ways: Ways) -> Iterator[list[Shown | None]]:
    for occasion in sorted(on_each_day(agenda.event, delegation_view(agenda, delegation.code)), key=in_order):
        if occasion.held:
            yield _row(agenda, delegation, occasion, ways)


def _row(agenda: Agenda, delegation: Delegation, occasion: Occasion, ways: Ways) -> list[Shown | None]:
    event = agenda.event
    own = [one for one in occasion.people if event.person[one].delegation == delegation.code]
    others = [code for code in occasion.parties if code != delegation.code]
    everybody = occasion.key in event.programme_item or occasion.key in event.entry
    there = "" if occasion.there_from is None else f"be there from {occasion.there_from:%H:%M}"
    look = look_of(occasion)
    return [
        Shown(delegation.label, "strong"),
        Shown(occasion.start.date()),
        Shown(occasion.start.time()),
        Shown(occasion.end.time()),
        Shown(occasion.title, look),
        Shown("" if everybody else labels(event, others)),
        Shown(room_label(event, occasion.room)),
        Shown(event.zone_of(occasion.room), "muted"),
        Shown(_walk(agenda, occasion, own, ways), "number"),
        Shown("; ".join(event.person[one].presented for one in own)),
        Shown(", ".join(interpreter_names(event, occasion.interpreters))),
        Shown(", ".join(filter(None, (there, remarks(occasion))))),
    ]


def _walk(agenda: Agenda, occasion: Occasion, own: list[str], ways: Ways) -> int | None:
    """As papers tell it; None where there is nowhere to walk from."""
    row = agenda.plan.by_item.get(occasion.key)
    way = None if row is None else ways.tightest(own, row)
    return None if way is None else way.walk or None

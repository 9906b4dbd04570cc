"""The order of each line: who comes when, and who waits."""

from collections import Counter
from collections.abc import Iterator

from planner.domain.plan import Placement
from planner.domain.records import Entry, Line
from planner.domain.turns import taken_span
from planner.domain.vocabulary import FullPowers, LineKind
from planner.domain.wording import room_label
from planner.feeds.occasions import Agenda
from planner.feeds.reading.cells import row
from planner.workbook.format.for_reading import Head, ReadingSheet, Shown
from planner.workbook.grid import Cell

HEADS = (
    Head("No.", 6),
    Head("Day", 16),
    Head("Time", 10),
    Head("Be there from", 10),
    Head("Delegation", 26),
    Head("Person", 34),
    Head("Rank", 22),
    Head("Full powers", 18),
    Head("State", 12),
    Head("Remark", 60),
)


def order_sheets(agenda: Agenda) -> Iterator[ReadingSheet]:
    """One for each line, in the order of their start; lines of one title are told apart by their ids."""
    shared = Counter(line.label.casefold() for line in agenda.event.lines)
    for line in sorted(agenda.event.lines, key=lambda one: one.start):
        signing = line.kind == LineKind.SIGNING
        heads = tuple(head for head in HEADS if signing or head.text != "Full powers")
        rows = list(_rows(agenda, line, signing=signing))
        where = room_label(agenda.event, line.room)
        remark = f"{where}, {line.start:%H:%M}–{line.end:%H:%M}. Who waits stands at the end, with the reason."
        title = line.label if shared[line.label.casefold()] == 1 else f"{line.id} {line.label}"
        yield ReadingSheet(f"Order {title}", title, heads, rows, remark, fixed=1)


def _rows(agenda: Agenda, line: Line, *, signing: bool) -> Iterator[list[Shown | None]]:
    event, plan = agenda.event, agenda.plan
    own = [(plan.by_item[one.item], one) for one in event.entries if one.line == line.id and one.item in plan.by_item]
    standing = [pair for pair in own if pair[0].stands]
    standing.sort(key=lambda pair: (pair[0].position or 0, pair[0].span))
    for placement, entry in standing:
        yield row(*_cells(agenda, line, placement, entry, signing=signing))
    for placement, entry in own:
        if not placement.stands:
            yield row(*_cells(agenda, line, placement, entry, signing=signing), look="unplaced")


def _cells(agenda: Agenda, line: Line, placement: Placement, entry: Entry, *, signing: bool) -> Iterator[Cell]:
    event = agenda.event
    person = event.entrant(entry)
    start = None if placement.start is None else event.local(placement.start)
    there = event.local(taken_span(line, placement.span).start).time() if placement.stands else None
    yield from (placement.position, None if start is None else start.date(), None if start is None else start.time())
    yield from (there, event.delegation[entry.delegation].label, person.name)
    yield person.rank.replace("_", " ")
    if signing:
        yield (FullPowers.MISSING if entry.full_powers is None else entry.full_powers).replace("_", " ")
    yield from (placement.state.value, agenda.discretion.reason(placement.why))

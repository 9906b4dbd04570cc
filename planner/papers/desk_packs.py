"""Pack of a signing desk: what is called out, where in the book each signs, and whose full powers are still awaited."""

from collections.abc import Sequence
from itertools import islice

from planner.domain.event import Event
from planner.domain.plan import Placement
from planner.domain.records import Entry
from planner.domain.records import Line as Queue
from planner.domain.turns import needs_full_powers
from planner.domain.vocabulary import EntryStatus, FullPowers, LineKind
from planner.papers.course import Rest, course
from planner.papers.edition import Edition
from planner.papers.phrases import be_there, clock, label, line_window, start_of
from planner.papers.queues import called_up, in_line, on_stage, powers_words
from planner.papers.sheet import BLANK, Cell, Column, Section, Sheet, cell, clock_cell, joined, line, strong, text
from planner.papers.words import day_words, word
from planner.rules.precedence import in_order_of_names

ON_DECK = 3
"""How many of those that come next are named beside a turn, so that they can be fetched from their seats."""

_STEPS = {
    FullPowers.COPY_RECEIVED: 1,
    FullPowers.VERIFIED: 2,
    FullPowers.ORIGINAL_DEPOSITED: 3,
}
"""How many of the three boxes of the tracker, received, verified and deposited, a state has ticked."""


def desk_packs(edition: Edition) -> tuple[Sheet, ...]:
    """A pack for each line for signing or speaking that has a turn."""
    queues = [queue for queue in edition.event.lines if queue.kind != LineKind.ARRIVAL]
    packs = ((queue, _turns(edition, queue)) for queue in queues)
    return tuple(_pack(edition, queue, turns) for queue, turns in packs if turns)


def _turns(edition: Edition, queue: Queue) -> list[Placement]:
    own = (row for row in edition.plan.standing if in_line(edition.event, row, queue))
    return sorted(own, key=on_stage)


def _pack(edition: Edition, queue: Queue, turns: list[Placement]) -> Sheet:
    event = edition.event
    is_signing = queue.kind == LineKind.SIGNING
    books = (_book(event, turns), _tracker(event, queue)) if is_signing else ()
    return Sheet(
        queue.id,
        queue.label,
        "Organiser",
        subtitle=f"{word(queue.kind)}: pack of the desk, {day_words(event.local(queue.start).date())}",
        lead=(line(("text", line_window(event, queue))),),
        sections=(_script(event, queue, turns), *books),
    )


# --- the caller's script ---------------------------------------------------------------------------------------------


def _script(event: Event, queue: Queue, turns: Sequence[Placement]) -> Section:
    several = queue.desks > 1
    columns = (
        Column("No.", width=10),
        *((Column("Desk", width=11),) if several else ()),
        Column("On deck", width=17),
        Column("Turn", width=19),
        Column("To be called", share=1.4),
        Column("Next to be fetched", share=1),
        Column("Called", width=13),
    )
    after = {row.item: turns[at + 1 :] for at, row in enumerate(turns)}
    rows = [
        _rest(event, one, several=several)
        if isinstance(one, Rest)
        else _call(event, queue, one, after[one.item], several=several)
        for one in course(queue, turns)
    ]
    note = "Each is called by name, as it stands here. Those on deck wait beside the desk."
    return Section("Caller’s script", columns, tuple(rows), note=note)


def _call(event: Event, queue: Queue, row: Placement, after: Sequence[Placement], *, several: bool) -> tuple[Cell, ...]:
    entry, early = event.entry[row.item], be_there(event, row)
    coming = joined(label(event, event.entry[one.item].delegation) for one in islice(after, ON_DECK))
    desk = (text("" if row.position is None else str((row.position - 1) % queue.desks + 1)),) if several else ()
    return (
        text("" if row.position is None else str(row.position)),
        *desk,
        clock_cell("" if early is None else clock(early)),
        clock_cell(clock(start_of(event, row))),
        cell(*strong(label(event, entry.delegation)), *called_up(event.entrant(entry))),
        text(coming),
        cell(line(("box", ""))),
    )


def _rest(event: Event, rest: Rest, *, several: bool) -> tuple[Cell, ...]:
    desk = (BLANK,) if several else ()
    return (BLANK, *desk, BLANK, clock_cell(clock(event.local(rest.start))), text(rest.words(event)), BLANK, BLANK)


# --- the book and the full powers ------------------------------------------------------------------------------------


def _book(event: Event, turns: Sequence[Placement]) -> Section:
    number = {event.entry[row.item].delegation: row.position for row in turns}
    rows = tuple(
        (text(str(page)), _official(event, code), text(str(number[code] or "")), cell(line(("box", ""))))
        for page, code in enumerate(in_order_of_names(event, number), 1)
    )
    columns = (Column("By name", width=20), Column("Delegation"), Column("Called as No.", width=30))
    note = "For turning to the right page of the book: by name on the left, in the order of calling on the right."
    return Section("Pages of the book", (*columns, Column("Signed", width=16)), rows, note=note)


def _official(event: Event, code: str) -> Cell:
    """The name on the page, with the official one that it stands by."""
    name, short = event.delegation[code].name, label(event, code)
    return cell(*strong(short), line(("small", name if name != short else "")))


def _tracker(event: Event, queue: Queue) -> Section:
    """Everybody who needs full powers to sign, those first who lack most."""
    entries = [
        one
        for one in event.entries
        if one.line == queue.id and one.status != EntryStatus.WITHDRAWN and _needs(event, one)
    ]
    entries.sort(key=lambda one: _STEPS.get(one.full_powers or FullPowers.MISSING, 0))
    columns = (
        Column("Delegation", share=1),
        Column("Signatory", share=1.3),
        Column("State", width=32),
        *(Column(head, width=19) for head in ("Received", "Verified", "Deposited")),
    )
    rows = tuple(_tracked(event, one) for one in entries)
    return Section("Full powers", columns, rows, empty="Nobody on this line needs full powers.")


def _needs(event: Event, entry: Entry) -> bool:
    return needs_full_powers(event, entry) and entry.full_powers != FullPowers.NOT_NEEDED


def _tracked(event: Event, entry: Entry) -> tuple[Cell, ...]:
    ticked = _STEPS.get(entry.full_powers or FullPowers.MISSING, 0)
    boxes = (text("✓") if step <= ticked else cell(line(("box", ""))) for step in (1, 2, 3))
    signatory = called_up(event.entrant(entry))
    return (strong(label(event, entry.delegation)), signatory, text(powers_words(event, entry)), *boxes)

"""Order of a line: signing, statements, arrivals. The public hears the order; who waits and why is the organiser's."""

from planner.domain.clock import Span
from planner.domain.event import Event
from planner.domain.plan import Placement
from planner.domain.records import Entry, Person
from planner.domain.records import Line as Queue
from planner.domain.turns import needs_full_powers
from planner.domain.vocabulary import LineKind, PlanState
from planner.papers.course import Rest, course
from planner.papers.edition import Edition
from planner.papers.phrases import be_there, clock, label, line_window, named_in, person_words, rank_words, start_of
from planner.papers.sheet import (
    BLANK,
    Cell,
    Column,
    Section,
    Sheet,
    cell,
    clock_cell,
    heads,
    line,
    plain_heads,
    strong,
    text,
)
from planner.papers.words import both, day_words, second_language, word
from planner.views import View


def orders(edition: Edition) -> tuple[Sheet, ...]:
    """A sheet for each line that has a turn or somebody waiting."""
    event = edition.event
    return tuple(
        _order(edition, queue) for queue in event.lines if any(in_line(event, row, queue) for row in edition.plan.rows)
    )


def in_line(event: Event, row: Placement, queue: Queue) -> bool:
    """Whether a row is a turn of a line."""
    return row.item in event.entry and event.entry[row.item].line == queue.id


def _order(edition: Edition, queue: Queue) -> Sheet:
    event = edition.event
    second = second_language(edition.host_language)
    rows = [row for row in edition.plan.rows if in_line(event, row, queue)]
    organiser = edition.view == View.ORGANISER
    day = event.local(queue.start).date()
    return Sheet(
        queue.id,
        queue.label,
        "Organiser" if organiser else "Public",
        subtitle=f"{word(queue.kind)}, {day_words(day)}",
        second_subtitle=" · ".join(filter(None, (word(queue.kind, second), day_words(day, second)))),
        lead=(line(("text", line_window(event, queue))),),
        sections=_desk_sections(edition, queue, rows) if organiser else (_public(event, rows, second),),
        second=second,
    )


def _public(event: Event, rows: list[Placement], second: str) -> Section:
    """Number and delegation: the view knows neither times nor people."""
    columns = heads(second, ("number", 14), ("delegation", 0))
    return Section(
        "", columns, tuple(_number_and_name(event, row, second) for row in rows), empty=both("no_turn", second)
    )


def _number_and_name(event: Event, row: Placement, second: str = "") -> tuple[Cell, Cell]:
    number, code = "" if row.position is None else str(row.position), event.entry[row.item].delegation
    again = named_in(event, code, second)
    return text(number), cell(line(("strong", label(event, code)), ("small", f"   {again}" if again else "")))


# --- for the organiser -----------------------------------------------------------------------------------------------


def _desk_sections(edition: Edition, queue: Queue, rows: list[Placement]) -> tuple[Section, ...]:
    event, signing = edition.event, queue.kind == LineKind.SIGNING
    turns = sorted((row for row in rows if row.stands), key=on_stage)
    columns = (
        Column("No.", width=10),
        Column("On deck", width=17),
        Column("Turn", width=19),
        Column("Delegation", share=0.8),
        Column("Representative", share=1.2),
        Column("Rank", width=29),
        *((Column("Full powers", width=25),) if signing else ()),
    )
    called = tuple(
        _rest(event, one, len(columns)) if isinstance(one, Rest) else _desk_turn(event, one, signing=signing)
        for one in course(queue, turns)
    )
    order = Section("", columns, called, empty="No turn is given.")
    waiting = [row for row in rows if row.state == PlanState.UNPLACED]
    return (order, _standby(event, waiting), _departures(event, turns))


def on_stage(row: Placement) -> tuple[Span, int]:
    """By time, and by number where there are several desks."""
    return row.span, row.position or 0


def _rest(event: Event, rest: Rest, columns: int) -> tuple[Cell, ...]:
    told = (BLANK, BLANK, clock_cell(clock(event.local(rest.start))), text(rest.words(event)))
    return (*told, *(BLANK,) * (columns - len(told)))


def _desk_turn(event: Event, row: Placement, *, signing: bool) -> tuple[Cell, ...]:
    entry = event.entry[row.item]
    person, early = event.entrant(entry), be_there(event, row)
    number, delegation = _number_and_name(event, row)
    turn = clock_cell(clock(start_of(event, row)))
    ready = clock_cell("" if early is None else clock(early))
    powers = (text(powers_words(event, entry)),) if signing else ()
    done = line(("tag", "Done" if row.state == PlanState.DONE else ""))
    return (number, ready, turn, cell(*delegation, done), called_up(person), text(rank_words(event, person)), *powers)


def called_up(person: Person) -> Cell:
    """Who is called up, and how the name is said."""
    return cell(line(("text", person_words(person))), line(("small", person.pronunciation)))


def powers_words(event: Event, entry: Entry) -> str:
    """How far the full powers of an entry have come, as the desk reads it."""
    if entry.full_powers is None:
        return "Missing" if needs_full_powers(event, entry) else "Not needed"
    return entry.full_powers.replace("_", " ").capitalize()


def _standby(event: Event, waiting: list[Placement]) -> Section:
    columns = plain_heads(("Delegation", 45), ("Representative", 55), ("Why", 0))
    rows = tuple(
        (
            strong(label(event, event.entry[row.item].delegation)),
            text(person_words(event.entrant(event.entry[row.item]))),
            text(row.why),
        )
        for row in waiting
    )
    return Section("Standby list", columns, rows, empty="Nobody waits.")


def _departures(event: Event, turns: list[Placement]) -> Section:
    columns = plain_heads(("No.", 12), ("Delegation", 45), ("Why", 0))
    rows = tuple(
        (text(str(row.position or "")), strong(label(event, event.entry[row.item].delegation)), text(row.why))
        for row in turns
        if row.why
    )
    return Section("Departures from the order, and other remarks", columns, rows, empty="Everybody stands in order.")

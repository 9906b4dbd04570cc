"""What the rows of the sheet Uncertainty must agree on: whom they concern, and how much they say."""

from collections.abc import Iterator
from itertools import chain

from planner.domain.event import Event
from planner.domain.plan import Problem
from planner.domain.uncertainty import ITEM_WORDS, LINE_WORDS, OF_WORDS, PEOPLE_WORDS, Uncertainty
from planner.domain.vocabulary import Severity, UncertaintyKind
from planner.workbook.format.uncertainty import MINUTES, SECONDS, UNCERTAINTY
from planner.workbook.workbook import Workbook

Finding = tuple[str, str, str, str, Severity]
"""Column, value, sentence, cure, severity."""


def check_uncertainty(workbook: Workbook) -> Iterator[Problem]:
    """Rows of which a cell has no meaning or no effect."""
    for number, row in enumerate(workbook.event.uncertainties):
        for header, value, sentence, cure, severity in (*_of(workbook.event, row), *_reversed(row), *_unused(row)):
            cell = workbook.locate(UNCERTAINTY.name, str(number), header)
            yield Problem(severity, UNCERTAINTY.name, cell, value, sentence, cure)


def _of(event: Event, row: Uncertainty) -> Iterator[Finding]:
    """Lateness and absence are those of people, overruns those of items, cadences those of lines."""
    fitting, cure = _subjects(event, row.what)
    # What is not known at all belongs to a row that was refused, and has been reported with it.
    known = {*OF_WORDS, *_people(event), *_items(event), *_lines(event)}
    for one in row.of:
        if one in known and one not in fitting:
            yield "of", one, f"of: {one!r} has no {row.what}.", cure, Severity.ERROR


def _subjects(event: Event, what: UncertaintyKind) -> tuple[set[str], str]:
    """The words and ids that a row of this kind may name, and what to write instead of others."""
    if what in (UncertaintyKind.LATE_ARRIVAL, UncertaintyKind.NO_SHOW):
        return {*PEOPLE_WORDS, *_people(event)}, "Name delegations, people or interpreters, or one rank."
    if what == UncertaintyKind.CADENCE:
        return {*LINE_WORDS, *_lines(event)}, "Name lines or their entries, or one kind of line."
    if what == UncertaintyKind.PATIENCE:
        return {*ITEM_WORDS, *_items(event), *_lines(event)}, "Name items or lines, or one kind of item."
    cure = "Name programme items or meetings, or one kind of them; of turns there is the cadence."
    return {*ITEM_WORDS, *_items(event)} - {*LINE_WORDS}, cure


def _people(event: Event) -> Iterator[str]:
    return chain(event.person, event.delegation, event.interpreter)


def _items(event: Event) -> Iterator[str]:
    bilaterals, side_events = (one.id for one in event.bilaterals), (one.id for one in event.side_events)
    return chain(event.programme_item, bilaterals, side_events)


def _lines(event: Event) -> Iterator[str]:
    return chain(event.line, event.entry)


def _reversed(row: Uncertainty) -> Iterator[Finding]:
    for usual, worst in (MINUTES, SECONDS):
        least, most = getattr(row, usual), getattr(row, worst)
        if least is not None and most is not None and most < least:
            sentence = f"{worst} ({most}) is less than {usual} ({least})."
            yield worst, str(most), sentence, f"Write at least {least}.", Severity.ERROR


def _unused(row: Uncertainty) -> Iterator[Finding]:
    """A number that the row does not look at would have no effect, and its author would wonder."""
    looks_at = {
        UncertaintyKind.CADENCE: ("chance", *SECONDS),
        UncertaintyKind.NO_SHOW: ("chance",),
        UncertaintyKind.PATIENCE: ("usual",),
        UncertaintyKind.CATCH_UP: ("usual",),
    }.get(row.what, ("chance", *MINUTES))
    for header in ("chance", *MINUTES, *SECONDS):
        value = getattr(row, header)
        if value is not None and header not in looks_at:
            sentence = f"{row.what} has no {header}, so that the number has no effect."
            yield header, str(value), sentence, f"Use {' and '.join(looks_at)}, or empty the cell.", Severity.WARNING

"""The largest events that are taken: beyond them reading, checking and planning have no time and memory promised.

What an event of this size takes is in docs/limits.md. What one cell may hold stands with its column.
"""

from collections.abc import Iterator, Sized

from planner.domain.clock import minutes_between
from planner.domain.plan import Problem
from planner.domain.vocabulary import Severity
from planner.workbook.workbook import Workbook

MAX_DAYS = 31
MAX_DELEGATIONS = 1_000
MAX_PEOPLE = 5_000
MAX_ROOMS = 500
MAX_MEETINGS = 10_000
"""Bilaterals that are asked for and side events together."""

MAX_PROGRAMME = 2_000
MAX_ENTRIES = 5_000
MAX_TURNS = 20_000
"""Turns that fit the window of one line, whether taken or not."""

LIMITS = (
    ("days", MAX_DAYS),
    ("delegations", MAX_DELEGATIONS),
    ("people", MAX_PEOPLE),
    ("rooms", MAX_ROOMS),
    ("bilaterals and side events", MAX_MEETINGS),
    ("programme items", MAX_PROGRAMME),
    ("entries of lines", MAX_ENTRIES),
    ("turns of one line", MAX_TURNS),
)
"""For the page of limits."""


def check_sizes(workbook: Workbook) -> Iterator[Problem]:
    """Sheets with more rows, events with more days and lines with more turns than can be planned."""
    yield from _days(workbook)
    event = workbook.event
    counted: tuple[tuple[str, str, tuple[Sized, ...], int], ...] = (
        ("Delegations", "delegations", (event.delegations,), MAX_DELEGATIONS),
        ("People", "people", (event.people,), MAX_PEOPLE),
        ("Rooms", "rooms", (event.rooms,), MAX_ROOMS),
        ("Bilaterals", "bilaterals and side events", (event.bilaterals, event.side_events), MAX_MEETINGS),
        ("Programme", "programme items", (event.programme,), MAX_PROGRAMME),
        ("Lines", "entries of lines", (event.entries,), MAX_ENTRIES),
    )
    for sheet, what, records, most in counted:
        count = sum(map(len, records))
        if count > most:
            sentence = f"The event has {count:,} {what}; the limit is {most:,}."
            yield Problem(Severity.ERROR, sheet, "", "", sentence, "Split the event, or leave out what is not planned.")
    yield from _turns(workbook)


def _days(workbook: Workbook) -> Iterator[Problem]:
    first, last = workbook.event.settings.start_date, workbook.event.settings.end_date
    days = (last - first).days + 1
    # Longer than a year is a slip of the pen, which the settings' own check names.
    if MAX_DAYS < days <= 366:
        cell = workbook.locate("Event", "end_date", "value")
        sentence = f"The event lasts {days} days; the limit is {MAX_DAYS}."
        yield Problem(Severity.ERROR, "Event", cell, str(last), sentence, "Split the event, or correct its dates.")


def _turns(workbook: Workbook) -> Iterator[Problem]:
    for line in workbook.event.lines:
        turns = minutes_between(line.start, line.end) * 60 // line.seconds_each * line.desks
        if turns > MAX_TURNS:
            sentence = f"{line.id} has time for {int(turns):,} turns; the limit is {MAX_TURNS:,}."
            cell, cure = workbook.locate("Lines", line.id, "end"), "Shorten its window, or write longer turns."
            yield Problem(Severity.ERROR, "Lines", cell, "", sentence, cure)

"""Interpreters' roster: one for each interpreter, with the work of each day."""

from itertools import pairwise

from planner.domain.event import Event
from planner.domain.plan import Placement
from planner.domain.records import Interpreter
from planner.domain.ways import by_day
from planner.domain.wording import count, lasting, title_of
from planner.papers.edition import Edition
from planner.papers.phrases import hours, interpretation, languages_by_item, place_of, restricted
from planner.papers.sheet import Cell, Section, Sheet, cell, clock_cell, line, plain_heads, text
from planner.papers.words import day_words

_COLUMNS = plain_heads(("Time", 26), ("Meeting", 0), ("Languages", 38), ("Place", 38), ("Break before", 22))


def rosters(edition: Edition) -> tuple[Sheet, ...]:
    """The roster of each interpreter; of one who has nothing to do it says so."""
    return tuple(_roster(edition, interpreter) for interpreter in edition.event.interpreters)


def _roster(edition: Edition, interpreter: Interpreter) -> Sheet:
    event = edition.event
    rows = [row for row in edition.plan.standing if interpreter.id in row.interpreters]
    pairs = ", ".join(interpretation(pair) for pair in interpreter.languages)
    limits = (
        f"At most {lasting(interpreter.max_minutes_per_day)} a day and {lasting(interpreter.max_run)} in a run; "
        f"a break lasts {lasting(interpreter.break_)}."
    )
    return Sheet(
        interpreter.id,
        interpreter.name,
        "Organiser",
        subtitle="Interpreter’s roster",
        lead=(line(("text", pairs)), line(("small", limits))),
        sections=tuple(_day(event, day_words(day), jobs) for day, jobs in by_day(event, rows).items())
        or (Section("", _COLUMNS, (), empty="No work is assigned."),),
    )


def _day(event: Event, title: str, jobs: list[Placement]) -> Section:
    languages = languages_by_item(event)
    minutes = sum(job.span.minutes for job in jobs)
    breaks = [None, *(earlier.span.gap_to(later.span) for earlier, later in pairwise(jobs))]
    rows = tuple(_job(event, job, languages.get(job.item, ()), gap) for job, gap in zip(jobs, breaks, strict=True))
    return Section(
        title,
        _COLUMNS,
        rows,
        note=f"{count(len(jobs), 'meeting')}, {lasting(minutes)} of work",
    )


def _job(event: Event, job: Placement, languages: tuple[str, ...], gap: float | None) -> tuple[Cell, ...]:
    return (
        clock_cell(hours(event, job)),
        cell(line(("strong", title_of(event, job))), line(("tag", "Restricted" if restricted(event, job) else ""))),
        text(interpretation(languages)),
        text(place_of(event, job)),
        text("" if gap is None else lasting(gap)),
    )

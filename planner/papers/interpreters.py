"""Call sheets of interpreters: one for each, with the work of each day, when to be there and for whom."""

from planner.domain.event import Event
from planner.domain.plan import Placement
from planner.domain.records import Interpreter
from planner.domain.ways import attending, by_day
from planner.domain.wording import count, lasting, title_of
from planner.papers.edition import Edition
from planner.papers.phrases import (
    clock,
    hours,
    interpretation,
    label,
    languages_by_item,
    minute_before,
    person_words,
    place_of,
    restricted,
    start_of,
)
from planner.papers.sheet import Cell, Section, Sheet, cell, clock_cell, line, plain_heads, text
from planner.papers.words import day_words

_COLUMNS = plain_heads(
    ("Be there", 16), ("Time", 26), ("Meeting", 0), ("Languages", 30), ("Place", 36), ("Break before", 20)
)


def interpreters_sheets(edition: Edition) -> tuple[Sheet, ...]:
    """The call sheet of each interpreter; of one who has nothing to do it says so."""
    return tuple(_call_sheet(edition, interpreter) for interpreter in edition.event.interpreters)


def _call_sheet(edition: Edition, interpreter: Interpreter) -> Sheet:
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
        subtitle="Interpreter’s call sheet",
        lead=(line(("text", pairs)), line(("small", limits))),
        sections=tuple(_day(event, day_words(day), jobs) for day, jobs in by_day(event, rows).items())
        or (Section("", _COLUMNS, (), empty="No work is assigned."),),
    )


def _day(event: Event, title: str, jobs: list[Placement]) -> Section:
    languages = languages_by_item(event)
    minutes = sum(job.span.minutes for job in jobs)
    before = (None, *jobs[:-1])
    rows = tuple(_job(event, job, languages.get(job.item, ()), last) for last, job in zip(before, jobs, strict=True))
    return Section(
        title,
        _COLUMNS,
        rows,
        note=f"{count(len(jobs), 'meeting')}, {lasting(minutes)} of work",
    )


def _job(event: Event, job: Placement, languages: tuple[str, ...], last: Placement | None) -> tuple[Cell, ...]:
    gap = None if last is None else last.span.gap_to(job.span)
    return (
        clock_cell(clock(minute_before(start_of(event, job), _ahead(event, job, last)))),
        clock_cell(hours(event, job)),
        cell(
            line(("strong", title_of(event, job))),
            *(line(("small", _speaker(event, one))) for one in attending(event, job)),
            line(("tag", "Restricted" if restricted(event, job) else "")),
        ),
        text(interpretation(languages)),
        text(place_of(event, job)),
        text("" if gap is None else lasting(gap)),
    )


def _ahead(event: Event, job: Placement, last: Placement | None) -> float:
    """Minutes before a meeting at which an interpreter is there: as people between two duties (`person_gap`), where the
    last job and the walk from it leave that time.
    """
    if last is None:
        return event.policy.person_gap
    walk = event.walk(event.zone_of(last.room), event.zone_of(job.room))
    return max(0.0, min(event.policy.person_gap, last.span.gap_to(job.span) - walk))


def _speaker(event: Event, person: str) -> str:
    """`France: Ana Sil, Minister of Justice`: for whom is interpreted."""
    one = event.person[person]
    return ": ".join(filter(None, (label(event, one.delegation), person_words(one))))

"""What keeps interpreters from a meeting: presence, other meetings, the minutes of a day, too long a stretch."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

import numpy as np

from planner.domain.clock import Span
from planner.domain.records import Interpreter
from planner.domain.wording import day_name, hours, lasting
from planner.explain.places.block import Block, Culprit, block, column
from planner.explain.places.people import away, engaged
from planner.explain.places.ways import Ways, seconds
from planner.rules.case import Duty
from planner.rules.sequence import runs


def interpreter_blocks(ways: Ways) -> Iterator[Block | None]:
    """One block for each interpreter of any crew and each rule that closes anything for them."""
    for who in dict.fromkeys(one for crew in ways.crews for one in crew):
        interpreter, jobs = ways.event.interpreter[who], ways.case.jobs.get(who, ())
        for rule, culprits in (
            ("interpreter-present", away(ways, who, ways.case.service[who])),
            ("interpreter-free", engaged(ways, jobs)),
            ("interpreter-day", _day(ways, interpreter, jobs)),
            ("interpreter-run", _run(ways, interpreter, jobs)),
        ):
            yield block(rule, "interpreter", who, interpreter.name, culprits)


def _day(ways: Ways, one: Interpreter, jobs: tuple[Duty, ...]) -> Iterator[Culprit]:
    worked: defaultdict[date, float] = defaultdict(float)
    for job in jobs:
        worked[ways.case.day(job.span.start)] += job.span.minutes
    for day in ways.event.days:
        if worked[day] + ways.meeting.minutes > one.max_minutes_per_day:
            clause = f"{lasting(worked[day])} of at most {lasting(one.max_minutes_per_day)} on {day_name(day)}"
            yield Culprit(clause, column(ways.on([day])))


def _run(ways: Ways, one: Interpreter, jobs: tuple[Duty, ...]) -> Iterator[Culprit]:
    """Stretches of work that the meeting would join and make too long; it may join two that lie to its sides."""
    first, last = ways.first.copy(), ways.last
    stretches = [_stretch(run) for run in runs(jobs, one.break_)]
    joins = [ways.too_near(stretch, ahead=one.break_, behind=one.break_) for stretch in stretches]
    # A gap of exactly the break parts two stretches, just as it clears the meeting of being too near.
    for stretch, joined in zip(stretches, joins, strict=True):
        first = np.where(joined, np.minimum(first, seconds(stretch.start)), first)
        last = np.where(joined, np.maximum(last, seconds(stretch.end)), last)
    too_long = last - first > one.max_run * 60
    limit = f"at most {lasting(one.max_run)} without a break of {lasting(one.break_)}"
    for stretch, joined in zip(stretches, joins, strict=True):
        yield Culprit(f"busy {hours(ways.event, stretch)}, {limit}", column(too_long & joined))
    yield Culprit(limit, column(too_long & ~np.logical_or.reduce([np.zeros_like(too_long), *joins])))


def _stretch(run: tuple[Duty, ...]) -> Span:
    return Span(run[0].span.start, max(job.span.end for job in run))

"""Rules on interpreters: a crew for every meeting that needs one, and hours that a voice can stand."""

from collections.abc import Iterator
from datetime import date
from itertools import permutations
from typing import TYPE_CHECKING

from planner.domain.clock import Span
from planner.domain.meeting import Meeting
from planner.domain.plan import Breach
from planner.domain.records import Interpreter
from planner.domain.wording import day_name, hours, interpreter_name, item_name, lasting
from planner.rules.case import Case, Duty
from planner.rules.presence import missing
from planner.rules.sequence import passage, pressed, runs

if TYPE_CHECKING:
    from planner.board.draft import Draft


class CrewComplete:
    """A bilateral with languages has exactly one interpreter of its own for each pair that it must bridge, and no other
    meeting has interpreters. Where the event lists no interpreters, none are scheduled.
    """

    key = "crew-complete"

    def check(self, case: Case) -> Iterator[Breach]:
        for row in case.meetings:
            meeting = case.event.meeting[row.item]
            if not self._complete(case, meeting, row.interpreters):
                crew = ", ".join(interpreter_name(case.event, one) for one in row.interpreters) or "nobody"
                needed = " and one for ".join("-".join(pair) for pair in meeting.pairs)
                wanted = f"one interpreter for {needed}" if needed else "no interpreters"
                sentence = f"{item_name(case.event, row.item)} needs {wanted}, and has {crew}."
                yield Breach(self.key, (row.item,), sentence)

    def because(self, subject: str, cause: str) -> str:
        return f"{subject} finds no interpreters: {cause}."

    def _complete(self, case: Case, meeting: Meeting, crew: tuple[str, ...]) -> bool:
        known = [case.event.interpreter[one] for one in dict.fromkeys(crew) if one in case.event.interpreter]
        if not len(known) == len(crew) == len(meeting.pairs):
            return False
        return any(
            all(serves(one, pair) for one, pair in zip(order, meeting.pairs, strict=True))
            for order in permutations(known)
        )


class InterpreterFree:
    """An interpreter serves one meeting at a time, with the same gaps and walks between two meetings as a person."""

    key = "interpreter-free"

    def check(self, case: Case) -> Iterator[Breach]:
        event = case.event
        for who, jobs in case.jobs.items():
            for earlier, later in pressed(event, jobs):
                sentence = f"{interpreter_name(event, who)} interprets {passage(event, earlier, later)}."
                yield Breach(self.key, (earlier.item, later.item), sentence)

    def encode(self, draft: "Draft") -> None:
        draft.gap_between_zones()
        for one in draft.event.interpreters:
            draft.one_at_a_time.add(draft.interpreter(one.id))

    def because(self, subject: str, cause: str) -> str:
        return f"{subject} is interpreting: {cause}."


class InterpreterPresent:
    """No meeting lies outside the presence of an interpreter who serves it, or inside the interpreter's absence."""

    key = "interpreter-present"

    def check(self, case: Case) -> Iterator[Breach]:
        for who, jobs in case.jobs.items():
            for job in jobs:
                for why in missing(case, who, case.service.get(who), job):
                    fault = f"{interpreter_name(case.event, who)} {why} and cannot interpret '{job.title}',"
                    yield Breach(self.key, (job.item,), f"{fault} {hours(case.event, job.span)}.")

    def encode(self, draft: "Draft") -> None:
        for one in draft.event.interpreters:
            draft.close_actor_outside(draft.interpreter(one.id), one.from_, one.to)
            for away in draft.event.absences_of.get(one.id, ()):
                draft.close_actor(draft.interpreter(one.id), Span.of(away.from_, away.to))

    def because(self, subject: str, cause: str) -> str:
        return f"{subject} is not there at every hour: {cause}."


class InterpreterDay:
    """An interpreter works at most max_minutes_per_day on one day."""

    key = "interpreter-day"

    def check(self, case: Case) -> Iterator[Breach]:
        for one, jobs in _employed(case):
            days: dict[date, list[Duty]] = {}
            for job in jobs:
                days.setdefault(case.day(job.span.start), []).append(job)
            for day, served in days.items():
                minutes = sum(job.span.minutes for job in served)
                if minutes > one.max_minutes_per_day:
                    fault = f"{one.name} works {lasting(minutes)} on {day_name(day)}; at most"
                    yield Breach(
                        self.key,
                        tuple(job.item for job in served),
                        f"{fault} {lasting(one.max_minutes_per_day)} allowed.",
                    )

    def encode(self, draft: "Draft") -> None:
        for one in draft.event.interpreters:
            draft.hours[one.id] = one.max_minutes_per_day

    def because(self, subject: str, cause: str) -> str:
        return f"{subject} has too few minutes left on that day: {cause}."


class InterpreterRun:
    """An interpreter never works longer than max_run from the first start to the last end of meetings between which
    there was no gap of `break` minutes.
    """

    key = "interpreter-run"

    def check(self, case: Case) -> Iterator[Breach]:
        for one, jobs in _employed(case):
            for run in runs(jobs, one.break_):
                last = max(run, key=lambda job: job.span.end)
                minutes = (last.span.end - run[0].span.start).total_seconds() / 60
                if minutes > one.max_run:
                    when = hours(case.event, Span(run[0].span.start, last.span.end))
                    worked = f"{lasting(minutes)} from '{run[0].title}' to the end of '{last.title}', {when}"
                    fault = f"{one.name} works {worked}, without a break of {lasting(one.break_)}"
                    yield Breach(
                        self.key, tuple(job.item for job in run), f"{fault}; at most {lasting(one.max_run)} allowed."
                    )

    def encode(self, draft: "Draft") -> None:
        for one in draft.event.interpreters:
            draft.runs[one.id] = (one.max_run, one.break_)

    def because(self, subject: str, cause: str) -> str:
        return f"{subject} would work too long without a break: {cause}."


def serves(interpreter: Interpreter, pair: tuple[str, str]) -> bool:
    """Whether the interpreter bridges the pair; each pair serves both directions."""
    return pair in interpreter.languages or pair[::-1] in interpreter.languages


def _employed(case: Case) -> Iterator[tuple[Interpreter, tuple[Duty, ...]]]:
    """The interpreters that the event knows and the plan uses, with their meetings."""
    return ((case.event.interpreter[who], jobs) for who, jobs in case.jobs.items() if who in case.event.interpreter)

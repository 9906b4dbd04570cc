"""What can be known to be wrong or impossible before any search, each with its cure.

Every "cannot" is proven: a check counts with the most generous reading of what is not decided yet (walking is left
out, turns without a fixed position take no time), so it may stay silent, but it is never wrong.
"""

from collections.abc import Callable, Iterator
from itertools import islice

from planner.domain.event import Event
from planner.domain.plan import Problem
from planner.domain.vocabulary import Severity
from planner.prechecks.demand import room_demand
from planner.prechecks.finding import Finding, sheet_order
from planner.prechecks.interpreters import interpreter_demand, languages_not_covered
from planner.prechecks.lines import entries_without_turn, full_powers, positions, too_many_entries
from planner.prechecks.load import caps, overloaded_people
from planner.prechecks.order import impossible_order
from planner.prechecks.pairs import kept_apart, neighbours_in_line, reciprocal
from planner.prechecks.programme import people_twice, rooms_closed, rooms_twice
from planner.prechecks.rooms import nowhere
from planner.prechecks.survey import Locate, Survey
from planner.prechecks.windows import never

CHECKS: tuple[Callable[[Survey], Iterator[Finding]], ...] = (
    people_twice,
    rooms_twice,
    rooms_closed,
    too_many_entries,
    positions,
    entries_without_turn,
    full_powers,
    nowhere,
    never,
    impossible_order,
    overloaded_people,
    caps,
    room_demand,
    languages_not_covered,
    interpreter_demand,
    kept_apart,
    neighbours_in_line,
    reciprocal,
)

MOST = 500
"""Findings of one check; a clumsy or hostile workbook can have millions, and nobody reads more."""


def precheck(event: Event, locate: Locate | None = None) -> tuple[Problem, ...]:
    """Problems of the event as a whole: warnings first, each group in the order of the sheets and their rows.

    `locate` gives the cell, `F17`, of a sheet's record and column, '' where it is not known.
    """
    survey = Survey(event, _nowhere_known if locate is None else locate)
    findings = [finding for check in CHECKS for finding in _first(check(survey))]
    severities, place = list(Severity), sheet_order(event)
    findings.sort(key=lambda finding: (severities.index(finding.severity), place(finding)))
    return tuple(finding.problem(survey.locate) for finding in findings)


def _first(found: Iterator[Finding]) -> Iterator[Finding]:
    yield from islice(found, MOST)
    for further in islice(found, 1):
        sentence = f"More of this kind are not listed beyond the first {MOST}."
        yield Finding(Severity.NOTICE, further.sheet, "", "", "", sentence, "Mend these, and check again.")


def _nowhere_known(_sheet: str, _key: str, _column: str) -> str:
    return ""

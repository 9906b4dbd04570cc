"""A scenario as a workbook of its own: the event with its changes, or what is wrong with them."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace

from planner.domain.plan import Problem
from planner.domain.scenario import Patch, Scenario
from planner.domain.vocabulary import Severity
from planner.scenarios.sheets import Sheets, UnfitPatch
from planner.workbook import Reading, Workbook
from planner.workbook.format.scenarios import SCENARIOS
from planner.workbook.grid import Grid, Source, plain
from planner.workbook.reading.reader import read_source

_COLUMNS = {column.header: letter for column, letter in zip(SCENARIOS.columns, "ABCDEF", strict=True)}

_CHECKED = "They stand among the problems of its workbook."

AS_IT_IS = Scenario("As it is")
"""The event without changes, to which all others are compared."""


@dataclass(frozen=True, slots=True)
class Variant:
    """`workbook` is None where a change cannot be made, or makes an event with errors; `problems` say why."""

    scenario: Scenario
    grids: tuple[Grid, ...]
    workbook: Workbook | None
    problems: tuple[Problem, ...] = ()

    @property
    def name(self) -> str:
        """The name of the scenario."""
        return self.scenario.name


def variant(workbook: Workbook, scenario: Scenario) -> Variant:
    """The event with the changes of a scenario made, read anew as if somebody had typed them."""
    return _variant(workbook, scenario, _told_before(as_it_is(workbook)))


def variants(workbook: Workbook, scenarios: Iterable[Scenario]) -> tuple[Variant, ...]:
    """The event as it is, then each scenario; of two with one name the second is an error."""
    made, taken = [as_it_is(workbook)], {plain(AS_IT_IS.name)}
    before = _told_before(made[0])
    for scenario in scenarios:
        is_new = plain(scenario.name) not in taken
        made.append(_variant(workbook, scenario, before) if is_new else _twice(scenario))
        taken.add(plain(scenario.name))
    return tuple(made)


def as_it_is(workbook: Workbook) -> Variant:
    """The event itself, laid out as its scenarios are, with the warnings that it has itself."""
    sheets = Sheets(workbook)
    reading = _read(workbook, AS_IT_IS, sheets)
    return Variant(AS_IT_IS, sheets.grids(), reading.workbook, reading.problems)


def _told_before(base: Variant) -> frozenset[str]:
    return frozenset(map(str, base.problems))


def _twice(scenario: Scenario) -> Variant:
    sentence = f"There is another scenario named {scenario.name!r}."
    problem = Problem(Severity.ERROR, SCENARIOS.name, _first(scenario), scenario.name, sentence, "Name it otherwise.")
    return Variant(scenario, (), None, (problem,))


def _variant(workbook: Workbook, scenario: Scenario, before: frozenset[str]) -> Variant:
    sheets, problems = Sheets(workbook), list[Problem]()
    for patch in scenario.patches:
        try:
            sheets.apply(patch)
        except UnfitPatch as misfit:
            place, value = _cell(patch, _COLUMNS[misfit.header]), str(getattr(patch, misfit.header))
            problems.append(Problem(Severity.ERROR, SCENARIOS.name, place, value, misfit.sentence, misfit.cure))
    reading = _read(workbook, scenario, sheets)
    news = [one for one in reading.problems if str(one) not in before]
    problems += _summed_up([_told(one, scenario, sheets) for one in news], scenario)
    problems += _taken_along(scenario, sheets)
    failed = any(problem.severity == Severity.ERROR for problem in problems)
    return Variant(scenario, sheets.grids(), None if failed else reading.workbook, tuple(problems))


def _read(workbook: Workbook, scenario: Scenario, sheets: Sheets) -> Reading:
    told = repr((workbook.sha256, [replace(patch, number=None) for patch in scenario.patches]))
    sha256 = hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest() if scenario.patches else workbook.sha256
    # A file that was never saved has no age; the ages of the event's own file date what its plan does not.
    source = Source(sheets.grids(), sha256, made=workbook.made, saved=workbook.saved)
    return read_source(source, scenario.name, workbook.origin)


def _told(problem: Problem, scenario: Scenario, sheets: Sheets) -> Problem:
    """What is wrong with the changed event, at the change that wrote the cell, or at the scenario as a whole."""
    patch = sheets.touched.get((problem.sheet, problem.cell))
    if patch is not None:
        cell = _cell(patch, _COLUMNS["value" if patch.column else "row"])
        return replace(problem, sheet=SCENARIOS.name, cell=cell)
    number = "".join(letter for letter in problem.cell if letter.isdigit())
    row = f" {sheets.name_of(problem.sheet, int(number))}" if number else ""
    sentence = f"In the scenario {scenario.name!r}, {problem.sheet}{row}: {problem.sentence}"
    return replace(problem, sheet=SCENARIOS.name, cell=_first(scenario), sentence=sentence)


def _summed_up(problems: list[Problem], scenario: Scenario) -> list[Problem]:
    """The problems; of several warnings that do not keep the scenario from being planned only how many there are."""
    mild = [one for one in problems if one.severity != Severity.ERROR and one.cell == _first(scenario)]
    if len(mild) < 2:
        return problems
    sentence = f"In the scenario {scenario.name!r}, {len(mild)} warnings follow elsewhere."
    summed = Problem(Severity.WARNING, SCENARIOS.name, _first(scenario), "", sentence, _CHECKED)
    return [*(one for one in problems if one not in mild), summed]


def _taken_along(scenario: Scenario, sheets: Sheets) -> Iterable[Problem]:
    if sheets.gone:
        rows = ", ".join(f"{count} of {sheet}" for sheet, count in sheets.gone.items())
        sentence = f"In the scenario {scenario.name!r}, rows that cannot be without a removed one go with it: {rows}."
        yield Problem(Severity.NOTICE, SCENARIOS.name, _first(scenario), "", sentence)


def _first(scenario: Scenario) -> str:
    """The cell with which the scenario begins."""
    return _cell(scenario.patches[0], _COLUMNS["scenario"]) if scenario.patches else ""


def _cell(patch: Patch, letter: str) -> str:
    return "" if patch.number is None else f"{letter}{patch.number}"

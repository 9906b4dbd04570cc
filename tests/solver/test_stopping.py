"""Whoever asks to stop is heard in every phase: the plan so far comes soon, and keeps every rule."""

import itertools
import sys
from dataclasses import replace
from threading import Event as Flag
from threading import Timer
from time import monotonic

import pytest
from ortools.sat.python import cp_model

from planner.bench.core import SIZES, core_event
from planner.domain.event import Event
from planner.domain.plan import Effort, Plan
from planner.domain.vocabulary import PlanState
from planner.encoding import build
from planner.rules import check
from planner.solver.compiled import compile_comfort, compile_search
from planner.solver.lines.choice import apart_choice
from planner.solver.lines.plan import plan_lines
from planner.solver.placing.greedy import first_plan
from planner.solver.progress import Budget, Progress
from planner.solver.proving.bound import upper_bound
from planner.solver.proving.exact import EXACT_ITEMS
from planner.solver.proving.windows import Windows
from planner.solver.repairing.repair import Repair, repair
from planner.solver.searching.comfort import AT_ONCE, Comfort
from planner.solver.searching.moves import refining
from planner.solver.searching.search import resettle
from planner.solver.solve import solve
from planner.solver.stopping import Stopped, solved, unless_stopped
from tests.scenes.builders import absence, delegation, event, keep_apart, room
from tests.scenes.line_scenes import talks

solving, searching, placing, bounding = (
    sys.modules[f"planner.solver.{name}"] for name in ("solve", "searching.search", "placing.greedy", "proving.bound")
)
"""The modules; the first has the name of a function."""

DEAF = 120.0
"""Seconds for which whoever does not listen goes on."""

SOON = DEAF / 2
"""Seconds within which everybody else has ended, however slow and busy the machine is; how soon on a quiet one is
measured (docs/limits.md)."""


def hopeless() -> cp_model.CpModel:
    """A model that takes minutes: more pigeons than holes, told so that no bound sees it."""
    model, holes = cp_model.CpModel(), range(14)
    sits = [[model.new_bool_var("") for _ in holes] for _ in range(15)]
    for pigeon in sits:
        model.add_bool_or(pigeon)
    for hole in holes:
        for one in range(15):
            for other in range(one):
                model.add_bool_or([~sits[one][hole], ~sits[other][hole]])
    return model


def few(requests: int) -> Event:
    """Delegations who ask for more than their day holds."""
    of = core_event(SIZES["S"], 1)
    return replace(of, bilaterals=of.bilaterals[:requests])


# --- solvers ---------------------------------------------------------------------------------------------------------


def bare_solver() -> cp_model.CpSolver:
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = DEAF
    solver.parameters.num_workers = 1
    solver.parameters.cp_model_presolve = False
    solver.parameters.symmetry_level = 0
    solver.parameters.linearization_level = 0
    return solver


def test_model_without_an_answer_is_left_once_somebody_asks():
    asked = Flag()
    Timer(0.5, asked.set).start()
    began = monotonic()

    status = solved(bare_solver(), hopeless(), asked.is_set)

    assert status == cp_model.UNKNOWN
    assert 0.5 <= monotonic() - began < SOON


def test_model_asked_to_stop_before_it_begins_is_left_too():
    began = monotonic()

    assert solved(bare_solver(), hopeless(), lambda: True) == cp_model.UNKNOWN
    assert monotonic() - began < SOON


def test_error_in_a_solver_is_raised_where_it_was_asked():
    with pytest.raises(ZeroDivisionError):
        unless_stopped(lambda: 1 // 0, lambda: False)


def test_work_that_does_not_listen_is_not_waited_for():
    listens, began = Flag(), monotonic()

    assert unless_stopped(lambda: listens.wait(DEAF), lambda: True) is None
    assert monotonic() - began < SOON
    listens.set()


# --- the phases of a solve -------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def compiled() -> None:
    compile_search()
    compile_comfort()


@pytest.mark.usefixtures("compiled")
@pytest.mark.parametrize("workers", [1, 2])
@pytest.mark.parametrize(
    ("phase", "of"),
    [
        ("first plan", few(150)),
        ("exact model", few(EXACT_ITEMS)),
        ("search", few(150)),
        ("preferences", few(20)),
    ],
)
def test_solve_ends_soon_after_somebody_asked_in_a_phase(phase: str, of: Event, workers: int):
    seen, asked = list[float](), Flag()

    def hear(progress: Progress) -> None:
        if progress.phase == phase and not seen:
            seen.append(monotonic())
            Timer(0.3, asked.set).start()

    outcome = solve(of, effort=Effort(DEAF, None, 1, workers), on_progress=hear, stop=asked.is_set)

    assert seen
    assert monotonic() - seen[0] < SOON
    assert check(of, outcome.plan) == ()
    assert outcome.plan.standing


def test_stop_before_the_beginning_still_gives_a_plan():
    of = few(150)

    outcome = solve(of, effort=Effort(DEAF, None, 1, 2), stop=lambda: True)

    assert outcome.seconds < SOON
    assert check(of, outcome.plan) == ()
    assert outcome.plan.standing


def test_nothing_that_takes_long_is_begun_once_the_time_is_up(monkeypatch: pytest.MonkeyPatch):
    """However small it is here: on the largest events the arrays of the moves alone take many seconds."""
    of, begun = few(150), list[str]()
    for place, name in ((searching, "EjectionSearch"), (solving, "upper_bound"), (solving, "Comfort")):
        monkeypatch.setattr(place, name, lambda *_, name=name: begun.append(name))

    outcome = solve(of, effort=Effort(1e-3, None, 1, 2))

    assert begun == []
    assert outcome.first_plan_seconds > 1e-3
    assert check(of, outcome.plan) == ()


def test_listener_hears_one_thread_at_a_time_and_nothing_after_the_end():
    inside, together, phases = Flag(), list[bool](), list[str]()

    def hear(progress: Progress) -> None:
        together.append(inside.is_set())
        inside.set()
        phases.append(progress.phase)
        inside.clear()

    solve(few(150), effort=Effort(3, None, 1, 3), on_progress=hear)

    assert not any(together)
    assert phases[-1] == "done"
    assert phases == sorted(phases, key=["first plan", "exact model", "search", "preferences", "done"].index)


def test_neighbourhood_that_is_stopped_keeps_the_plan_as_it_was():
    state = first_plan(build(few(150)))
    worth, began = state.worth, monotonic()

    resettle(state, list(range(60)), DEAF, 1, lambda: True)

    assert monotonic() - began < SOON
    assert state.worth >= worth > 0


def test_bound_that_is_stopped_claims_no_more_than_what_is_asked_for():
    board, began = build(few(150)), monotonic()

    assert upper_bound(board, DEAF, lambda: True) == board.worth.sum()
    assert monotonic() - began < SOON


def test_windows_of_a_bound_are_left_unfound_once_somebody_asks():
    with pytest.raises(Stopped):
        Windows(build(few(150)), lambda: True)


def test_bound_that_is_stopped_between_its_programs_begins_no_other(monkeypatch: pytest.MonkeyPatch):
    asked, begun, solve_program = Flag(), list[object](), bounding.mathopt.solve

    def one(model: object, solver: object, **how: object) -> object:
        begun.append(solver)
        asked.set()
        return solve_program(model, solver, **how)

    monkeypatch.setattr(bounding.mathopt, "solve", one)
    monkeypatch.setattr(bounding, "unless_stopped", lambda work, _stop: work())
    board = build(few(20))

    assert 0 < upper_bound(board, DEAF, asked.is_set) <= board.worth.sum()
    assert begun == [bounding.FRACTIONS]


@pytest.mark.parametrize("made", [1, 2])
def test_first_plan_is_made_once_after_a_stop_and_twice_without(made: int, monkeypatch: pytest.MonkeyPatch):
    filled, fill = list[str](), placing.fill
    monkeypatch.setattr(placing, "fill", lambda *of: (filled.append("once"), fill(*of)))

    state = first_plan(build(few(150)), Plan(), lambda: made == 1)

    assert len(filled) == made
    assert state.worth > 0


def test_care_for_preferences_looks_within_a_slice_whether_to_stop(monkeypatch: pytest.MonkeyPatch):
    of, asked, moves = few(20), Flag(), list[int]()
    search = Comfort(of, Plan(), first_plan(build(of)), 0)

    def refine(_arrays: object, _tastes: object, count: int, _swaps: float) -> int:
        moves.append(count)
        asked.set()
        return 0

    monkeypatch.setattr(refining, "refine", refine)
    search.refine(Budget(DEAF, asked=asked.is_set), 1.0, lambda _: None)

    assert moves == [AT_ONCE]


# --- lines -----------------------------------------------------------------------------------------------------------


def crowded_line() -> Event:
    codes = [f"{first}{second}X" for first in "ABCDE" for second in "ABCDEFGH"]
    apart = [keep_apart(one, other, "adjacent_in_line") for one, other in itertools.pairwise(codes)]
    return event(room("HALL", uses="signing"), *(delegation(code) for code in codes), *talks(*codes), *apart)


def test_lines_that_are_stopped_are_planned_quickly_and_keep_every_rule():
    of, began = crowded_line(), monotonic()

    rows = plan_lines(of, Plan(), stop=lambda: True).rows

    assert monotonic() - began < SOON
    assert check(of, Plan(rows)) == ()
    assert any(row.state == PlanState.PLANNED for row in rows)


def test_choice_that_is_stopped_is_none():
    options = [tuple(range(1, 30))] * 25

    assert apart_choice(options, (), [(0, 1), (1, 2)], 0, lambda: True) is None


# --- re-planning -----------------------------------------------------------------------------------------------------


def test_repair_that_is_stopped_gives_a_plan_and_claims_nothing():
    of = few(150)
    before = solve(of, effort=Effort(2, None, 1, 1)).plan
    away = [absence(person.id, "09:00", "12:00") for person in of.people[:4]]
    changed, began = replace(of, absences=(*of.absences, *away)), monotonic()

    found = repair(changed, before, work=DEAF, workers=2, stop=lambda: True)

    assert isinstance(found, Repair)
    assert monotonic() - began < SOON
    assert not found.proven
    assert check(changed, found.plan, before) == ()

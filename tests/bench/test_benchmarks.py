"""The benchmark's events and contenders: models that share no code agree, and every plan keeps the rules."""

import pytest

from planner.bench.contenders import greedy, planner, textbook
from planner.bench.core import Size, core_event
from planner.bench.runner import measured, run, run_all
from planner.bench.runs import CORE, GREEDY, PLANNER, TIMEFOLD, BenchJob, Failure
from planner.bench.timefold.environment import environment
from planner.bench.timefold.peer import NONE, plan_of, problem, starts_found
from planner.encoding import build
from planner.rules import check
from planner.rules.case import Case
from planner.solver.placing.state import State

TINY = Size(delegations=8, requests=20, rooms=2, days=1)
SMALLER = Size(delegations=6, requests=14, rooms=2, days=1)
GREEDY_S = BenchJob(CORE, "S", 1, GREEDY, 1.0)


def worth(event, plan):
    return sum(event.meeting[row.item].worth for row in Case(event, plan).meetings)


def test_core_event_is_the_same_for_a_seed_and_says_that_it_is_illustrative():
    assert core_event(TINY, 3) == core_event(TINY, 3)
    assert core_event(TINY, 3) != core_event(TINY, 4)
    assert "illustrative" in core_event(TINY, 3).settings.name


@pytest.mark.parametrize("seed", [0, 4])
def test_planner_and_textbook_model_prove_the_same_optimum(seed):
    event = core_event(SMALLER, seed)

    ours, theirs = planner(event, 20.0, 2, seed), textbook(event, 60.0, 2, seed)

    assert not check(event, ours.plan)
    assert not check(event, theirs.plan)
    assert worth(event, ours.plan) == ours.bound == worth(event, theirs.plan) == round(theirs.bound)


def test_greedy_plan_keeps_the_rules_and_is_worth_no_more_than_the_optimum():
    event = core_event(SMALLER, 1)

    plan = greedy(event, 0.0, 1, 0).plan

    assert not check(event, plan)
    assert 0 < worth(event, plan) <= planner(event, 20.0, 1, 0).bound


def test_run_measures_a_contender_in_a_process_of_its_own():
    alone = run(GREEDY_S, 1)
    here = measured(core_event(Size(40, 150, 8, 1), 1), GREEDY_S, 1)

    assert (alone.objective, alone.placed, alone.bound) == (here.objective, here.placed, None)
    assert alone.peak_mb > 0


def test_job_whose_process_ends_is_a_failure_with_a_sentence():
    nobody = run(BenchJob(CORE, "S", 1, "nobody", 1.0), 1)

    assert nobody == Failure(nobody.job, "Its process ended with status 1.")


def test_interrupted_suite_keeps_what_was_measured():
    jobs = [GREEDY_S, BenchJob(CORE, "S", 2, GREEDY, 1.0)]

    def press_after_the_first(line):
        if line.startswith(jobs[1].label):
            raise KeyboardInterrupt

    results = run_all(jobs, 1, press_after_the_first)

    assert [one.job for one in results.runs] == jobs[:1]
    assert not results.complete


def test_problem_for_timefold_offers_each_meeting_the_starts_that_the_board_allows():
    event = core_event(TINY, 1)
    state = State(build(event))

    head, *lines = [[int(word) for word in line.split()] for line in problem(state).splitlines()]

    assert head == [20, 8, state.board.axis.ticks + 3, 2, 3, 2]
    assert [line[:2] for line in lines] == [[one.worth, one.minutes // 5] for one in event.meetings]
    assert [line[5] for line in lines] == [sum(int(one.starts.sum()) for one in state.openings(i)) for i in range(20)]
    assert all(line[4] == NONE or line[4] in line[6:] for line in lines)


def test_answer_of_timefold_becomes_a_plan_that_leaves_out_clashes():
    event = core_event(TINY, 1)
    state = State(build(event))
    first = min(int(one.starts.argmax()) for one in state.openings(0))
    tick = int(state.board.axis.start_tick[first])

    plan = plan_of(event, state, [tick] * len(event.meetings))

    assert not check(event, plan)
    assert 1 <= sum(row.stands for row in plan.rows) <= 2


@pytest.mark.peer
def test_timefold_reaches_a_plan_between_greedy_and_the_optimum():
    where = environment()
    if where is None:
        pytest.skip("Timefold is not installed here; planner bench --suite quick installs it.")
    event = core_event(TINY, 1)
    state = State(build(event))

    plan = plan_of(event, state, starts_found(problem(state), where, 4.0, 2, 1))

    assert not check(event, plan)
    assert worth(event, greedy(event, 0.0, 1, 0).plan) <= worth(event, plan) <= planner(event, 20.0, 1, 0).bound


def test_suite_goes_on_without_timefold(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    jobs = [BenchJob(CORE, "S", 1, TIMEFOLD, 1.0), GREEDY_S]

    results = run_all(jobs, 1, lambda line: None)

    assert [one.job for one in results.failures] == jobs[:1]
    assert results.failures[0].sentence.startswith("It cannot be installed from PyPI: ")
    assert [one.job for one in results.runs] == jobs[1:]


def test_planner_is_measured_with_its_bound_on_a_small_event():
    came = measured(core_event(TINY, 4), BenchJob(CORE, "S", 4, PLANNER, 10.0), 1)

    assert came.objective <= came.bound
    assert came.first_plan_seconds <= came.seconds + 0.1

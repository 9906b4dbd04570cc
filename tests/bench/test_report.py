"""The report of a suite, from runs that were made up: goals, races, tables, JSON, files."""

import json
from datetime import UTC, datetime

import pytest

from planner.bench.goals import FIRST, GAP, Goal, GoalOutcome, Race, outcomes, races
from planner.bench.plot import points
from planner.bench.report import INTERRUPTED, Setting, page, row, suite_dict, write
from planner.bench.runs import (
    CORE,
    FILES,
    FULL,
    GREEDY,
    PLANNER,
    TEXTBOOK,
    TIMEFOLD,
    BenchJob,
    BenchRun,
    Failure,
    Results,
)
from planner.bench.suite import suite_jobs
from planner.bench.tables import medians_table, runs_table, table

SETTING = Setting("quick", (1, 2), 2, datetime(2025, 10, 25, 8, 0, tzinfo=UTC), 0.1)


def made_up(solver, limit, objective, *, bound=None, seed=1, size="S", work=CORE, first=0.5, peak=300):
    return BenchRun(BenchJob(work, size, seed, solver, float(limit)), objective, bound, 100, first, float(limit), peak)


RACE = (
    made_up(GREEDY, 30, 900),
    made_up(PLANNER, 10, 980, bound=1010),
    made_up(PLANNER, 30, 996, bound=1000),
    made_up(TEXTBOOK, 60, 950, bound=1100),
    made_up(TIMEFOLD, 60, 980),
)


def told(results, size, limit, measure, work=CORE):
    (one,) = (
        one
        for one in outcomes(results)
        if (one.goal.work, one.goal.size, one.goal.limit, one.goal.measure) == (work, size, limit, measure)
    )
    return one


def test_gap_of_every_solver_is_that_to_the_lowest_bound_of_the_event():
    results = Results((*RACE, made_up(GREEDY, 30, 900, seed=2)))

    gaps = [results.gap(run) for run in results.runs]

    assert gaps == [0.1, 0.02, 0.004, 0.05, 0.02, None]


def test_goal_is_met_by_the_median_of_the_seeds():
    runs = [made_up(PLANNER, 30, objective, bound=1000, seed=seed) for seed, objective in enumerate((996, 990, 999))]

    outcome = told(Results(tuple(runs)), "S", 30.0, GAP)

    assert (outcome.measured, outcome.runs, outcome.verdict) == (0.004, 3, "goal met")


def test_goal_that_is_missed_says_by_how_much():
    outcome = told(Results((made_up(PLANNER, 30, 990, bound=1000),)), "S", 30.0, GAP)

    assert (outcome.met, outcome.verdict) == (False, "0.50% short of the goal")


@pytest.mark.parametrize(
    ("measure", "value", "met"),
    [(GAP, 0.004, True), (GAP, 0.0041, False), (FIRST, 0.004, False), (FIRST, 0.003, True), (GAP, None, None)],
)
def test_figure_of_a_goal_itself_meets_it_unless_it_has_to_be_less(measure, value, met):
    assert GoalOutcome(Goal(CORE, "M", 30.0, measure, 0.004), value, 1).met is met


def test_full_events_may_take_twice_the_time_and_have_twice_the_gap():
    results = Results((made_up(PLANNER, 30, 991, bound=1000, work=FULL, size="M", first=1.9),))

    assert told(results, "M", 30.0, GAP, FULL).goal.figure == 0.008
    assert told(results, "M", 30.0, FIRST, FULL).verdict == "goal met"


def test_race_compares_ours_early_with_theirs_late():
    found = {race.solver: race for race in races(Results(RACE))}

    assert found[TEXTBOOK].verdict == "goal met: worth 3.16% more"
    assert found[TIMEFOLD].verdict == "0.00% short of theirs"
    assert not found[TIMEFOLD].met


def test_race_that_is_equal_is_won_where_nobody_can_do_better():
    runs = (made_up(PLANNER, 10, 1000, bound=1000), made_up(TIMEFOLD, 60, 1000))

    (race,) = races(Results(runs))

    assert race.verdict == "equal, and proven that no plan is worth more"


def test_tables_have_a_row_for_each_run_and_one_for_seeds_that_belong_together():
    results = Results((*RACE, made_up(GREEDY, 30, 950, seed=2)))

    runs, medians = runs_table(results).splitlines(), medians_table(results).splitlines()

    assert (len(runs), len(medians)) == (2 + 6, 2 + 5)
    assert runs[2] == "| core | S | 1 | greedy | – | 900 | – | 10.00% | 100 | 0.50 | 30 | 300 |"
    assert medians[2] == "| core | S | greedy | – | 2 | 925 | 10.00% | 0.50 | 30 | 300 |"


def test_table_is_markdown():
    assert table(("a", "b"), [("1", "2")]) == "| a | b |\n| --- | --- |\n| 1 | 2 |"


def test_row_for_json_has_the_promised_keys():
    results = Results(RACE)

    assert row(results, RACE[2]) == {
        "size": "S",
        "seed": 1,
        "solver": "planner",
        "objective": 996,
        "bound": 1000,
        "gap": 0.004,
        "placed": 100,
        "first_plan_seconds": 0.5,
        "seconds": 30.0,
        "peak_mb": 300,
    }
    assert row(results, RACE[0])["bound"] is None


def test_page_of_an_interrupted_suite_says_so_and_shows_what_there_is():
    results = Results(RACE, (Failure(BenchJob(CORE, "M", 1, TIMEFOLD, 60.0), "It is not there."),), complete=False)

    told = page(results, SETTING)

    assert INTERRUPTED in told
    assert "- core M seed 1, Timefold, 60 s: It is not there." in told
    assert runs_table(results) in told
    assert INTERRUPTED not in page(Results(RACE), SETTING)


def test_breaks_of_the_instances_stand_in_the_page_and_in_the_json():
    breaks = ({"name": "tic-1", "breaks": 3, "bound": None, "seconds": 1.5},)

    results = Results(RACE, breaks=breaks)

    assert "| tic-1 | 3 | – | 1.5 |" in page(results, SETTING)
    assert suite_dict(results, SETTING)["b2b"] == list(breaks)


def test_report_is_written_as_three_files_and_nothing_else(tmp_path):
    folder = tmp_path / "report"

    write(Results(RACE), SETTING, folder)

    assert sorted(path.name for path in folder.iterdir()) == sorted(FILES)
    assert [path.name for path in tmp_path.iterdir()] == ["report"]
    assert json.loads((folder / "benchmarks.json").read_text())["suite"] == "quick"
    assert (folder / "growth.svg").read_text().startswith("<svg")


def test_growth_has_a_point_for_each_kind_and_size():
    runs = [made_up(PLANNER, 30, 990, size=size, first=first) for size, first in (("M", 2.0), ("S", 1.0))]

    assert [(one.size, one.requests, one.first_plan_seconds) for one in points(Results(tuple(runs)))] == [
        ("S", 150, 1.0),
        ("M", 600, 2.0),
    ]


def test_full_suite_measures_every_goal_and_every_race():
    runs = tuple(BenchRun(job, 1000, 1000, 10, 0.1, 1.0, 100) for job in suite_jobs("full", (1, 2, 3)))

    results = Results(runs)

    assert {one.verdict for one in outcomes(results)} <= {"goal met", "5.0% short of the goal"}
    assert [(race.size, race.solver) for race in races(results)] == [
        (size, solver) for size in ("S", "M", "L") for solver in (TEXTBOOK, TIMEFOLD)
    ]


def test_race_against_a_solver_without_a_plan_is_told():
    assert Race("L", "textbook", 17_778, 0, unbeatable=False).verdict == "goal met: theirs found no plan"
    assert Race("L", "textbook", 0, 0, unbeatable=False).verdict == "neither found a plan"

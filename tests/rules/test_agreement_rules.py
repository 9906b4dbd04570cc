"""The two halves of every rule agree on random rows, in both directions: each rule alone, and all at once."""

from functools import cache
from random import Random

import pytest

from planner.domain.event import Event
from planner.domain.plan import Effort, Placement, Plan
from planner.encoding import build
from planner.rules import RULES, check
from planner.rules.rule import Encoded, Rule
from planner.solver.lines.plan import plan_lines
from planner.solver.placing.rows import meeting_rows, programme_rows
from planner.solver.placing.state import State
from planner.solver.solve import solve
from tests.scenes.agreement import fits, halves
from tests.scenes.effort import examples
from tests.scenes.tangled_events import tangled_before, tangled_event, tangled_row, tangled_rows

ENCODED = [rule for rule in RULES if isinstance(rule, Encoded)]

BY_CONSTRUCTION = {
    "attendance": "the draft offers no other people",
    "length": "a candidate lasts as long as its meeting",
    "programme-stands": "the programme is written out as it is",
    "one-row-each": "rows are written out one an item",
    "crew-complete": "the draft offers no other crews",
}
"""Rules on meetings and rows without a second half, and what keeps them."""

LINES_FIRST = {"line-turns", "line-bounds", "inscribed", "full-powers", "line-reserve", "adjacent-in-line"}
"""Rules of lines, which are planned before the board is drawn; tests/solver/test_lines_agreement.py holds these."""


@cache
def scene(seed: int) -> tuple[Event, tuple[Placement, ...], tuple[Placement, ...]]:
    """An event, rows of meetings, and the plan before."""
    random = Random(seed)
    of = tangled_event(random)
    rows = tangled_rows(random, of)
    return of, rows, tangled_before(random, of, rows)


def test_every_rule_binds_the_solver_somewhere() -> None:
    without = {rule.key for rule in RULES if not isinstance(rule, Encoded)}

    assert without == BY_CONSTRUCTION.keys() | LINES_FIRST


@pytest.mark.parametrize("rule", ENCODED, ids=lambda rule: rule.key)
def test_rule_forbids_on_the_board_what_it_finds_in_a_plan(rule: Rule) -> None:
    scenes = ((seed, *scene(seed)) for seed in range(examples(60)))
    found = {seed: halves(rule, of, *rows, before=before) for seed, of, rows, before in scenes}

    assert {seed: said for seed, said in found.items() if "only" in said} == {}
    assert {*found.values()} == {"ok", "broken"}


def grown(seed: int) -> tuple[Event, list[Plan]]:
    """An event, and plans that pass the check, made row by row; check and board say the same of whatever is tried."""
    random = Random(seed)
    of = tangled_event(random)
    turns = plan_lines(of, Plan()).rows
    board, rest = build(of, Plan(turns)), meeting_rows(of, Plan(), State(build(of)))
    standing: dict[str, Placement] = {}
    plans = []
    for _ in range(150):
        row = tangled_row(random, of, random.choice(of.meetings))
        tried = standing | {row.item: row}
        others = (one for one in rest if one.item not in tried)
        plan = Plan((*programme_rows(of, Plan()), *turns, *tried.values(), *others))
        breaches = check(of, plan)
        assert fits(board, tuple(tried.values())) == (not breaches), (seed, row, breaches)
        if not breaches:
            standing = tried
            plans.append(plan)
    return of, plans


def test_board_takes_what_passes_the_whole_check() -> None:
    assert sum(len(plans) for _, plans in map(grown, range(examples(20)))) > 50


@pytest.mark.parametrize("seed", range(40, 46))
def test_no_plan_that_passes_the_check_is_worth_more_than_the_solver_says(seed: int) -> None:
    of, plans = grown(seed)

    outcome = solve(of, effort=Effort(20, None, seed, 1))

    assert check(of, outcome.plan) == ()
    assert outcome.objective == outcome.bound == worth(of, outcome.plan)
    assert max((worth(of, plan) for plan in plans), default=0) <= outcome.bound


def worth(of: Event, plan: Plan) -> int:
    return sum(of.meeting[row.item].worth for row in plan.standing if row.item in of.meeting)

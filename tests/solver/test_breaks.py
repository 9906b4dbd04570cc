"""Fewest waiting breaks, apart from workbooks: small days whose best answer is known, and all answers of tiny days."""

from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ortools.sat.python import cp_model

from planner.bench.b2b.check import breaks_of, broken_rules
from planner.bench.b2b.instance import Instance, InstanceMeeting, InstanceSession
from planner.solver.breaks import Fewest, fewest_breaks
from planner.solver.breaks.counting import at_most, counted, exactly
from planner.solver.breaks.day import waiting_breaks
from planner.solver.breaks.model import BreaksModel
from planner.solver.breaks.slate import empty_slate
from planner.solver.progress import Budget
from planner.solver.searching.moves.annealing import seed_chance
from planner.solver.searching.moves.exchanging import exchange
from planner.solver.searching.moves.slate import BEST, BREAKS, OVERFULL, UNPLACED, pack_slate
from tests.scenes.matchmaking import as_day, day, fewest_by_trying

MORNING, AFTERNOON = InstanceSession.MORNING, InstanceSession.AFTERNOON
ENOUGH = 600.0
"""Seconds; all days here take far less, however busy the machine."""

KNOWN = {
    "two meetings side by side": (day((0, 1), (0, 2)), 0),
    "morning and afternoon next to each other": (
        day(InstanceMeeting(0, 1, MORNING), InstanceMeeting(0, 2, AFTERNOON), slots=4, morning=2),
        0,
    ),
    "forbidden slot between the sessions": (
        day(InstanceMeeting(0, 1, MORNING), InstanceMeeting(0, 2, AFTERNOON), slots=4, morning=2, forbidden={0: {1}}),
        1,
    ),
    "forbidden slot of the partner": (
        day(InstanceMeeting(0, 1, MORNING), InstanceMeeting(0, 2, AFTERNOON), slots=3, morning=2, forbidden={1: {1}}),
        1,
    ),
    "fixed far apart": (day(InstanceMeeting(0, 1, fixed=0), InstanceMeeting(0, 2, fixed=2)), 1),
    "fixed side by side": (day(InstanceMeeting(0, 1, fixed=0), InstanceMeeting(0, 2, fixed=1)), 0),
    "order through another participant": (
        day(InstanceMeeting(0, 1), InstanceMeeting(2, 3, follows=(0,)), InstanceMeeting(0, 4, follows=(1,))),
        1,
    ),
    "one table": (day((0, 1), (2, 3), (0, 4), InstanceMeeting(2, 5, fixed=0), tables=1, slots=4), 0),
    "one table, held in turns": (
        day(InstanceMeeting(0, 1, fixed=0), InstanceMeeting(2, 3, fixed=1), (0, 4), (2, 5), tables=1, slots=4),
        1,
    ),
    "two tables": (
        day(InstanceMeeting(0, 1, fixed=0), InstanceMeeting(2, 3, fixed=1), (0, 4), (2, 5), tables=2, slots=4),
        0,
    ),
    "unequal within the bound": (
        day(*(InstanceMeeting(0, who, fixed=slot) for who, slot in ((1, 0), (2, 2), (3, 4))), slots=5),
        2,
    ),
    "everybody waits once": (
        day(*(InstanceMeeting(0, 1, fixed=slot) for slot in (0, 2)), fairness=0),
        2,
    ),
    "three who meet each other around a closed slot": (
        day((0, 1), (0, 2), (0, 3), (1, 2), slots=5, forbidden={0: {2}, 1: {2}, 2: {2}, 3: {2}}),
        2,
    ),
}

IMPOSSIBLE = {
    "more meetings than slots": day((0, 1), (0, 2), (0, 3), slots=2),
    "more meetings than tables": day((0, 1), (2, 3), tables=1, slots=1),
    "no table": day((0, 1), tables=0),
    "no slot in the session": day(InstanceMeeting(0, 1, AFTERNOON), slots=2, morning=2),
    "order in a circle": day(InstanceMeeting(0, 1, follows=(1,)), InstanceMeeting(2, 3, follows=(0,))),
    "fixed in a forbidden slot": day(InstanceMeeting(0, 1, fixed=1), forbidden={1: {1}}),
    "unequal beyond the bound": day(
        *(InstanceMeeting(0, who, fixed=slot) for who, slot in ((1, 0), (2, 2), (3, 4))), slots=5, fairness=1
    ),
}


def fewest_of(of: Instance, workers: int = 2, told=lambda standing: None) -> Fewest:
    """The answer of the solver alone."""
    return fewest_breaks(as_day(of), Budget(ENOUGH), 1.0, 0, workers, told)


@pytest.mark.parametrize("workers", [1, 2])
@pytest.mark.parametrize(("of", "fewest"), KNOWN.values(), ids=KNOWN)
def test_known_optimum_is_reached_and_proven(of, fewest, workers):
    plan = fewest_of(of, workers)

    assert (plan.breaks, plan.bound, plan.proven, plan.impossible) == (fewest, fewest, True, False)
    assert broken_rules(of, plan.slots) == []
    assert sum(breaks_of(of, plan.slots)) == fewest


@pytest.mark.parametrize("of", IMPOSSIBLE.values(), ids=IMPOSSIBLE)
def test_impossible_day_is_proven_impossible(of):
    plan = fewest_of(of)

    assert (plan.slots, plan.breaks, plan.impossible, plan.proven) == (None, None, True, True)


def test_progress_is_told_until_the_proof():
    told = []

    fewest_of(KNOWN["fixed far apart"][0], told=lambda standing: told.append((standing.breaks, standing.bound)))

    assert told[-1] == (1, 1)


# --- held against the check ------------------------------------------------------------------------------------------


@st.composite
def tiny_days(draw) -> Instance:
    slots = draw(st.integers(2, 4))
    people = draw(st.integers(2, 4))
    count = draw(st.integers(1, 4))
    pairs = st.tuples(st.integers(0, people - 1), st.integers(0, people - 1)).filter(lambda pair: pair[0] != pair[1])
    encounters = tuple(
        InstanceMeeting(
            *draw(pairs),
            session=draw(st.sampled_from([InstanceSession.ANY, InstanceSession.ANY, MORNING, AFTERNOON])),
            fixed=draw(st.none() | st.none() | st.integers(0, slots - 1)),
            follows=tuple(draw(st.sets(st.integers(0, number - 1), max_size=1))) if number else (),
        )
        for number in range(count)
    )
    barred = tuple(draw(st.frozensets(st.integers(0, slots - 1), max_size=1)) for _ in range(people))
    morning, tables = draw(st.integers(0, slots)), draw(st.integers(1, 2))
    return Instance("day", people, tables, slots, morning, encounters, barred, draw(st.integers(0, 2)))


def answer_of(m: cp_model.CpModel) -> cp_model.CpSolverStatus:
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    return solver.solve(m)


def allows(of: Instance, most: int | None, slots: tuple[int, ...]) -> bool:
    """Whether the model lets this very answer pass."""
    held = tuple(replace(one, fixed=slot) for one, slot in zip(of.encounters, slots, strict=True))
    moved = any(one.fixed not in (None, slot) for one, slot in zip(of.encounters, slots, strict=True))
    asked = BreaksModel(as_day(replace(of, encounters=held))).question(most, None)
    return not moved and answer_of(asked) in (cp_model.OPTIMAL, cp_model.FEASIBLE)


@settings(max_examples=40, deadline=None)
@given(tiny_days())
def test_best_of_tiny_day_is_that_of_all_answers(of):
    plan, fewest = fewest_of(of), fewest_by_trying(of)

    assert plan.proven
    assert plan.breaks == fewest


@settings(max_examples=50, deadline=None)
@given(tiny_days(), st.data())
def test_model_and_check_let_the_same_answers_pass(of, data):
    slots = data.draw(st.tuples(*(st.integers(0, of.slots - 1) for _ in of.encounters)))
    breaks, lawful = sum(breaks_of(of, slots)), not broken_rules(of, slots)

    assert allows(of, None, slots) is lawful
    assert allows(of, breaks, slots) is lawful
    assert breaks == 0 or not allows(of, breaks - 1, slots)


@settings(max_examples=50, deadline=None)
@given(tiny_days(), st.integers(0, 1000))
def test_best_of_the_moves_keeps_every_rule(of, seed):
    slate = empty_slate(as_day(of))
    seed_chance(seed)

    exchange(pack_slate(slate), 2000, 0.5)

    best = [int(slot) for slot in slate.best_slot]
    if -1 not in best:
        assert broken_rules(of, best) == []
        assert slate.tally[BEST] == sum(breaks_of(of, best)) == waiting_breaks(as_day(of), best)


@settings(max_examples=50, deadline=None)
@given(tiny_days(), st.integers(0, 1000), st.floats(0.05, 5.0))
def test_moves_keep_their_books(of, seed, heat):
    slate = empty_slate(as_day(of))
    seed_chance(seed)

    exchange(pack_slate(slate), 500, heat)

    slots = [None if slot < 0 else int(slot) for slot in slate.slot]
    loads = [slots.count(slot) for slot in range(of.slots)]
    assert list(slate.load) == loads
    assert slate.tally[UNPLACED] == slots.count(None)
    assert slate.tally[OVERFULL] == sum(max(0, load - of.tables) for load in loads)
    assert slate.tally[BREAKS] == sum(breaks_of(of, slots))
    assert all(len(set(held[held >= 0])) == (held >= 0).sum() for held in slate.held)
    for number, slot in enumerate(slots):
        one = of.encounters[number]
        at = {(int(who), int(when)) for who, when in zip(*(slate.held == number).nonzero(), strict=True)}
        assert at == (set() if slot is None else {(one.first, slot), (one.second, slot)})


@pytest.mark.parametrize(("count", "limit"), list(product(range(1, 5), range(5))))
def test_counters_count(count, limit):
    for values in product((False, True), repeat=count):
        assert _holds(at_most, values, limit) is (sum(values) <= limit)
        if limit <= count:
            assert _holds(exactly, values, limit) is (sum(values) == limit)


@pytest.mark.parametrize(("count", "limit"), list(product(range(1, 5), range(5))))
def test_counter_is_true_up_to_the_count(count, limit):
    for values in product((False, True), repeat=count):
        if sum(values) <= limit:
            for number in range(min(count, limit)):
                assert _holds(_with_counter_false(number), values, limit) is (sum(values) <= number)


def _with_counter_false(number):
    def counter(m, literals, limit):
        m.add_bool_or([~counted(m, literals, limit)[number]])

    return counter


def _holds(counter, values, limit) -> bool:
    m = cp_model.CpModel()
    literals = [m.new_bool_var("") for _ in values]
    counter(m, literals, limit)
    for one, value in zip(literals, values, strict=True):
        m.add_bool_or([one if value else ~one])
    return answer_of(m) == cp_model.OPTIMAL

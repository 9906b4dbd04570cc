"""The simulation against one that plays each run item by item, and what always holds."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings

from planner.domain.plan import Plan
from planner.domain.uncertainty import Uncertainty
from planner.simulate import simulate
from planner.simulate.buffers import BufferTrials, promising
from planner.simulate.drafting import network_of
from planner.simulate.draws import Draws, draw
from planner.simulate.flow import Flow
from planner.simulate.network import Network
from planner.simulate.records import BUFFER, Through
from tests.scenes.builders import event, plan
from tests.scenes.simulated_days import random_day
from tests.scenes.slow_simulation import Chance, Rules, Run
from tests.scenes.workbook_strategies import workbooks
from tests.simulate.test_simulate import DELEGATIONS, NO_SHOW, PATIENCE, holding

# --- against the slow simulation -------------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(60))
def test_every_run_is_as_played_through_item_by_item(seed):
    of, planned = random_day(seed)
    network = network_of(of, planned)
    draws = coarse(network, 12, seed)
    flow = Flow(network, draws)

    for run in range(draws.runs):
        played = Run(of, planned, rules(network), chance(network, draws, run)).play()
        for number, stop in enumerate(network.stops):
            assert flow.delay[number, run] == pytest.approx(played.waited[stop.item]), (stop.item, run)
            assert flow.held[number, run] == (played.begun[stop.item] is not None), (stop.item, run)


def coarse(network: Network, runs: int, seed: int) -> Draws:
    """Draws in quarters of a minute, so that moments are often equal; more goes wrong than on any real day."""
    random = np.random.default_rng(seed)
    longer = random.integers(0, 60, (len(network.stops), runs)) * 0.25
    late = np.maximum(0, random.integers(-60, 160, (len(network.latenesses), runs))) * 0.25
    return Draws(longer, late, random.random((len(network.absences), runs)) < 0.05)


def rules(network: Network) -> Rules:
    return Rules(
        {stop.item: stop.patience for stop in network.stops}, {stop.item: stop.catch_up for stop in network.stops}
    )


def actor(network: Network, hold: int) -> str:
    one = network.holds[hold]
    return f"{'p' if one.kind == Through.PERSON else 'i'}:{one.who}"


def chance(network: Network, draws: Draws, run: int) -> Chance:
    longer = {stop.item: draws.longer[number, run] for number, stop in enumerate(network.stops)}
    late = {}
    for number, hold in enumerate(network.holds):
        if hold.lateness is not None:
            day = str((int(network.stops[hold.stop].when.timestamp()) // 60 + 7 * 60) // (24 * 60))
            late[actor(network, number), day] = draws.late[hold.lateness, run]
    away = {
        (network.stops[network.holds[hold].stop].item, actor(network, hold))
        for number, (hold, _) in enumerate(network.absences)
        if draws.absent[number, run]
    }
    return Chance(longer, late, away)


# --- what is always true ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(10))
def test_without_uncertainty_everything_is_on_time(seed):
    of, planned = random_day(seed)

    found = holding(of, planned, runs=3)

    assert found.score == 1
    assert {(one.mean_delay, one.p95_delay, one.held) for one in found.items} == {(0, 0, 1)}
    assert (found.links, found.buffers) == ((), ())


@pytest.mark.parametrize("seed", range(10))
def test_more_lateness_never_makes_less_delay_where_nothing_is_given_up(seed):
    of, planned = random_day(seed)
    of = replace(of, uncertainties=(Uncertainty(PATIENCE, usual=1440), Uncertainty(NO_SHOW, chance=0)))
    network = network_of(of, planned)
    draws = draw(network, 200, (seed,))

    usual = Flow(network, draws).delay
    worse = Flow(network, replace(draws, longer=draws.longer * 1.5, late=draws.late + 1)).delay

    assert (worse >= usual - 1e-9).all()


@pytest.mark.parametrize("seed", range(6))
def test_buffer_saves_what_it_saves_when_all_is_played_through_anew(seed):
    of, planned = random_day(seed)
    network = network_of(of, planned)
    flow = Flow(network, draw(network, 300, (seed,)))
    before = flow.delay.copy(), flow.held.copy(), flow.release.copy()
    trials = BufferTrials(network, promising(flow))

    trials.take(flow)

    for old, new in zip(before, (flow.delay, flow.held, flow.release), strict=True):
        assert (old == new).all()
    for saving in trials.found():
        anew = Flow(with_buffer(network, saving.stop), flow.draws)
        assert saving.minutes == pytest.approx((flow.delay.sum() - anew.delay.sum()) / 300)


def with_buffer(network: Network, stop: int) -> Network:
    """The network in which whatever follows a stop has ten minutes more."""
    mine = set(network.stops[stop].holds)
    holds = tuple(
        replace(hold, leads=tuple((lead, slack + BUFFER * (lead in mine)) for lead, slack in hold.leads))
        for hold in network.holds
    )
    return replace(network, holds=holds)


@settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(workbooks())
def test_whatever_a_workbook_holds_is_played_through(workbook):
    found = simulate(workbook.event, workbook.plan or Plan(), runs=10)

    assert 0 <= found.score <= 1
    assert all(0 <= one.on_time <= one.held <= 1 for one in found.items)
    assert all(one.mean_delay >= 0 and one.p95_delay >= 0 for one in found.items)


def test_same_seed_gives_the_same_numbers_and_another_seed_others():
    of, planned = random_day(4)

    first, again, other = (simulate(of, planned, runs=1_500, seed=seed) for seed in (7, 7, 8))

    assert first == again
    assert first != other


def test_progress_is_told_to_the_end():
    told = []

    simulate(*random_day(1), runs=2_500, on_progress=lambda done, runs: told.append((done, runs)))

    assert told == [(1_000, 2_500), (2_000, 2_500), (2_500, 2_500)]


def test_plan_without_rows_is_as_robust_as_can_be():
    of = event(*DELEGATIONS)

    found = simulate(of, plan(of), runs=10)

    assert (found.score, found.items) == (1, ())

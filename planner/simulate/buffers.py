"""Where ten minutes of buffer pay most: the likeliest places, each tried by running the same runs again with it."""

from dataclasses import dataclass, field

import numpy as np

from planner.simulate.draws import Flags, Minutes
from planner.simulate.flow import Flow
from planner.simulate.network import Network
from planner.simulate.records import BUFFER, ON_TIME

TRIED = 20
"""Places that are tried; those that take most delay off the items right behind them."""

TRIAL_RUNS = 2_000
"""Runs that are repeated for each place. The runs with and without the buffer differ by it alone, so that few do."""


@dataclass(frozen=True, slots=True)
class Saving:
    """What a buffer after a stop saves: minutes of delay over all items and points of the score, in the mean."""

    stop: int
    minutes: float
    score: float


def promising(flow: Flow) -> tuple[int, ...]:
    """The stops behind which a buffer would take most delay off what comes right after."""
    holds, gains = flow.network.holds, np.zeros(len(flow.network.stops))
    for lead, later, slack in flow.network.links():
        if flow.network.is_waited_for(later):
            gains[holds[lead].stop] += np.clip(flow.release[lead] - slack, 0.0, BUFFER).mean()
    for turns in flow.desks.values():  # what is gained after a turn is gained by all later ones of its desk
        gains[turns] *= range(len(turns), 0, -1)
    best = [int(stop) for stop in np.argsort(-gains, kind="stable") if gains[stop] > 0]
    # Of the turns of a desk only the best: buffers after its neighbours would do much the same.
    desks = [flow.network.stops[stop].desk for stop in best]
    return tuple(stop for at, stop in enumerate(best) if not desks[at] or desks[at] not in desks[:at])[:TRIED]


@dataclass(slots=True)
class BufferTrials:
    """The buffers that are tried, and what they saved so far."""

    network: Network
    places: tuple[int, ...]
    runs: int = 0
    saved: dict[int, float] = field(default_factory=dict)
    gained: dict[int, int] = field(default_factory=dict)

    def take(self, flow: Flow) -> None:
        """Repeats a block of runs with each buffer in turn, while there are runs to repeat."""
        if self.runs >= TRIAL_RUNS:
            return
        self.runs += flow.draws.runs
        for place in self.places:
            minutes, on_time = _tried(flow, place, self.network.followers(place))
            self.saved[place] = self.saved.get(place, 0.0) + minutes
            self.gained[place] = self.gained.get(place, 0) + on_time

    def found(self) -> tuple[Saving, ...]:
        """What pays, most first."""
        count = len(self.network.stops)
        savings = (
            Saving(place, self.saved[place] / self.runs, self.gained[place] / self.runs / count)
            for place in self.places
        )
        return tuple(sorted((one for one in savings if one.minutes > 0), key=lambda one: -one.minutes))


def _tried(flow: Flow, place: int, followers: tuple[int, ...]) -> tuple[float, int]:
    """Minutes of delay saved and items more on time, over all runs, if all that follows a stop had ten minutes more.

    The flow is put back as it was.
    """
    stops, numbers = flow.network.stops, list(followers)
    holds = [hold for stop in (place, *followers) for hold in stops[stop].holds]
    delay, held, release = flow.delay[numbers], flow.held[numbers], flow.release[holds]
    call, passed = dict(flow.call), dict(flow.passed)
    flow.release[list(stops[place].holds)] -= BUFFER
    for stop in followers:
        flow.pass_through(stop)
    saved = float(delay.sum() - flow.delay[numbers].sum())
    more = _on_time(flow.delay[numbers], flow.held[numbers]) - _on_time(delay, held)
    flow.delay[numbers], flow.held[numbers], flow.release[holds] = delay, held, release
    flow.call, flow.passed = call, passed
    return saved, more


def _on_time(delay: Minutes, held: Flags) -> int:
    return int(np.count_nonzero(held & (delay <= ON_TIME)))

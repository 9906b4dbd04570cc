"""How delays run on through a plan, for many runs at a time: one stop after another, each as arrays over the runs.

All is told as lateness against the plan: of an arrival against the planned start, of a release against the planned end.
A person who was at nothing yet has been free for ever. docs/robustness.md states the rules in words.
"""

from dataclasses import dataclass, field

import numpy as np

from planner.simulate.draws import Draws, Flags, Minutes
from planner.simulate.network import Hold, Network, Stop, Waits

NEVER = np.inf


@dataclass(frozen=True, slots=True)
class PassedOver:
    """Those whose turn was passed over and who came later: in which runs, when, and for how long they took the desk."""

    runs: "np.ndarray[tuple[int], np.dtype[np.intp]]"
    came: Minutes
    took: Minutes


@dataclass(slots=True)
class Flow:
    """`delay` and `held` have a row for each stop, `release` one for each hold; a column is a run.

    `call` is when the turns of a line are called, and `passed` who was passed over, by stop.
    """

    network: Network
    draws: Draws
    delay: Minutes = field(init=False)
    held: Flags = field(init=False)
    release: Minutes = field(init=False)
    call: dict[int, Minutes] = field(default_factory=dict)
    passed: dict[int, PassedOver] = field(default_factory=dict)
    desks: dict[str, list[int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        stops, holds, runs = len(self.network.stops), len(self.network.holds), self.draws.runs
        self.delay, self.held = np.zeros((stops, runs)), np.ones((stops, runs), dtype=np.bool_)
        self.release = np.zeros((holds, runs))
        for number, stop in enumerate(self.network.stops):
            if stop.desk:
                self.desks.setdefault(stop.desk, []).append(number)
        for number in range(stops):
            self.pass_through(number)

    def pass_through(self, number: int) -> None:
        """Settles one stop, from what is settled of those before it."""
        stop = self.network.stops[number]
        if stop.waits == Waits.FOR_ALL:
            self._wait_for_all(number, stop)
        elif stop.waits == Waits.FOR_SOME_TIME:
            self._wait_for_some_time(number, stop)
        else:
            self._call(number, stop)

    # --- meetings and programme --------------------------------------------------------------------------------------

    def _wait_for_all(self, number: int, stop: Stop) -> None:
        holds = [(hold, self._free(hold), self._away(hold)) for hold in stop.holds]
        begins = np.zeros(self.draws.runs)
        for _, free, away in holds:
            np.maximum(begins, free if away is None else np.where(away, NEVER, free), out=begins)
        held = begins <= stop.patience
        self.held[number] = held
        self.delay[number] = np.minimum(begins, stop.patience)
        ends = np.maximum(0.0, self.delay[number] - stop.catch_up) + self.draws.longer[number]
        for hold, free, away in holds:
            given_up = np.maximum(stop.patience, free) - stop.minutes
            self._leave(hold, np.where(held, ends, given_up), free - stop.minutes, away)

    def _wait_for_some_time(self, number: int, stop: Stop) -> None:
        holds = [(hold, self._free(hold), self._away(hold)) for hold in stop.holds]
        begins = np.zeros(self.draws.runs)
        for hold, free, away in holds:
            waited = free if away is None else np.where(away, NEVER, free)
            place = self.network.holds[hold].is_place
            np.maximum(begins, waited if place else np.minimum(waited, stop.patience), out=begins)
        self.delay[number] = begins
        ends = np.maximum(0.0, begins - stop.catch_up) + self.draws.longer[number]
        for hold, free, away in holds:
            self._leave(hold, np.maximum(ends, free - stop.minutes), free - stop.minutes, away)

    # --- lines -------------------------------------------------------------------------------------------------------

    def _call(self, number: int, stop: Stop) -> None:
        desk, person = stop.holds
        called = np.maximum(0.0, self._free(desk))
        called = called + self._let_in_before(number, stop, stop.start + called)
        free, away = self._free(person), self._away(person)
        comes = free if away is None else np.where(away, NEVER, free)
        present = comes <= called + stop.patience
        begins = np.where(present, np.maximum(called, comes), comes)
        takes_place = present | (comes <= stop.last_call)
        waited = np.where(np.isinf(comes), stop.patience, np.minimum(begins, np.maximum(0.0, stop.last_call)))
        self.held[number] = takes_place
        self.delay[number] = np.where(takes_place, begins, waited)
        ends = self.delay[number] + self.draws.longer[number]
        self._leave(desk, np.where(present, ends, called - stop.minutes), called, None)
        self._leave(person, np.where(takes_place, ends, free - stop.minutes), free - stop.minutes, away)
        (late,) = np.nonzero(takes_place & ~present)
        took = stop.minutes + self.draws.longer[number][late]
        self.passed[number] = PassedOver(late, stop.start + comes[late], took)

    def _let_in_before(self, number: int, stop: Stop, now: Minutes) -> Minutes:
        """Minutes for those who were passed over and have come since the turn before this one was called."""
        taken = np.zeros(self.draws.runs)
        turns = self.desks[stop.desk]
        earlier = turns[: turns.index(number)]
        before = self.call[earlier[-1]] if earlier else now
        # In a plan whose turns overlap a call may lie before the one before it; nobody is let in twice for that.
        self.call[number] = np.maximum(before, now)
        for one in (self.passed[turn] for turn in earlier):
            due = (one.came > before[one.runs]) & (one.came <= now[one.runs])
            taken[one.runs[due]] += one.took[due]
        return taken

    # --- holds -------------------------------------------------------------------------------------------------------

    def _free(self, hold: int) -> Minutes:
        """How late a hold can be there."""
        one = self.network.holds[hold]
        free = self.from_leads(one)
        return free if one.lateness is None else np.maximum(free, self.draws.late[one.lateness])

    def from_leads(self, hold: Hold) -> Minutes:
        """How late a hold can be there for what it was at before."""
        free = np.full(self.draws.runs, -NEVER)
        for lead, slack in hold.leads:
            np.maximum(free, self.release[lead] - slack, out=free)
        return free

    def _away(self, hold: int) -> Flags | None:
        absence = self.network.holds[hold].absence
        return None if absence is None else self.draws.absent[absence]

    def _leave(self, hold: int, ends: Minutes, untouched: Minutes, away: Flags | None) -> None:
        """Releases a hold; whoever stayed away was never there."""
        self.release[hold] = ends if away is None else np.where(away, untouched, ends)

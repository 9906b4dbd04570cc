"""The question whether a matchmaking day can be held with at most so many waiting breaks, as a CP-SAT model.

All of it is clauses, for a solver that learns from conflicts. A participant is busy in a slot, and has begun by a slot;
a break ends where somebody who has begun is busy after an idle slot. These are places in the participant's own day, so
that a lunch between two of them is not seen. Whoever has no break is busy without a gap, from
the beginning for as many slots as there are meetings; that follows, but the solver would have to find it out again for
every participant.
"""

from collections.abc import Sequence

from ortools.sat.python import cp_model

from planner.solver.breaks.counting import Literal, at_most, counted, exactly
from planner.solver.breaks.day import MatchmakingDay


class BreaksModel:
    """What all questions about a day have in common, and each of them."""

    def __init__(self, day: MatchmakingDay) -> None:
        self._model, self._day = cp_model.CpModel(), day
        self._at = [{slot: self._model.new_bool_var("") for slot in one.slots} for one in day.encounters]
        self._busy = [self._days_of(participant) for participant in range(day.participants)]
        for places in self._at:
            self._model.add_exactly_one(places.values())
        self._tables()
        self._order()
        self._begun = [self._beginnings(busy) for busy in self._busy]
        self._breaks = [self._breaks_of(*each) for each in zip(self._busy, self._begun, strict=True)]

    def question(self, most: int | None, near: Sequence[int] | None) -> cp_model.CpModel:
        """Whether there is a plan with at most so many breaks; None asks for any plan that keeps the rules.

        The solver looks first at what is near to a plan, if one is known.
        """
        asked = self._model.clone()
        self._limit(asked, most)
        for places, here in zip(self._at, near or (), strict=near is not None):
            for slot, at in places.items():
                asked.add_hint(at, slot == here)
        return asked

    def slots(self, solver: cp_model.CpSolver) -> tuple[int, ...]:
        """The slot of each meeting in the plan that the solver has found."""
        return tuple(next(slot for slot, at in places.items() if solver.boolean_value(at)) for places in self._at)

    def _days_of(self, participant: int) -> dict[int, Literal]:
        """Whether the participant is busy, by place in its own day; places where it cannot be are left out."""
        meetings = [self._at[number] for number in self._day.of(participant)]
        busy: dict[int, Literal] = {}
        for place, slot in enumerate(self._day.own[participant]):
            if held := [open_at[slot] for open_at in meetings if slot in open_at]:
                busy[place] = self._model.new_bool_var("")
                self._model.add_exactly_one([*held, ~busy[place]])
        exactly(self._model, list(busy.values()), len(meetings))
        return busy

    def _tables(self) -> None:
        """The limit of meetings, told of participants, of whom a table holds two: proofs about breaks go by those."""
        for slot, tables in enumerate(self._day.tables):
            days = zip(self._busy, self._day.own, strict=True)
            here = [busy[place] for busy, own in days for place in busy if own[place] == slot]
            at_most(self._model, here, 2 * tables)

    def _order(self) -> None:
        for number, one in enumerate(self._day.encounters):
            for before in one.follows:
                for slot, at in self._at[number].items():
                    self._model.add_bool_or([~at, *(was for when, was in self._at[before].items() if when < slot)])

    # --- breaks -------------------------------------------------------------------------------------------------------

    def _beginnings(self, busy: dict[int, Literal]) -> dict[int, Literal]:
        """Whether a participant has begun by a slot, from the first slot to the last in which it can be busy."""
        if not busy:
            return {}
        first = min(busy)
        begun = {first: busy[first]}
        for slot in range(first + 1, max(busy) + 1):
            before = begun[slot - 1]
            begun[slot] = self._begun_by(before, busy[slot]) if slot in busy else before
        return begun

    def _begun_by(self, before: Literal, here: Literal) -> Literal:
        begun = self._model.new_bool_var("")
        self._model.add_bool_or([~before, begun])
        self._model.add_bool_or([~here, begun])
        self._model.add_bool_or([~begun, before, here])
        return begun

    def _breaks_of(self, busy: dict[int, Literal], begun: dict[int, Literal]) -> list[Literal]:
        """Whether a break ends before a slot, for the slots where one can."""
        return [
            self._ends(begun[slot - 1], busy.get(slot - 1), here) for slot, here in busy.items() if slot - 1 in begun
        ]

    def _ends(self, begun: Literal, before: Literal | None, here: Literal) -> Literal:
        """Whether somebody who has begun is busy here and was idle before."""
        ends = self._model.new_bool_var("")
        waits = [begun, here] if before is None else [begun, here, ~before]
        self._model.add_bool_or([ends, *(~one for one in waits)])
        for one in waits:
            self._model.add_bool_or([~ends, one])
        return ends

    def _limit(self, asked: cp_model.CpModel, most: int | None) -> None:
        """Keep the breaks within the limit, if there is one, and fairly shared out."""
        if most is not None and most < self._day.participants:
            at_most(asked, [one for each in self._kept_few(asked) for one in each], most)
            return
        self._share_out(asked)
        if most is not None:
            at_most(asked, [one for each in self._breaks for one in each], most)

    def _share_out(self, asked: cp_model.CpModel) -> None:
        """Fairness, whatever the number of breaks."""
        least = asked.new_int_var(0, self._day.slots, "")
        for each in self._breaks:
            asked.add(sum(each) >= least)
            asked.add(sum(each) <= least + self._day.fairness)

    def _kept_few(self, asked: cp_model.CpModel) -> list[list[Literal]]:
        """Fairness with fewer breaks than participants: somebody has none, so nobody has more than allowed.

        The breaks of each participant, counted.
        """
        few = [counted(asked, each, self._day.fairness) for each in self._breaks]
        for participant, counter in enumerate(few):
            self._in_one_go(asked, participant, counter[:1])
        return few

    def _in_one_go(self, asked: cp_model.CpModel, participant: int, waits: Sequence[Literal]) -> None:
        """Have the participant busy without a gap, from its beginning to its last meeting, unless it waits."""
        busy, begun, count = self._busy[participant], self._begun[participant], len(self._day.of(participant))
        for slot, by_now in begun.items():
            here, done = ([of[at]] if at in of else [] for of, at in ((busy, slot), (begun, slot - count)))
            asked.add_bool_or([*waits, ~by_now, *done, *here])
            if here and done:
                asked.add_bool_or([*waits, ~here[0], ~done[0]])
        if (latest := max(begun, default=0) - count + 1) in begun:
            asked.add_bool_or([*waits, begun[latest]])

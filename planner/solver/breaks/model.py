"""The question whether a matchmaking day can be held with at most so many waiting breaks, as a CP-SAT model.

All of it is clauses, for a solver that learns from conflicts. A participant is busy in a slot, and has begun by a slot;
a break ends where somebody who has begun is busy after an idle slot.
"""

from collections.abc import Sequence

from ortools.sat.python import cp_model

from planner.domain.matchmaking import Matchmaking
from planner.solver.breaks.counting import Literal, at_most, exactly
from planner.solver.breaks.slate import open_slots


class BreaksModel:
    """What all questions about a day have in common, and each of them."""

    def __init__(self, day: Matchmaking) -> None:
        self._model, self._day = cp_model.CpModel(), day
        self._at = [{slot: self._model.new_bool_var("") for slot in open_slots(day, one)} for one in day.encounters]
        self._busy = [self._days_of(participant) for participant in range(day.participants)]
        for places in self._at:
            self._model.add_exactly_one(places.values())
        self._tables()
        self._order()
        self._breaks = [self._breaks_of(busy) for busy in self._busy]

    def question(self, most: int | None, near: Sequence[int] | None) -> cp_model.CpModel:
        """Whether there is a plan with at most so many breaks; None asks for any plan that keeps the rules.

        The solver looks first at what is near to a plan, if one is known.
        """
        asked = self._model.clone()
        self._share_out(asked, most)
        if most is not None:
            at_most(asked, [one for each in self._breaks for one in each], most)
        for places, here in zip(self._at, near or (), strict=near is not None):
            for slot, at in places.items():
                asked.add_hint(at, slot == here)
        return asked

    def slots(self, solver: cp_model.CpSolver) -> tuple[int, ...]:
        """The slot of each meeting in the plan that the solver has found."""
        return tuple(next(slot for slot, at in places.items() if solver.boolean_value(at)) for places in self._at)

    def _days_of(self, participant: int) -> dict[int, Literal]:
        """Whether the participant is busy, by slot; slots in which it cannot be are left out."""
        meetings = [self._at[number] for number in self._day.of(participant)]
        busy: dict[int, Literal] = {}
        for slot in range(self._day.slots):
            if held := [places[slot] for places in meetings if slot in places]:
                busy[slot] = self._model.new_bool_var("")
                self._model.add_exactly_one([*held, ~busy[slot]])
        exactly(self._model, list(busy.values()), len(meetings))
        return busy

    def _tables(self) -> None:
        """A limit of meetings, and so of participants: some proofs go by the one and some by the other."""
        for slot in range(self._day.slots):
            at_most(self._model, [places[slot] for places in self._at if slot in places], self._day.tables)
            at_most(self._model, [busy[slot] for busy in self._busy if slot in busy], 2 * self._day.tables)

    def _order(self) -> None:
        for number, one in enumerate(self._day.encounters):
            for before in one.follows:
                for slot, at in self._at[number].items():
                    self._model.add_bool_or([~at, *(was for when, was in self._at[before].items() if when < slot)])

    # --- breaks -------------------------------------------------------------------------------------------------------

    def _breaks_of(self, busy: dict[int, Literal]) -> list[Literal]:
        """Whether a break ends before a slot, for the slots where one can."""
        if len(busy) < 2:
            return []
        begun: Literal | None = None
        found: list[Literal] = []
        for slot in range(min(busy), max(busy) + 1):
            here, before = busy.get(slot), busy.get(slot - 1)
            if begun is not None and here is not None:
                found.append(self._ends(begun, before, here))
            begun = self._begun(begun, here)
        return found

    def _begun(self, before: Literal | None, here: Literal | None) -> Literal | None:
        if before is None or here is None:
            return here if before is None else before
        begun = self._model.new_bool_var("")
        self._model.add_bool_or([~before, begun])
        self._model.add_bool_or([~here, begun])
        self._model.add_bool_or([~begun, before, here])
        return begun

    def _ends(self, begun: Literal, before: Literal | None, here: Literal) -> Literal:
        """Whether somebody who has begun is busy here and was idle before."""
        ends = self._model.new_bool_var("")
        waits = [begun, here] if before is None else [begun, here, ~before]
        self._model.add_bool_or([ends, *(~one for one in waits)])
        for one in waits:
            self._model.add_bool_or([~ends, one])
        return ends

    def _share_out(self, asked: cp_model.CpModel, most: int | None) -> None:
        """Fairness. With fewer breaks than participants somebody has none, and then nobody has more than allowed."""
        allowed = self._day.fairness
        if most is not None and most < self._day.participants:
            for each in self._breaks:
                at_most(asked, each, allowed)
            return
        least = asked.new_int_var(0, self._day.slots, "")
        for each in self._breaks:
            asked.add(sum(each) >= least)
            asked.add(sum(each) <= least + allowed)

"""The exact model of the order of a short line: who stands on which turn, solved by CP-SAT tier by tier in one sum."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from ortools.sat.python import cp_model

from planner.solver.stopping import Stop, solved

WORK_LIMIT = 1.0
"""Deterministic seconds; the same work on every machine."""


def exact_turns(
    allowed: NDArray[np.bool_],
    adjoining: tuple[bool, ...],
    apart: Sequence[tuple[int, int]],
    hint: tuple[int, ...],
    fewest_departures: int,
    seed: int,
    stop: Stop,
) -> tuple[int, ...]:
    """The turn of each entry with the fewest neighbours that must not be, then departures, then places moved."""
    model = cp_model.CpModel()
    stands = {(int(entry), int(turn)): model.new_bool_var("") for entry, turn in np.argwhere(allowed)}
    for one in range(len(hint)):
        model.add_exactly_one(stands[one, turn] for turn in range(len(hint)) if allowed[one, turn])
        model.add_exactly_one(stands[entry, one] for entry in range(len(hint)) if allowed[entry, one])
    for (entry, turn), here in stands.items():
        model.add_hint(here, hint[entry] == turn)
    at = [sum(turn * here for (one, turn), here in stands.items() if one == entry) for entry in range(len(hint))]
    departs = _departures(model, at)
    model.add(sum(departs) >= fewest_departures)
    broken = _neighbours(model, stands, adjoining, apart)
    moved = sum(abs(turn - entry) * here for (entry, turn), here in stands.items())
    # Fewer than count² places can be moved and no more than count entries depart: the sum compares tier by tier.
    model.minimize(sum(broken) * 2 * len(hint) ** 3 + sum(departs) * len(hint) ** 2 + moved)
    return _solved(model, at, seed, stop) or hint


def _departures(model: cp_model.CpModel, at: Sequence[cp_model.LinearExprT]) -> list[cp_model.IntVar]:
    """Whether each entry departs: who does not stands behind all before them in the order who do not."""
    departs = [model.new_bool_var("") for _ in at]
    last: cp_model.LinearExprT = -1
    for entry, departing in enumerate(departs):
        latest = model.new_int_var(-1, len(at) - 1, "")
        model.add(at[entry] > last).only_enforce_if(~departing)
        model.add(latest >= at[entry]).only_enforce_if(~departing)
        model.add(latest >= last)
        last = latest
    return departs


def _neighbours(
    model: cp_model.CpModel,
    stands: dict[tuple[int, int], cp_model.IntVar],
    adjoining: tuple[bool, ...],
    apart: Sequence[tuple[int, int]],
) -> list[cp_model.IntVar]:
    """One literal for each way in which a pair kept apart could stand side by side."""
    broken = []
    for a, b in [*apart, *((b, a) for a, b in apart)]:
        for turn, follows in enumerate(adjoining):
            if follows and (a, turn) in stands and (b, turn + 1) in stands:
                broken.append(model.new_bool_var(""))
                model.add(stands[a, turn] + stands[b, turn + 1] <= 1 + broken[-1])
    return broken


def _solved(
    model: cp_model.CpModel, at: Sequence[cp_model.LinearExprT], seed: int, stop: Stop
) -> tuple[int, ...] | None:
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = seed
    solver.parameters.max_deterministic_time = WORK_LIMIT
    if solved(solver, model, stop) not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return None
    return tuple(solver.value(turn) for turn in at)

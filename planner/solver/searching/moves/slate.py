"""A matchmaking day as arrays, and the reference to them that compiled functions take."""

from typing import NamedTuple

import numba as nb
import numpy as np
from numba.experimental import structref

from planner.solver.searching.moves.packed import PackedType

UNPLACED, OVERFULL, BREAKS, BEST = 0, 1, 2, 3
"""Places in the tally: meetings without a slot, meetings beyond the tables, waiting breaks, breaks of the best plan."""


class Slate(NamedTuple):
    """A matchmaking day and where its meetings are, as arrays; days and open slots are bits of whole numbers.

    `open` has a bit for each slot of the day, `busy` one for each slot of the participant's own day: `bit` says which
    bit stands for a slot, `slot_of` which slot for a bit.
    """

    first: np.ndarray
    second: np.ndarray
    open: np.ndarray
    follows_from: np.ndarray
    follows: np.ndarray
    leads_from: np.ndarray
    leads: np.ndarray
    bit: np.ndarray
    slot_of: np.ndarray
    slot: np.ndarray
    held: np.ndarray
    busy: np.ndarray
    load: np.ndarray
    chain: np.ndarray
    best_slot: np.ndarray
    tally: np.ndarray
    tables: np.ndarray
    fairness: int


@structref.register
class SlateType(PackedType):
    """The compiled type of `PackedSlate`."""


class PackedSlate(structref.StructRefProxy):
    """A reference to all of a `Slate`; compiled functions read its fields by the same names."""


structref.define_proxy(PackedSlate, SlateType, list(Slate._fields))


@nb.njit(cache=True)
def pack_slate(slate):
    """The reference to these arrays, which stay where they are."""
    return PackedSlate(*slate)

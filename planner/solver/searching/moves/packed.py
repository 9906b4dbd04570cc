"""The arrays as one reference, which compiled functions hand to each other.

Handed on as a tuple of fifty arrays they would take numba a minute to compile; as one reference, seconds.
"""

from collections.abc import Sequence

import numba as nb
from numba import types
from numba.experimental import structref

from planner.solver.searching.arrays import Arrays
from planner.solver.searching.gap_arrays import Gaps
from planner.solver.searching.taste_arrays import Tastes


@structref.register
class PackedType(types.StructRef):
    """The compiled type of `Packed`."""

    def preprocess_fields(self, fields: Sequence[tuple[str, types.Type]]) -> tuple[tuple[str, types.Type], ...]:
        """Plain types, not those of literals."""
        return tuple((name, types.unliteral(field)) for name, field in fields)


class Packed(structref.StructRefProxy):
    """A reference to all of `Arrays`; compiled functions read its fields by the same names."""


@structref.register
class PackedTastesType(PackedType):
    """The compiled type of `PackedTastes`."""


class PackedTastes(structref.StructRefProxy):
    """A reference to all of `Tastes`."""


@structref.register
class PackedGapsType(PackedType):
    """The compiled type of `PackedGaps`."""


class PackedGaps(structref.StructRefProxy):
    """A reference to all of `Gaps`."""


structref.define_proxy(Packed, PackedType, list(Arrays._fields))
structref.define_proxy(PackedTastes, PackedTastesType, list(Tastes._fields))
structref.define_proxy(PackedGaps, PackedGapsType, list(Gaps._fields))


@nb.njit(cache=True)
def pack(arrays: Arrays) -> Arrays:
    """The reference to these arrays, which stay where they are."""
    return Packed(*arrays)  # type: ignore[return-value]  # it has the same fields


@nb.njit(cache=True)
def pack_tastes(tastes: Tastes) -> Tastes:
    """The reference to these arrays, which stay where they are."""
    return PackedTastes(*tastes)  # type: ignore[return-value]  # it has the same fields


@nb.njit(cache=True)
def pack_gaps(gaps: Gaps) -> Gaps:
    """The reference to these arrays, which stay where they are."""
    return PackedGaps(*gaps)  # type: ignore[return-value]  # it has the same fields

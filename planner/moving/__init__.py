"""Moving a plan by hand: what every place of a day would mean for an item, and what a move makes of the plan."""

from planner.moving.moves import CannotMove, Clash, Move, Settling, settle
from planner.moving.places import Places, Verdict, places_of
from planner.moving.wanted import (
    exchanged,
    lengthened,
    locked,
    placed_at,
    room_rows_from,
    rooms_exchanged,
    shifted,
    unplaced,
)

__all__ = [
    "CannotMove",
    "Clash",
    "Move",
    "Places",
    "Settling",
    "Verdict",
    "exchanged",
    "lengthened",
    "locked",
    "placed_at",
    "places_of",
    "room_rows_from",
    "rooms_exchanged",
    "settle",
    "shifted",
    "unplaced",
]

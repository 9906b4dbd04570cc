"""A board is frozen through and through: no array, no look-up and no field of it can be written to."""

from dataclasses import FrozenInstanceError, fields
from random import Random

import numpy as np
import pytest

from planner.board.board import Board, Kept
from planner.domain.plan import Plan
from planner.encoding import build
from planner.solver.lines.plan import plan_lines
from planner.solver.placing.greedy import first_plan
from tests.scenes.builders import at, bilateral, delegation, event, placed, room
from tests.scenes.tangled_events import tangled_event

PAIR = (delegation("FRA"), delegation("JPN"), room("R1"))


def board_of(seed: int) -> Board:
    of = tangled_event(Random(seed))
    return build(of, Plan(plan_lines(of, Plan()).rows))


def arrays_in(record: object) -> list[np.ndarray]:
    """The arrays of a board and of the records that it is made of."""
    parts = [getattr(record, one.name) for one in fields(record)]
    inner = [getattr(part, one.name) for part in parts if hasattr(part, "__dataclass_fields__") for one in fields(part)]
    return [part for part in (*parts, *inner) if isinstance(part, np.ndarray)]


def test_no_array_of_a_board_can_be_written_to():
    arrays = arrays_in(board_of(3))

    assert len(arrays) > 20
    assert not [array for array in arrays if array.flags.writeable]


def test_look_ups_and_fields_of_a_board_cannot_be_written_to():
    board = board_of(3)

    with pytest.raises(TypeError):
        board.kept[0] = Kept(0, 0)
    with pytest.raises(TypeError):
        board.labels["person X"] = "X"
    with pytest.raises(FrozenInstanceError):
        board.rows = ()


def test_board_closed_before_a_moment_leaves_the_first_as_it_was():
    of = event(*PAIR, bilateral("M"), bilateral("K"))
    board = build(of, Plan((placed(of, "K", "09:00", room="R1", locked=True),)))
    before = board.item_starts.copy()

    later = board.closed_before(at("12:00"))

    first = [board.axis.moment(int(board.axis.start_tick[starts.argmax()])) for starts in later.item_starts]
    assert first == [at("12:00")] * 2
    assert (board.item_starts == before).all()
    assert first_plan(later).start.tolist()[1] == board.kept[1].start  # what is kept stays where it is

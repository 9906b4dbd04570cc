"""The board: an event as the solver sees it."""

from planner.board.board import Board
from planner.board.draft import Draft

__all__ = ["Board", "Draft"]

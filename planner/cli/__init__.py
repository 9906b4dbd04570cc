"""The command `planner`: the same functions as the desk and the Python interface, for the terminal."""

from planner.cli.commands import main

__all__ = ["main"]

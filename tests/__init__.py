"""Tests of the planner; small real events from `tests.scenes.builders`."""

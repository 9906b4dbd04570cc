"""Timefold Solver as a contender: its environment, and the bilateral core in its terms and back."""

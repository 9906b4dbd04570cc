"""How much of what is drawn at random the tests look at: `TEST_EFFORT=10 pytest ...` looks at ten times as much."""

import os

EFFORT = float(os.environ.get("TEST_EFFORT", "1"))


def examples(usual: int) -> int:
    """So many of them, or as many times more as were asked for."""
    return max(1, round(usual * EFFORT))

"""The command `planner`: the same functions as the desk and the Python interface, for the terminal."""

import sys

__all__ = ["INTERRUPTED", "main"]

INTERRUPTED = "Interrupted before the end; no file is left half-written."


def main() -> None:
    """The console script. Ctrl-C ends it in good order even while its parts are still being loaded."""
    try:
        from planner.cli.entry import run

        status = run(sys.argv[1:])
    except KeyboardInterrupt:
        sys.exit(f"error planner: {INTERRUPTED}")
    sys.exit(status)

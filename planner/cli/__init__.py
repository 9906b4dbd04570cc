"""The command `planner`: the same functions as the desk and the Python interface, for the terminal."""

import os
import signal
import sys
from threading import active_count

__all__ = ["INTERRUPTED", "main"]

INTERRUPTED = "Interrupted before the end; no file is left half-written."


def main() -> None:
    """The console script. Ctrl-C ends it in good order even while its parts are still being loaded."""
    try:
        from planner.cli.entry import run

        status = run(sys.argv[1:])
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # all is done and said
    except KeyboardInterrupt:
        sys.exit(f"error planner: {INTERRUPTED}")
    if active_count() > 1:
        # A solver that nobody waits for any more would keep the program, or fall with it in the middle of its work.
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)
    sys.exit(status)

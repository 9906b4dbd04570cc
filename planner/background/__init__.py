"""Work that goes on while whoever wants it does something else: one seam for all of it.

A work is a callable that may tell its steps and asks whether somebody wants it to stop. It is done on an executor as
`concurrent.futures` has them: processes of this machine (`Processes`), threads of this program (`Threads`), or those of
a cluster, for which a `Pool` says what connects a work with whoever started it.
"""

from planner.background.executors import Away, Ended, Pool, Refused, Work
from planner.background.processes import Processes
from planner.background.threads import Threads
from planner.background.work import Background

__all__ = ["Away", "Background", "Ended", "Pool", "Processes", "Refused", "Threads", "Work"]

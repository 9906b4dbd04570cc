"""A program that writes to an office until it is killed.

Each step changes a row of one sheet and says its number in another. The number of a step is told once the office said
that it is kept.
"""

import os
from multiprocessing.connection import Connection

from planner.store import KeptSheet, Moved, open_store
from tests.scenes.office_states import long_sheet, sheet, step


def state(number: int) -> tuple[KeptSheet, KeptSheet]:
    """The sheets as they stand at a step."""
    return long_sheet(r7=f'["step {number}"]'), sheet("Steps", str(number))


def write(address: str, event: str, told: Connection) -> None:
    """Adds step after step, beside whoever else does."""
    store = open_store(address)
    head = store.event(event).head
    while True:
        added = store.append(event, head, step(*state(head + 1), author=str(os.getpid())))
        if isinstance(added, Moved):
            head = added.head
        else:
            head = added.number
            told.send_bytes(b"%d" % head)

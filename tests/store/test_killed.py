"""Whoever is killed while writing loses nothing that the office said it had, and leaves nothing half-done."""

import os
import random
import time
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerProcess

from planner.store import Store
from tests.scenes.office_states import step
from tests.scenes.office_writer import state, write

KILLS = int(os.environ.get("KILLS", "30"))
"""Programs that are killed, of each database. `KILLS=200` is what was promised once, and takes minutes."""

AT_MOST = 0.05
"""Seconds of work between the first step of a program and its end; a step takes a part of it."""

# Programs are forked from one that has loaded what they need: to load it anew for each would take most of the time.
programs = get_context("forkserver")
programs.set_forkserver_preload([write.__module__])


def started(address: str, event: str) -> tuple[ForkServerProcess, Connection]:
    """A program that writes, and where it tells what is kept."""
    heard, told = programs.Pipe(duplex=False)
    writer = programs.Process(target=write, args=(address, event, told))
    writer.start()
    told.close()
    return writer, heard


def heard_of(told: Connection) -> list[int]:
    """What a program that is dead now has told."""
    numbers = []
    try:
        while told.poll():
            numbers.append(int(told.recv_bytes()))
    except EOFError:
        told.close()
    return numbers


def test_nothing_that_was_kept_is_lost_when_programs_are_killed(store: Store, address: str) -> None:
    """Two programs write at once, and each is killed at a moment of its own."""
    event = store.create("Hanoi", step(*state(1))).event
    chance = random.Random(14)
    for _ in range(KILLS // 2):
        writers = [started(address, event) for _ in range(2)]
        for writer, told in writers:
            assert told.poll(600)
            time.sleep(chance.uniform(0, AT_MOST))
            writer.kill()
            writer.join()

        kept = {str(writer.pid): heard_of(told) for writer, told in writers}

        authors = {revision.number: revision.author for revision in store.history(event)}
        assert [number for pid, numbers in kept.items() for number in numbers if authors[number] != pid] == []
        head = store.event(event).head
        assert sorted(authors) == [*range(1, len(authors) + 1)]
        assert store.read(event, head) == state(head)
        assert store.verify() == ()

    assert all(store.read(event, number) == state(number) for number in range(1, store.event(event).head + 1))
    assert store.verify(thorough=True) == ()

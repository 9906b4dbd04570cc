"""The bilateral core for Timefold Solver as whole numbers, and what it answers as a plan."""

import subprocess

from planner.bench.timefold.environment import Environment, Unavailable
from planner.domain.event import Event
from planner.domain.plan import Plan
from planner.solver.placing.greedy import by_worth, earliest, fill
from planner.solver.placing.rows import meeting_rows
from planner.solver.placing.state import State

NONE = -1
"""Stands for no start."""


def starts_found(numbers: str, where: Environment, seconds: float, workers: int, seed: int) -> list[int]:
    """The start of each meeting in the best plan found from the greedy one, each worker searching for itself."""
    words = [str(where.java), "-XX:+UseSerialGC", "-cp", where.classpath, "Peer", str(seconds), str(workers), str(seed)]
    done = subprocess.run(words, input=numbers, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise Unavailable(f"It stopped: {(done.stderr or done.stdout).strip().splitlines()[-1]}")
    return [int(word) for word in done.stdout.splitlines()[-1].split()]


def problem(state: State) -> str:
    """The numbers that `Peer.java` reads, from a state in which nothing is placed.

    Every start is worked out here, hours, presence and absences included, so that Timefold needs to know none of them.
    """
    board = state.board
    (rooms,) = board.classes
    assert rooms.capacity is not None
    starts = [
        sorted({int(board.axis.start_tick[at]) for one in state.openings(item) for at in one.starts.nonzero()[0]})
        for item in board.items
    ]
    person: dict[str, int] = {}
    roles = [[person.setdefault(role[0], len(person)) for role in meeting.roles] for meeting in board.meetings]
    first = State(board)
    fill(first, by_worth(board), earliest)
    lines = [[len(starts), len(person), board.axis.ticks + rooms.rest, rooms.capacity, rooms.rest, board.actor_gap]]
    for item in board.items:
        own = [int(board.worth[item]), int(board.length[item]), *roles[item]]
        lines.append([*own, first.tick(item) if first.placed(item) else NONE, len(starts[item]), *starts[item]])
    return "\n".join(" ".join(map(str, line)) for line in lines)


def plan_of(event: Event, state: State, starts: list[int]) -> Plan:
    """The plan in which the meetings begin at these ticks, with rooms.

    The search tolerates clashes at a cost; should its best plan have any, what clashes with a dearer one is left out.
    """
    board = state.board
    for item in by_worth(board).tolist():
        at = board.axis.start_at.get(starts[item])
        fitting = [one.mode for one in state.openings(item) if at is not None and one.starts[at]]
        if at is not None and fitting:
            state.place(item, fitting[0], at)
    return Plan(meeting_rows(event, Plan(), state))

"""The quick search for plans with few waiting breaks: simulated annealing in rounds, short and long ones in turn."""

from collections.abc import Iterator
from itertools import cycle

from planner.solver.breaks.best_known import BestKnown
from planner.solver.breaks.day import Encounter, MatchmakingDay
from planner.solver.breaks.slate import empty_slate
from planner.solver.searching.moves.annealing import seed_chance
from planner.solver.searching.moves.exchanging import exchange
from planner.solver.searching.moves.slate import BEST, pack_slate
from planner.solver.searching.preparing import note_done

HOT, COLD = 0.5, 0.1
"""The temperature at the beginning and at the end of a round, in breaks."""

STEPS = 100
"""Of cooling in a round; between two of them the search looks whether it shall end."""

MOVES = (10_000, 20_000, 40_000, 80_000, 160_000)
"""In each step of a round. After the longest round comes the shortest again: no length is the best for all days."""


def compile_exchange() -> None:
    """Compile the moves of matchmaking days, on a day of one meeting that nothing can move."""
    alone = MatchmakingDay(tables=(1,), encounters=(Encounter(0, 1, (0,)),), own=((0,), (0,)))
    exchange(pack_slate(empty_slate(alone)), 1, 1.0)
    note_done(compile_exchange)


def search(day: MatchmakingDay, standing: BestKnown, seed: int) -> Iterator[None]:
    """Search without end, a step at a time, offering every better plan."""
    slate = empty_slate(day)
    packed = pack_slate(slate)
    seed_chance(seed)
    for moves in cycle(MOVES):
        for step in range(STEPS):
            known = int(slate.tally[BEST])
            exchange(packed, moves, HOT * (COLD / HOT) ** (step / (STEPS - 1)))
            if slate.tally[BEST] < known:
                standing.offer(slate.best_slot.tolist(), int(slate.tally[BEST]))
            yield

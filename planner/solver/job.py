"""A solve in a process of its own."""

from collections.abc import Callable
from functools import partial

from planner.background import Background, Refused
from planner.domain.event import Event
from planner.domain.plan import Outcome, Plan
from planner.solver.progress import Progress
from planner.solver.solve import CannotKeep, SolverDisagrees, solve


class Job(Background[Progress, Outcome]):
    """One solve; stopped, it gives the best plan so far."""

    def __init__(
        self,
        event: Event,
        before: Plan,
        *,
        time_limit: float = 30.0,
        seed: int = 0,
        workers: int | None = None,
        input_sha256: str = "",
    ) -> None:
        work = partial(_solved, event, before, time_limit, seed, workers, input_sha256)
        super().__init__(work, "The solve ended without a result; it may have run out of memory. Start it again.")


def _solved(
    event: Event,
    before: Plan,
    time_limit: float,
    seed: int,
    workers: int | None,
    input_sha256: str,
    tell: Callable[[Progress], None],
    stop: Callable[[], bool],
) -> Outcome:
    try:
        return solve(
            event,
            before,
            time_limit=time_limit,
            seed=seed,
            workers=workers,
            input_sha256=input_sha256,
            on_progress=tell,
            stop=stop,
        )
    except CannotKeep as refusal:
        raise Refused(f"Locked or done rows break rules: {refusal} Unlock or change these rows.") from None
    except SolverDisagrees as defect:
        raise Refused(f"The plan did not pass its own check and is not handed out: {defect}") from None

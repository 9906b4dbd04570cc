"""Running jobs, each in a fresh process, whose memory is measured and whose plan is judged by the checker."""

import resource
import signal
import sys
from collections.abc import Callable, Iterable
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from time import monotonic

from planner.bench.contenders import CONTENDERS
from planner.bench.core import SIZES, core_event
from planner.bench.full.event import full_event
from planner.bench.runs import CORE, TIMEFOLD, BenchJob, BenchRun, Failure, Results
from planner.bench.timefold.environment import Unavailable, prepare
from planner.domain.event import Event
from planner.rules import check
from planner.rules.case import Case
from planner.solver.compiled import compile_comfort, compile_search

PATIENCE = 2.0
"""Seconds that a process has to end once it was asked to."""

Tell = Callable[[str], None]


def run_all(jobs: Iterable[BenchJob], workers: int, tell: Tell) -> Results:
    """Run the jobs in order; Ctrl-C ends it with what was measured so far."""
    runs: list[BenchRun] = []
    failures: list[Failure] = []
    missing: str | None = None
    try:
        # Compiled beforehand: a machine does it once, and a benchmark of seconds would mostly measure it.
        compile_search()
        compile_comfort()
        for job in jobs:
            if job.solver == TIMEFOLD:
                missing = missing or _missing(tell)
            if job.solver == TIMEFOLD and missing:
                failures.append(Failure(job, missing))
                continue
            tell(f"{job.label} ...")
            came = run(job, workers)
            (runs if isinstance(came, BenchRun) else failures).append(came)  # type: ignore[arg-type]
            tell(f"{job.label}: {_told(came)}")
    except KeyboardInterrupt:
        return Results(tuple(runs), tuple(failures), complete=False)
    return Results(tuple(runs), tuple(failures))


def _missing(tell: Tell) -> str:
    """Why Timefold cannot be had; nothing if it can."""
    try:
        prepare(tell)
    except Unavailable as reason:
        return str(reason)
    return ""


def _told(came: BenchRun | Failure) -> str:
    if isinstance(came, Failure):
        return came.sentence
    bound = "" if came.bound is None else f" of at most {came.bound}"
    return f"worth {came.objective}{bound}, {came.placed} placed, {came.seconds:g} s, {came.peak_mb} MiB"


def run(job: BenchJob, workers: int) -> BenchRun | Failure:
    """Let a contender plan an event in a fresh process."""
    context = get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_answer, args=(theirs, job, workers))
    process.start()
    theirs.close()
    try:
        came: BenchRun | Failure = ours.recv()
        process.join(PATIENCE)
    except EOFError:
        process.join()
        came = Failure(job, f"Its process ended with status {process.exitcode}.")
    finally:
        _end(process)
    return came


def _end(process: BaseProcess) -> None:
    """Ends a process that has not ended by itself, politely first: it may have started others."""
    for step in (process.terminate, process.kill):
        if process.is_alive():
            step()
            process.join(PATIENCE)


def _answer(pipe: Connection, job: BenchJob, workers: int) -> None:
    """The whole of a fresh process. Ctrl-C is for the parent, which then ends this one and what it has started."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    event = core_event(SIZES[job.size], job.seed) if job.work == CORE else full_event(job.size, job.seed)
    try:
        came: BenchRun | Failure = measured(event, job, workers)
    except (Unavailable, MemoryError) as reason:
        came = Failure(job, str(reason) or "It ran out of memory.")
    pipe.send(came)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)


def measured(event: Event, job: BenchJob, workers: int) -> BenchRun | Failure:
    """What a contender makes of an event in this process."""
    began = monotonic()
    answer = CONTENDERS[job.solver](event, job.limit, workers, job.seed)
    took = monotonic() - began
    if broken := check(event, answer.plan):
        return Failure(job, f"Its plan breaks a rule: {broken[0].sentence}")
    held = Case(event, answer.plan).meetings
    return BenchRun(
        job=job,
        objective=sum(event.meeting[row.item].worth for row in held),
        bound=None if answer.bound is None else int(answer.bound + 1e-6),
        placed=len(held),
        first_plan_seconds=round(took if answer.first_plan_seconds is None else answer.first_plan_seconds, 2),
        seconds=round(took, 1),
        peak_mb=_peak_mb(),
    )


def _peak_mb() -> int:
    """The most memory this process has had, or the largest that it started, in MiB."""
    status = Path("/proc/self/status")
    unit = 1024 * 1024 if sys.platform == "darwin" else 1024
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // unit
    if status.exists():  # unlike the figure above it forgets what the process was before it became this program
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        own = int(line.split()[1]) // 1024
    return max(own, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // unit)

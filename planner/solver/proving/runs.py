"""The interpreters' longest stretch of work, in CP-SAT.

For each job a variable `began` lies no later than the first start of its stretch: no later than its own start, and
no later than the `began` of any job that it follows without a break. The job's end minus `began` is bounded; such
values exist exactly if no stretch is too long.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ortools.sat.python import cp_model

if TYPE_CHECKING:
    from planner.solver.proving.submodel import SubModel


@dataclass(frozen=True, slots=True)
class Job:
    """A job that an interpreter has for certain (`present` is None) or perhaps."""

    start: cp_model.LinearExpr | int
    end: cp_model.LinearExpr | int
    began: cp_model.IntVar
    present: cp_model.IntVar | None


def limit_runs(sub: "SubModel") -> None:
    """Keep every interpreter with a free job from working longer than allowed without a break."""
    for run, users in sub.users(lambda mode: sub.board.works.of(mode).tolist()).items():
        standing = [_standing_job(sub, first, last) for first, last in sub.state.jobs[run]]
        jobs = [_free_job(sub, free.start, free.length, sub.when(free, modes)) for free, modes in users]
        longest, pause = sub.board.runs[run].longest, sub.board.runs[run].pause
        for job in [*standing, *jobs]:
            sub.model.add(job.end - job.began <= longest).only_enforce_if(_held(job))
        _link(sub.model, [*jobs, *standing], pause)


def _standing_job(sub: "SubModel", first: int, last: int) -> Job:
    return Job(first, last, sub.model.new_int_var(0, first, ""), None)


def _free_job(sub: "SubModel", start: cp_model.IntVar, length: int, present: cp_model.IntVar) -> Job:
    began = sub.model.new_int_var(0, sub.board.axis.ticks, "")
    sub.model.add(began <= start)
    return Job(start, start + length, began, present)


def _held(*jobs: Job) -> list[cp_model.IntVar]:
    return [job.present for job in jobs if job.present is not None]


def _link(model: cp_model.CpModel, jobs: Sequence[Job], pause: int) -> None:
    """For each two jobs: one follows the other after a break, or shares its stretch."""
    for index, one in enumerate(jobs):
        for two in jobs[index + 1 :]:
            first, apart = model.new_bool_var(""), model.new_bool_var("")
            for order, early, late in ((first, one, two), (~first, two, one)):
                held = _held(one, two)
                model.add(late.start >= early.end).only_enforce_if([order, *held])
                model.add(late.start >= early.end + pause).only_enforce_if([order, apart, *held])
                model.add(late.began <= early.began).only_enforce_if([order, ~apart, *held])

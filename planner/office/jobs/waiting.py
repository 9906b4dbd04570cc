"""Where a job stands, in words."""

from planner.store import JobState, KeptJob, Store

_SAYS = {
    JobState.RUNNING: "running",
    JobState.DONE: "done",
    JobState.FAILED: "failed",
    JobState.STOPPED: "stopped",
    JobState.LOST: "lost",
}


def standing(store: Store, id_: str) -> str:
    """`queued, 2 before it`, `running`, `failed: ...` and so on; NoSuchEvent if it is gone."""
    job = store.jobs.job(id_)
    if job.state == JobState.QUEUED:
        return f"queued, {_before(store, job)}"
    if job.state == JobState.RUNNING and job.stopping:
        return "stopping"
    if job.state == JobState.RUNNING and job.attempts > 1:
        return "running again, since what did it before was lost"
    return f"{_SAYS[job.state]}: {job.reason}" if job.reason else _SAYS[job.state]


def _before(store: Store, job: KeptJob) -> str:
    ids = [one.id for one in store.jobs.in_state(JobState.QUEUED)]
    number = ids.index(job.id) if job.id in ids else 0
    return f"{number} before it" if number else "next"

"""Measures the planner on B2B meeting scheduling: every day of a folder, its waiting breaks and how few are proven.

Each instance becomes a workbook, which is read and solved as one of an organiser's would be (docs/matchmaking.md).
"""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from planner.bench.b2b.check import breaks_of, broken_rules
from planner.bench.b2b.dzn import FaultyData, read_day
from planner.bench.b2b.instance import Instance
from planner.bench.b2b.published import PUBLISHED
from planner.bench.b2b.workbook import NoWorkbook, answer_of, event_of, workbook_of
from planner.solver import solve

Tell = Callable[[str], None]
"""Takes a line of progress."""


class FaultyFolder(ValueError):
    """Some of what a folder holds cannot be read: a pair of file and sentence for each."""

    def __init__(self, faults: Sequence[tuple[str, str]]) -> None:
        super().__init__("; ".join(f"{file}: {sentence}" for file, sentence in faults))
        self.faults = tuple(faults)


class AnswerBreaksRules(Exception):
    """The solver's answer did not pass the check and counts for nothing: a defect of the planner."""


@dataclass(frozen=True, slots=True)
class BreaksRow:
    """What was reached for one day; `breaks` and `placed` are of the best plan, `bound` holds for every plan.

    Without a plan that has all meetings there are no breaks to count, and `proven` says that there is no such plan.
    """

    name: str
    meetings: int
    placed: int
    breaks: int | None
    bound: int
    proven: bool
    published: int | None
    seconds: float


def run_folder(folder: Path, time_limit: float, tell: Tell) -> list[dict[str, object]]:
    """The rows of all days in a folder, in order of their names, with so many seconds for each."""
    days = read_folder(folder)
    rows = []
    for number, day in enumerate(days, 1):
        tell(f"{number} of {len(days)}: {day.name}, {len(day.encounters)} meetings ...")
        row = measured(day, time_limit)
        tell(f"{row.name}: {_breaks(row)}, {row.seconds:.1f} s")
        rows.append(asdict(row))
    return rows


def read_folder(folder: Path) -> list[Instance]:
    """All .dzn files of a folder; FaultyFolder if there are none, or one of them is faulty or fits no workbook."""
    days, faults = [], []
    for path in sorted(folder.glob("*.dzn")):
        try:
            days.append(read_day(path))
            event_of(days[-1])
        except (FaultyData, NoWorkbook) as fault:
            faults.append((path.name, str(fault)))
        except OSError as error:
            faults.append((path.name, f"It cannot be read: {error.strerror or error}."))
    if not days and not faults:
        faults.append((str(folder), "There is no .dzn file in this folder."))
    if faults:
        raise FaultyFolder(faults)
    return days


def measured(instance: Instance, time_limit: float) -> BreaksRow:
    """The row of an instance, its plan checked by other means than those that made it."""
    event = workbook_of(instance).event
    outcome = solve(event, time_limit=time_limit)
    slots = answer_of(instance, outcome.plan)
    placed = len(slots) - slots.count(None)
    waiting = outcome.waiting if placed == len(slots) else None
    broken = broken_rules(instance, slots) if waiting is not None else []
    if broken or (waiting is not None and sum(breaks_of(instance, slots)) != waiting.breaks):
        raise AnswerBreaksRules(f"{instance.name}: {broken[0] if broken else 'its breaks are miscounted'}")
    return BreaksRow(
        name=instance.name,
        meetings=len(slots),
        placed=placed,
        breaks=None if waiting is None else waiting.breaks,
        bound=0 if waiting is None else waiting.bound,
        proven=outcome.bound < sum(one.worth for one in event.meetings) if waiting is None else waiting.proven,
        published=PUBLISHED.get(instance.name),
        seconds=round(outcome.seconds, 3),
    )


def _breaks(row: BreaksRow) -> str:
    if row.breaks is None:
        return "no plan has all meetings" if row.proven else "no plan found"
    return f"{row.breaks} breaks, {'proven' if row.proven else f'at least {row.bound}'}"

"""Measures the planner on B2B meeting scheduling: every day of a folder, its waiting breaks and how few are proven."""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from planner.bench.b2b_check import breaks_of, broken_rules
from planner.bench.b2b_published import PUBLISHED
from planner.bench.dzn import FaultyData, read_day
from planner.domain.matchmaking import Matchmaking
from planner.solver.breaks import fewest_breaks

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
class Row:
    """What was reached for one day; `breaks` and `placed` are of the best plan, `bound` holds for every plan."""

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


def read_folder(folder: Path) -> list[Matchmaking]:
    """All .dzn files of a folder as days; FaultyFolder if there are none or one of them is faulty."""
    days, faults = [], []
    for path in sorted(folder.glob("*.dzn")):
        try:
            days.append(read_day(path))
        except FaultyData as fault:
            faults.append((path.name, str(fault)))
        except OSError as error:
            faults.append((path.name, f"It cannot be read: {error.strerror or error}."))
    if not days and not faults:
        faults.append((str(folder), "There is no .dzn file in this folder."))
    if faults:
        raise FaultyFolder(faults)
    return days


def measured(day: Matchmaking, time_limit: float) -> Row:
    """The row of a day, its plan checked by other means than those that made it."""
    plan = fewest_breaks(day, time_limit)
    if plan.slots is not None:
        broken = broken_rules(day, plan.slots)
        if broken or sum(breaks_of(day, plan.slots)) != plan.breaks:
            raise AnswerBreaksRules(f"{day.name}: {broken[0] if broken else 'its breaks are miscounted'}")
    return Row(
        name=day.name,
        meetings=len(day.encounters),
        placed=0 if plan.slots is None else len(plan.slots),
        breaks=plan.breaks,
        bound=plan.bound,
        proven=plan.proven,
        published=PUBLISHED.get(day.name),
        seconds=round(plan.seconds, 3),
    )


def _breaks(row: Row) -> str:
    if row.breaks is None:
        return "no plan keeps the rules" if row.proven else "no plan found"
    return f"{row.breaks} breaks, {'proven' if row.proven else f'at least {row.bound}'}"

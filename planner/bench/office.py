"""What the office takes: an event edited cell by cell, ten thousand times, alone and among fifty others."""

import json
import random
import statistics
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from importlib.resources import as_file, files
from pathlib import Path
from tempfile import TemporaryDirectory

from planner.store import KeptRow, KeptSheet, NewRevision, Revision, RevisionKind, Store, open_store
from planner.workbook.files.source import open_source
from planner.workbook.grid import Grid

MEBIBYTE = 1 << 20
MILLISECONDS = 1_000
READ_BACK = 25
"""States that are read, spread over the history."""

Sheets = tuple[KeptSheet, ...]


@dataclass(frozen=True, slots=True)
class Measured:
    """Something that was measured, and what it may be at most."""

    name: str
    value: float
    unit: str
    goal: float | None

    def as_dict(self) -> dict[str, object]:
        """The figures by name, for a file of results."""
        return asdict(self)


def measure(steps: int, events: int, seed: int, progress: Callable[[str], None]) -> list[Measured]:
    """The figures, from an SQLite database of its own that is removed again."""
    with TemporaryDirectory() as folder, open_store(str(Path(folder) / "office.db")) as store:
        first, chance = hanoi(), random.Random(seed)
        event = store.create("Hanoi", _step(first)).event
        alone = _edited(store, event, first, min(steps, 200), chance)
        progress(f"{events - 1} events beside it")
        for _ in range(events - 1):
            store.create("Another", _step(first))
        before = _size(Path(folder))
        progress(f"{steps} edits of one cell")
        worked = time.process_time()
        kept = _edited(store, event, store.read(event, store.event(event).head), steps, chance)
        worked = (time.process_time() - worked) / steps * MILLISECONDS
        size = _size(Path(folder)) - before
        return [
            Measured(f"{steps:,} edits of one cell", size / MEBIBYTE, "MiB", 300),
            Measured("an edit, kept: half of them", statistics.median(kept), "ms", 50),
            Measured("an edit, kept: all but one in a hundred", _all_but_few(kept), "ms", None),
            Measured("an edit, made and kept: the processor's share of it", worked, "ms", None),
            Measured(f"the same among {events} events, beside alone", _ratio(kept[:200], alone), "times", None),
            *_reading(store, event, chance, Path(folder)),
        ]


def hanoi() -> Sheets:
    """The sheets of the Hanoi sample."""
    with as_file(files("planner") / "samples" / "hanoi_2025.xlsx") as path:
        return tuple(_kept(grid) for grid in open_source(path).grids)


def _kept(grid: Grid) -> KeptSheet:
    rows = (
        KeptRow(f"r{number}", json.dumps({column: str(cell) for column, cell in cells.items()}, ensure_ascii=False))
        for number, cells in grid.rows.items()
    )
    return KeptSheet(grid.name, tuple(rows))


def _edited(store: Store, event: str, sheets: Sheets, steps: int, chance: random.Random) -> list[float]:
    """Edits one cell after the other; milliseconds that each took until it was kept."""
    took, head = [], store.event(event).head
    for number in range(steps):
        sheets = _with_an_edit(sheets, f"edit {number}", chance)
        # What an edit says of itself: the cell, and what stood there before and after.
        detail = {"cells": [["Bilaterals", f"r{number % 400}", "priority", str(number), str(number + 1)]]}
        begun = time.perf_counter()
        added = store.append(event, head, _step(sheets, RevisionKind.EDITED, detail))
        took.append((time.perf_counter() - begun) * MILLISECONDS)
        assert isinstance(added, Revision)
        head = added.number
    return took


def _step(sheets: Sheets, kind: RevisionKind = RevisionKind.OPENED, detail: object = None) -> NewRevision:
    return NewRevision(kind, "Ann Example", "Bilaterals, row 17: priority 2 instead of 3", sheets, detail)  # type: ignore[arg-type]


def _with_an_edit(sheets: Sheets, text: str, chance: random.Random) -> Sheets:
    """One cell of one sheet changed; a long sheet is edited more often than a short one."""
    (edited,) = chance.choices(range(len(sheets)), [len(sheet.rows) for sheet in sheets])
    rows = list(sheets[edited].rows)
    at = chance.randrange(len(rows))
    cells = json.loads(rows[at].cells)
    cells[chance.choice([*cells])] = text
    rows[at] = KeptRow(rows[at].id, json.dumps(cells, ensure_ascii=False))
    return (*sheets[:edited], replace(sheets[edited], rows=tuple(rows)), *sheets[edited + 1 :])


def _reading(store: Store, event: str, chance: random.Random, folder: Path) -> list[Measured]:
    """States of long ago, the whole office opened anew, and what is asked every second."""
    head = store.event(event).head
    numbers = [chance.randint(1, head) for _ in range(READ_BACK)]
    slowest = max(_seconds(lambda number=number: store.read(event, number)) for number in numbers)  # type: ignore[misc]
    ids = [one.id for one in store.events()]
    return [
        Measured("any state read: the slowest", slowest, "s", 0.2),
        Measured("opened anew and its last state read", _seconds(lambda: _opened(folder, event, head)), "s", 0.5),
        Measured("heads of all events", _seconds(lambda: store.heads(ids)) * MILLISECONDS, "ms", None),
        Measured("asked whether all is sound", _seconds(store.verify), "s", None),
    ]


def _opened(folder: Path, event: str, number: int) -> Sheets:
    with open_store(str(folder / "office.db")) as store:
        return store.read(event, number)


def _seconds(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def _size(folder: Path) -> int:
    return sum(file.stat().st_size for file in folder.iterdir())


def _all_but_few(took: list[float]) -> float:
    return statistics.quantiles(took, n=100)[-1]


def _ratio(some: list[float], others: list[float]) -> float:
    return statistics.median(some) / statistics.median(others)

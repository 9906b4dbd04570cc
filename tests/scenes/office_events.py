"""Whole events in an office, for tests of the works that are done on them."""

from dataclasses import replace
from pathlib import Path

from planner.office.cells.sheet import sheets_of, source_of
from planner.office.draft import open_file
from planner.office.jobs.given import sheets_kept, workbook_of
from planner.office.jobs.outcomes import outcome_read, so_far_read
from planner.office.keeping import kept_sheet
from planner.rules.worth import worth_of
from planner.store import KeptJob, KeptSheet, NewJob, NewRevision, Revision, RevisionKind, Store

SAMPLES = Path(__file__).parents[2] / "planner" / "samples"
MORNING, HANOI = SAMPLES / "morning.xlsx", SAMPLES / "hanoi_2025.xlsx"


def sheets_in(path: Path) -> tuple[KeptSheet, ...]:
    """The sheets of a workbook, as the store keeps them."""
    return tuple(kept_sheet(sheet) for sheet in sheets_of(open_file(path).source).values())


def opened(store: Store, path: Path = MORNING) -> Revision:
    """An event in the office, from a workbook."""
    first = NewRevision(RevisionKind.OPENED, "Ann", f"Opened {path.name}", sheets_in(path), {"file": path.name})
    return store.create(path.stem, first)


def edited(store: Store, event: str, sheet: str, column: int, value: str, author: str = "Ben") -> Revision:
    """A step that writes one cell of the first row below the header."""
    head = store.event(event).head
    before = store.read(event, head)
    sheets = dict(sheets_kept(before))
    row = list(sheets[sheet].rows)[1]
    cells = {**sheets[sheet].rows[row], column: value}
    sheets[sheet] = replace(sheets[sheet], rows={**sheets[sheet].rows, row: cells})
    changed = tuple(kept_sheet(one) for one in sheets.values())
    added = store.append(event, head, NewRevision(RevisionKind.EDITED, author, f"{author} wrote", changed, {}))
    assert isinstance(added, Revision)
    return added


def asked(store: Store, event: Revision, kind: str, **parameters: object) -> KeptJob:
    """A work that Ann asks for, of a state of an event."""
    return store.jobs.ask(NewJob(event.event, event.number, kind, "Ann", parameters))  # type: ignore[arg-type]


def goes_on_from(store: Store, job: KeptJob, had: KeptJob) -> None:
    """A solve that has ended stands on the plan that it had before something fell."""
    event = workbook_of(source_of(sheets_kept(store.read(job.event, job.revision))), HANOI.name).event
    found, plan = outcome_read(job.result or b"", event), so_far_read(had.result, event)
    assert found is not None
    assert plan is not None
    assert found.outcome.objective >= worth_of(event, plan)

"""Small states of events, for tests of what the office keeps."""

from planner.store import Content, KeptRow, KeptSheet, NewRevision, Revision, RevisionKind, Store


def sheet(name: str = "Bilaterals", *cells: str, about: str = "{}") -> KeptSheet:
    """A sheet with these cells, one row each, under the ids r1, r2 ..."""
    return KeptSheet(name, tuple(KeptRow(f"r{number}", text) for number, text in enumerate(cells, 1)), about)


def long_sheet(name: str = "Bilaterals", rows: int = 300, **changed: str) -> KeptSheet:
    """A sheet of many rows, which alone is worth a difference; `changed` are cells by the id of their row."""
    texts = ((f"r{number}", f'["B{number:04}", {number * 7919 % 10007}, "words"]') for number in range(1, rows + 1))
    return KeptSheet(name, tuple(KeptRow(id_, changed.get(id_, text)) for id_, text in texts))


def step(
    *sheets: KeptSheet | Content, author: str = "Ann", kind: RevisionKind = RevisionKind.EDITED, **more: object
) -> NewRevision:
    """A step to a state with these sheets."""
    return NewRevision(kind, author, f"{author} {kind} it", sheets, **more)  # type: ignore[arg-type]


def appended(store: Store, event: str, new: NewRevision) -> Revision:
    """The step behind the last one; nobody comes in between."""
    revision = store.append(event, store.event(event).head, new)
    assert isinstance(revision, Revision)
    return revision

"""The office's memory: events with every revision of their sheets, jobs and who is here, in SQLite or PostgreSQL."""

from planner.store.backups import Backup
from planner.store.records import (
    Answer,
    Content,
    Damage,
    Heard,
    JobState,
    Json,
    KeptEvent,
    KeptJob,
    KeptRow,
    KeptSheet,
    Moved,
    NewJob,
    NewRevision,
    Presence,
    Revision,
    RevisionKind,
)
from planner.store.refusals import Damaged, NoSuchEvent, StoreRefusal
from planner.store.store import Store, open_store

__all__ = [
    "Answer",
    "Backup",
    "Content",
    "Damage",
    "Damaged",
    "Heard",
    "JobState",
    "Json",
    "KeptEvent",
    "KeptJob",
    "KeptRow",
    "KeptSheet",
    "Moved",
    "NewJob",
    "NewRevision",
    "NoSuchEvent",
    "Presence",
    "Revision",
    "RevisionKind",
    "Store",
    "StoreRefusal",
    "open_store",
]

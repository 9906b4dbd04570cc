"""The records of an event, one class per sheet of the workbook. Fields carry the names of the sheet's columns.

Codes and ids are spelt as in the sheet that defines them; references are resolved to that spelling on reading.
An optional field that is None means the cell was blank and the documented default applies. A value that cannot be is
refused as `Unsound`, with a sentence that says what was found and what would be right.
"""

from planner.domain.records.items import (
    ANY_PERSON,
    WHO_ALL,
    WHO_HEADS,
    WHO_NONE,
    Bilateral,
    Entry,
    Interpreter,
    Line,
    ProgrammeItem,
    SideEvent,
)
from planner.domain.records.parties import Absence, Delegation, KeepApart, Person
from planner.domain.records.places import Room, Walk
from planner.domain.records.settings import PRIORITIES, Policy, Settings

__all__ = [
    "ANY_PERSON",
    "PRIORITIES",
    "WHO_ALL",
    "WHO_HEADS",
    "WHO_NONE",
    "Absence",
    "Bilateral",
    "Delegation",
    "Entry",
    "Interpreter",
    "KeepApart",
    "Line",
    "Person",
    "Policy",
    "ProgrammeItem",
    "Room",
    "Settings",
    "SideEvent",
    "Walk",
]

"""What happens on the day, as it is reported."""

from dataclasses import dataclass
from datetime import datetime

from planner.domain.vocabulary import IncidentKind


@dataclass(frozen=True, slots=True)
class Incident:
    """What happened, or was reported, and is not planned in yet. Which fields count depends on `what`.

    `counterpart` and `id` are those of a new bilateral.
    """

    what: IncidentKind
    who: str = ""
    item: str = ""
    from_: datetime | None = None
    to: datetime | None = None
    minutes: int | None = None
    counterpart: str = ""
    priority: int | None = None
    id: str = ""
    notes: str = ""

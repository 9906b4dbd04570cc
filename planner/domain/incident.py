"""What happens on the day, as it is reported."""

from dataclasses import dataclass
from datetime import datetime

from planner.domain.vocabulary import IncidentKind, UnderWay


@dataclass(frozen=True, slots=True)
class Incident:
    """What happened, or was reported, and is not planned in yet. Which fields count depends on `what`.

    `counterpart` and `id` are those of a new bilateral; `room` is where programme items and lines go; `under_way` is
    what becomes of a meeting that has begun (None: what is usual).
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
    room: str = ""
    under_way: UnderWay | None = None
    notes: str = ""

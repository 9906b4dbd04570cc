"""What happens on the day, as it is reported."""

from dataclasses import dataclass
from datetime import datetime

from planner.domain.sound import refuse_misfits, refuse_number, refuse_word
from planner.domain.vocabulary import IncidentKind, UnderWay

DAY_MINUTES = 24 * 60


@dataclass(frozen=True, slots=True)
class Incident:
    """What happened, or was reported, and is not planned in yet. Which fields count depends on `what`.

    `counterpart` and `id` are those of a new bilateral; `room` is where programme items and lines go; `under_way` is
    what becomes of a meeting that has begun (None: what is usual). The hours of a `restricted` one are never printed.
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
    restricted: bool = False
    notes: str = ""

    def __post_init__(self) -> None:
        record = f"change {self.what}"
        refuse_misfits(record, self)
        refuse_word(record, IncidentKind, what=self.what)
        refuse_word(record, UnderWay, under_way=self.under_way)
        refuse_number(record, -DAY_MINUTES, DAY_MINUTES, minutes=self.minutes)
        refuse_number(record, 1, 5, priority=self.priority)

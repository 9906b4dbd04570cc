"""What has no place, with the reason of each."""

from planner.domain.plan import Placement
from planner.domain.vocabulary import KIND_NAMES, PlanState
from planner.feeds.occasions import Agenda
from planner.feeds.reading.cells import labels, row
from planner.workbook.format.for_reading import Head, ReadingSheet

HEADS = (
    Head("Item", 14),
    Head("Kind", 12),
    Head("Priority", 9),
    Head("Title", 44),
    Head("Delegations", 40),
    Head("State", 12),
    Head("Why", 90),
)


def not_placed_sheet(agenda: Agenda) -> ReadingSheet:
    """Every item that waits or was cancelled, those of the highest worth first, each with its reason."""
    waiting = [one for one in agenda.plan.rows if one.state in (PlanState.UNPLACED, PlanState.CANCELLED)]
    waiting.sort(key=lambda one: -_worth(agenda, one))
    rows = []
    for one in waiting:
        meeting = agenda.event.meeting.get(one.item)
        parties = () if meeting is None else meeting.parties
        priority = None if meeting is None else meeting.priority
        names, why = labels(agenda.event, parties), agenda.discretion.reason(one.why)
        rows.append(row(one.item, KIND_NAMES[one.kind], priority, one.title, names, one.state.value, why))
    remark = f"{len(rows):,} items have no place." if rows else "Everything has its place."
    return ReadingSheet("Not placed", "Not placed", HEADS, rows, remark)


def _worth(agenda: Agenda, placement: Placement) -> int:
    meeting = agenda.event.meeting.get(placement.item)
    return 0 if meeting is None else meeting.worth

"""How much of what was asked has been placed, for each region and each delegation."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from planner.domain.vocabulary import PlanState
from planner.feeds.occasions import Agenda
from planner.workbook.reading_sheet import Head, ReadingSheet, Shown

HEADS = (
    Head("Region", 24),
    Head("Delegation", 30),
    Head("Bilaterals asked for", 12),
    Head("placed", 9),
    Head("share", 9),
    Head("Asked of it", 12),
    Head("placed", 9),
    Head("share", 9),
    Head("Worth of all", 12),
    Head("placed", 9),
    Head("share", 9),
)


@dataclass(slots=True)
class _Count:
    """Asked and placed."""

    asked: int = 0
    placed: int = 0

    def add(self, amount: int, *, placed: bool) -> None:
        self.asked += amount
        self.placed += amount if placed else 0

    @classmethod
    def of(cls, counts: Iterable["_Count"]) -> "_Count":
        listed = list(counts)
        return cls(sum(one.asked for one in listed), sum(one.placed for one in listed))

    def cells(self, plain: str, percent: str) -> list[Shown | None]:
        share = Shown(self.placed / self.asked, percent) if self.asked else Shown(None, plain)
        return [Shown(self.asked, plain), Shown(self.placed, plain), share]


_Counts = Mapping[str, tuple[_Count, _Count, _Count]]


def fairness_sheet(agenda: Agenda) -> ReadingSheet:
    """All delegations by region, with a sum for each region and one for all."""
    counts = _counts(agenda)
    regions: dict[str, list[str]] = {}
    for delegation in agenda.event.delegations:
        regions.setdefault(delegation.region, []).append(delegation.code)
    rows: list[list[Shown | None]] = []
    for region in sorted(regions):
        rows.append(_sum(region or "No region", regions[region], counts))
        for code in sorted(regions[region], key=lambda one: agenda.event.delegation[one].label):
            name = agenda.event.delegation[code].label
            tally = [cell for count in counts[code] for cell in count.cells("text", "percent")]
            rows.append([Shown(region, "muted"), Shown(name), *tally])
    rows.append(_sum("All", list(counts), counts))
    remark = (
        "Bilaterals that are requested or accepted. A meeting counts for both sides; its worth is that of its priority."
    )
    return ReadingSheet("Fairness", "Asked for and placed", HEADS, rows, remark, fixed=2)


def _counts(agenda: Agenda) -> _Counts:
    counts = {one.code: (_Count(), _Count(), _Count()) for one in agenda.event.delegations}
    askers = {one.id: (one.requester, one.counterpart) for one in agenda.event.bilaterals}
    for meeting in agenda.event.meetings:
        if meeting.id not in askers:
            continue
        row = agenda.plan.by_item.get(meeting.id)
        placed = row is not None and row.stands and row.state != PlanState.CANCELLED
        for side, code in enumerate(askers[meeting.id]):
            counts[code][side].add(1, placed=placed)
            counts[code][2].add(meeting.worth, placed=placed)
    return counts


def _sum(name: str, codes: Iterable[str], counts: _Counts) -> list[Shown | None]:
    listed = list(codes)
    sums = (_Count.of(counts[code][number] for code in listed) for number in range(3))
    tally = [cell for count in sums for cell in count.cells("sum", "sum percent")]
    return [Shown(name, "sum"), Shown(f"{len(listed)} delegations", "sum"), *tally]

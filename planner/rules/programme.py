"""The rule on the fixed programme."""

from collections.abc import Iterator

from planner.domain.clock import Span
from planner.domain.plan import Breach, Placement
from planner.domain.records import ProgrammeItem
from planner.domain.wording import hours, item_name, room_name
from planner.rules.case import Case


class ProgrammeStands:
    """A programme item stands where the event says: the planner never moves it."""

    key = "programme-stands"

    def check(self, case: Case) -> Iterator[Breach]:
        for row in case.plan.rows:
            item = case.event.programme_item.get(row.item)
            if item is not None:
                for fault in self._faults(case, item, row):
                    yield Breach(self.key, (row.item,), f"{item_name(case.event, row.item)} {fault}.")

    def because(self, subject: str, cause: str) -> str:
        return f"{subject} stands where the programme has it: {cause}."

    def _faults(self, case: Case, item: ProgrammeItem, row: Placement) -> Iterator[str]:
        event, fixed = case.event, Span.of(item.start, item.end)
        if not row.stands:
            yield f"is {row.state} in the plan, but stands in the Programme sheet at {hours(event, fixed)}"
        elif row.span != fixed:
            yield f"is planned at {hours(event, row.span)}, but is fixed at {hours(event, fixed)}"
        if row.stands and row.room != item.room:
            yield f"is planned in {room_name(event, row.room)}, but is fixed in {room_name(event, item.room)}"

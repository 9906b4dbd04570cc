"""The tables that the desk shows of a plan, as data frames that need no browser to be looked at."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

import pandas as pd

from planner.domain.clock import clock
from planner.domain.event import Event
from planner.domain.parties import parties_of
from planner.domain.plan import Placement, Plan
from planner.domain.records import Entry, Line
from planner.domain.turns import needs_full_powers
from planner.domain.vocabulary import KIND_NAMES, ItemKind, LineKind, PlanState
from planner.domain.wording import interpreter_names, room_label, short_day
from planner.rules.precedence import line_order
from planner.simulate import Robustness
from planner.ui.drawing.words import FULL_POWERS, STATES

PLAN_COLUMNS = (
    "Item",
    "Kind",
    "Title",
    "Day",
    "From",
    "To",
    "Room",
    "Who",
    "Delegations",
    "Interpreters",
    "State",
    "Marks",
    "Remark",
)


def person_label(event: Event, person: str) -> str:
    """`FRA Minister of Justice`."""
    known = event.person.get(person)
    return person if known is None else f"{known.delegation} {known.label}"


def marks_of(event: Event, row: Placement) -> str:
    """`locked`, `provisional`, `restricted`, as far as they hold."""
    meeting = event.meeting.get(row.item)
    marks = ["locked"] if row.locked else []
    if meeting is not None:
        marks += ["provisional"] if meeting.provisional else []
        marks += ["restricted"] if meeting.restricted else []
    return ", ".join(marks)


def _who(event: Event, row: Placement, parties: tuple[str, ...]) -> str:
    if row.item in event.programme_item and len(parties) > 3:
        return f"{len(parties)} delegations"
    return "; ".join(person_label(event, person) for person in row.people)


def _plan_row(event: Event, row: Placement) -> tuple[str, ...]:
    start = None if row.start is None else event.local(row.start)
    end = None if row.end is None else event.local(row.end)
    parties = parties_of(event, row.item, row.people)
    return (
        row.item,
        KIND_NAMES[row.kind],
        row.title or row.item,
        "" if start is None else short_day(start),
        "" if start is None else f"{start:%H:%M:%S}".removesuffix(":00"),
        "" if end is None else f"{end:%H:%M:%S}".removesuffix(":00"),
        room_label(event, row.room),
        _who(event, row, parties),
        "; ".join(parties) if len(parties) < len(event.delegations) else "all",
        "; ".join(interpreter_names(event, row.interpreters)),
        STATES[row.state],
        marks_of(event, row),
        row.why,
    )


def plan_table(event: Event, rows: Iterable[Placement]) -> pd.DataFrame:
    """Rows of a plan as people read them."""
    return pd.DataFrame([_plan_row(event, row) for row in rows], columns=list(PLAN_COLUMNS))


@dataclass(frozen=True, slots=True)
class Filter:
    """What a row must be to be shown; an empty part asks for nothing."""

    kinds: tuple[ItemKind, ...] = ()
    states: tuple[PlanState, ...] = ()
    delegations: tuple[str, ...] = ()
    rooms: tuple[str, ...] = ()
    text: str = ""

    def shows(self, event: Event, row: Placement) -> bool:
        """Whether a row is among what was chosen."""
        return (
            (not self.kinds or row.kind in self.kinds)
            and (not self.states or row.state in self.states)
            and (not self.rooms or row.room in self.rooms)
            and (not self.delegations or not set(self.delegations).isdisjoint(parties_of(event, row.item, row.people)))
            and self.text.casefold() in " ".join(_plan_row(event, row)).casefold()
        )


def chosen(event: Event, plan: Plan, wanted: Filter) -> tuple[Placement, ...]:
    """The rows of a plan that a filter shows, those with a time first, in order of time."""
    rows = [row for row in plan.rows if wanted.shows(event, row)]
    rows.sort(key=lambda row: (row.start is None, row.start.timestamp() if row.start is not None else 0, row.item))
    return tuple(rows)


def placed(plan: Plan) -> Mapping[ItemKind, tuple[int, int]]:
    """For each kind in the plan, how many of its rows stand and how many there are."""
    kinds = {kind: [row for row in plan.rows if row.kind == kind] for kind in ItemKind}
    return {kind: (sum(row.stands for row in rows), len(rows)) for kind, rows in kinds.items() if rows}


def worth(event: Event, plan: Plan) -> int:
    """What the placed meetings are worth together."""
    return sum(event.meeting[row.item].worth for row in plan.standing if row.item in event.meeting)


# --- lines -----------------------------------------------------------------------------------------------------------


def line_rows(event: Event, plan: Plan, line: Line) -> tuple[Placement, ...]:
    """The standing turns of a line by position."""
    rows = [row for row in plan.standing if row.item in event.entry and event.entry[row.item].line == line.id]
    return tuple(sorted(rows, key=lambda row: (row.position or 0, row.span)))


def line_table(event: Event, plan: Plan, line: Line) -> pd.DataFrame:
    """Who has which turn of a line, and the place that the order alone would give."""
    rows = line_rows(event, plan, line)
    having = {row.item for row in rows}
    ordered = [entry.item for entry in line_order(event, line) if entry.item in having]
    due = {item: place for place, item in enumerate(ordered, 1)}
    table = pd.DataFrame([_turn(event, row, due[row.item]) for row in rows])
    return table if line.kind == LineKind.SIGNING or table.empty else table.drop(columns="Full powers")


def _turn(event: Event, row: Placement, due: int) -> dict[str, object]:
    entry = event.entry[row.item]
    start, person = event.local(row.span.start), event.entrant(entry)
    return {
        "Position": row.position,
        "Turn": f"{start:%H:%M:%S}".removesuffix(":00"),
        "Delegation": event.delegation[entry.delegation].label,
        "Person": ", ".join(filter(None, (person.name, person.title))),
        "Rank": person.rank.replace("_", " "),
        "Full powers": _powers(event, entry),
        "By the order": due,
        "Remark": row.why,
    }


def _powers(event: Event, entry: Entry) -> str:
    if entry.full_powers is None and not needs_full_powers(event, entry):
        return "not needed"
    return FULL_POWERS[entry.full_powers]


def remarks(event: Event, plan: Plan, line: Line) -> tuple[Placement, ...]:
    """The turns of a line of which something is to be said: a departure from the order, a mere copy of full powers."""
    return tuple(row for row in line_rows(event, plan, line) if row.why)


def standby(event: Event, plan: Plan, line: Line) -> tuple[Placement, ...]:
    """The rows of the entries of a line that have no turn, in the order of the line."""
    rows = (plan.by_item.get(entry.item) for entry in line_order(event, line))
    return tuple(row for row in rows if row is not None and not row.stands)


def when(event: Event, row: Placement) -> str:
    """`14:30–15:00 on Saturday 25 October`; empty where the row has no time."""
    if row.start is None or row.end is None:
        return ""
    start, end = event.local(row.start), event.local(row.end)
    return f"{start:%H:%M}–{clock(end)}" if start.date() == end.date() else f"{clock(start)} – {clock(end)}"


def chance_table(event: Event, found: Robustness) -> pd.DataFrame:
    """Every item of a simulation, the least likely on time first."""
    return pd.DataFrame(
        [
            {
                "On time": one.on_time,
                "Takes place": one.held,
                "Mean delay": one.mean_delay,
                "19 of 20 within": one.p95_delay,
                "Planned": clock(one.start),
                "Kind": KIND_NAMES[kind_of(event, one.item)],
                "Title": one.title,
                "Item": one.item,
            }
            for one in found.weakest
        ]
    )


def chance_points(event: Event, found: Robustness, day: date) -> pd.DataFrame:
    """The items of a day with the minute of their planned start and the chance to be on time."""
    return pd.DataFrame(
        [
            {
                "start": one.start.hour * 60 + one.start.minute,
                "hour": one.start.hour,
                "on_time": one.on_time,
                "when": clock(one.start),
                "kind": KIND_NAMES[kind_of(event, one.item)],
                "title": one.title,
            }
            for one in found.items
            if one.start.date() == day
        ]
    )


def kind_of(event: Event, item: str) -> ItemKind:
    """What an item of the plan is."""
    if item in event.entry:
        return ItemKind(event.line[event.entry[item].line].kind)
    return event.meeting[item].kind if item in event.meeting else ItemKind.PROGRAMME

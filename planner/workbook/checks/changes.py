"""What each row of the sheet Changes has to say, and of whom."""

from collections.abc import Iterator
from datetime import time, timedelta

from planner.domain.clock import clock
from planner.domain.event import Event
from planner.domain.incident import Incident
from planner.domain.plan import Problem
from planner.domain.vocabulary import IncidentKind, Severity
from planner.workbook.format.changes import CHANGES, FORMS
from planner.workbook.workbook import Workbook

_PARTY = ("person", "delegation")
SUBJECTS = dict.fromkeys(IncidentKind, _PARTY) | {
    IncidentKind.ROOM_LOST: ("room",),
    IncidentKind.INTERPRETER_ILL: ("interpreter",),
    IncidentKind.DELEGATION_LATE: ("delegation",),
}
"""What a row of each kind may name as `who`."""

_TURN, _LINE = ("turn of a line",), ("line",)
OBJECTS = {
    IncidentKind.ITEM_CANCELLED: ("bilateral", "side event", "programme item", "turn of a line"),
    IncidentKind.ITEM_OVERRUNS: ("bilateral", "side event", "programme item", "line"),
    IncidentKind.PROGRAMME_SHIFTED: ("programme item", "line"),
    IncidentKind.ROOM_CHANGED: ("programme item", "line"),
    IncidentKind.TURN_MISSED: _TURN,
    IncidentKind.STANDBY_PROMOTED: _TURN,
    IncidentKind.NEW_INSCRIPTION: _LINE,
    IncidentKind.PRIORITY_RAISED: ("bilateral", "side event"),
}
"""What a row of each kind may name as `item`."""


MOST = 200
"""Changes that are worked in at once: what a day brings is some dozens, and each is looked at beside all others."""


def check_changes(workbook: Workbook) -> Iterator[Problem]:
    """Every row has the columns that its kind needs, and names the right kind of thing; and there are not too many."""
    if len(workbook.event.changes) > MOST:
        cell = workbook.locate(CHANGES.name, str(MOST), "what")
        sentence = (
            f"{len(workbook.event.changes):,} changes are more than can be worked in at once, which are {MOST:,}."
        )
        cure = "Take them in in parts, those of one day after the other, or change the sheets themselves and plan anew."
        yield Problem(Severity.ERROR, CHANGES.name, cell, "", sentence, cure)
        return
    earlier: dict[tuple[object, ...], int] = {}
    for number, incident in enumerate(workbook.event.changes):
        for header, sentence, cure in _faults(workbook.event, incident):
            yield _problem(workbook, Severity.ERROR, number, header, sentence, cure)
        for header, sentence, cure in _doubts(workbook.event, incident):
            yield _problem(workbook, Severity.WARNING, number, header, sentence, cure)
        for key, header, cure in _said_once(incident):
            if key in earlier:
                first = _cell(workbook, earlier[key], header)
                named = f"{CHANGES.name}!{first}" if first else "a row above"
                sentence = f"the row says what {named} says already."
                yield _problem(workbook, Severity.ERROR, number, header, sentence, cure)
            earlier.setdefault(key, number)


def _cell(workbook: Workbook, number: int, header: str) -> str:
    return workbook.locate(CHANGES.name, str(number), header) or workbook.locate(CHANGES.name, str(number), "what")


def _problem(workbook: Workbook, severity: Severity, number: int, header: str, sentence: str, cure: str) -> Problem:
    incident = workbook.event.changes[number]
    shown = str(value_of(incident, header) or "")
    cell = _cell(workbook, number, header)
    return Problem(severity, CHANGES.name, cell, shown, f"{incident.what}: {sentence}", cure)


_ONCE = {
    IncidentKind.ITEM_CANCELLED: "Leave out one of the two rows.",
    IncidentKind.ITEM_OVERRUNS: "Write all the minutes in one of the two rows, and leave the other out.",
    IncidentKind.PROGRAMME_SHIFTED: "Leave out one of the two rows: where it begins now is said once.",
    IncidentKind.ROOM_CHANGED: "Leave out one of the two rows: an item goes to one room.",
    IncidentKind.TURN_MISSED: "Leave out one of the two rows.",
    IncidentKind.STANDBY_PROMOTED: "Leave out one of the two rows.",
    IncidentKind.PRIORITY_RAISED: "Leave out one of the two rows: an item has one priority.",
}
"""What happens to an item once at most in one re-plan, with the cure for a second row."""


def _said_once(incident: Incident) -> Iterator[tuple[tuple[object, ...], str, str]]:
    """What no second row may say, each with the column and the cure: doubled rows are mostly a slip."""
    if incident.what in _ONCE:
        yield (incident.what, incident.item), "item", _ONCE[incident.what]
    elif incident.what == IncidentKind.NEW_BILATERAL:
        if incident.id:
            cure = "Give each new bilateral an id of its own, or none."
            yield (incident.what, incident.id.casefold()), "id", cure
        else:
            sides = frozenset((incident.who, incident.counterpart))
            cure = "Leave out one of the two rows; if there are to be two meetings, give each an id."
            yield (incident.what, sides, incident.from_, incident.to), "who", cure
    else:
        report = (incident.what, incident.who, incident.item, incident.from_, incident.to)
        yield report, "who", "Leave out one of the two rows."


def value_of(incident: Incident, header: str) -> object:
    """What a row says in a column."""
    column = CHANGES.column(header)
    assert column is not None
    return getattr(incident, column.fields[0])


def _faults(event: Event, incident: Incident) -> Iterator[tuple[str, str, str]]:
    """Column, sentence and cure of each fault."""
    form = FORMS[incident.what]
    for header in form.needs:
        if value_of(incident, header) in ("", None):
            yield header, f"{header} is missing.", f"Fill it in: {form.says}"
    if incident.who and "who" in form.needs:
        yield from _kind_fault("who", incident.who, kinds_of(event, incident.who), SUBJECTS[incident.what])
    if incident.item and "item" in form.needs:
        yield from _kind_fault("item", incident.item, kinds_of_item(event, incident.item), OBJECTS[incident.what])
    if incident.what == IncidentKind.PROGRAMME_SHIFTED:
        yield from _shift_faults(incident)
    if incident.what == IncidentKind.ITEM_OVERRUNS and incident.minutes is not None and incident.minutes <= 0:
        yield "minutes", f"{incident.minutes} minutes are no overrun.", "Write how many minutes longer it lasts."
    if incident.what == IncidentKind.NEW_BILATERAL:
        yield from _request_faults(event, incident)


def _doubts(event: Event, incident: Incident) -> Iterator[tuple[str, str, str]]:
    """Column, sentence and cure of what may be a slip: columns that the kind does not look at, days of no event."""
    form = FORMS[incident.what]
    for column in CHANGES.columns:
        looked_at = column.header in ("what", "notes", *form.needs, *form.may)
        if not looked_at and value_of(incident, column.header) not in ("", None, False):
            yield column.header, f"{column.header} is not looked at.", f"{form.says} Leave it blank."
    if incident.from_ is not None and incident.from_ < event.at(event.days[0], time(0)):
        yield (
            "from",
            f"{clock(incident.from_)} {incident.from_.year} is before the event.",
            "Look at the date, or leave it blank.",
        )
    if incident.to is not None and incident.to > event.at(event.days[-1], time(0)) + timedelta(days=1):
        yield (
            "to",
            f"{clock(incident.to)} {incident.to.year} is after the event.",
            "Look at the date, or leave it blank.",
        )


def _kind_fault(
    header: str, value: str, found: tuple[str, ...], wanted: tuple[str, ...]
) -> Iterator[tuple[str, str, str]]:
    if found and not set(found) & set(wanted):
        named = " or ".join(map(with_article, wanted))
        yield header, f"{value} is {with_article(found[0])}, not {named}.", f"Name {named}."


def with_article(noun: str) -> str:
    """`a room`, `an interpreter`."""
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"


def kinds_of(event: Event, who: str) -> tuple[str, ...]:
    """What a code or id may mean."""
    known = (
        ("person", event.person),
        ("delegation", event.delegation),
        ("room", event.room),
        ("interpreter", event.interpreter),
    )
    return tuple(kind for kind, records in known if who in records)


def kinds_of_item(event: Event, item: str) -> tuple[str, ...]:
    """What an id of an item may mean."""
    known = (
        ("programme item", event.programme_item),
        ("line", event.line),
        ("turn of a line", event.entry),
        ("bilateral", {one.id for one in event.bilaterals}),
        ("side event", {one.id for one in event.side_events}),
    )
    return tuple(kind for kind, ids in known if item in ids)


def _shift_faults(incident: Incident) -> Iterator[tuple[str, str, str]]:
    if incident.from_ is None and incident.minutes is None:
        yield "from", "it says neither when it begins nor how much later.", "Fill in from or minutes."
    if incident.from_ is not None and incident.minutes is not None:
        yield "minutes", "it says both when it begins and how much later.", "Leave from or minutes blank."
    if incident.from_ is None and incident.minutes == 0:
        yield "minutes", "0 minutes later is no change.", "Write how much later it begins, or leave the row out."


def _request_faults(event: Event, incident: Incident) -> Iterator[tuple[str, str, str]]:
    ids = (*(one.id for one in event.bilaterals), *(one.id for one in event.side_events))
    taken = (*event.programme_item, *event.line, *event.entry, *ids)
    if incident.id.casefold() in {one.casefold() for one in taken}:
        yield "id", f"{incident.id} is the id of something else.", "Give the new bilateral an id of its own, or none."
    if incident.id.partition("/")[0] in event.line and "/" in incident.id:
        yield "id", f"{incident.id} reads like a turn of a line.", "Give the new bilateral another id, or none."
    if incident.minutes is not None and incident.minutes <= 0:
        yield "minutes", f"a meeting cannot last {incident.minutes} minutes.", "Write how long it is to last."
    asked_for = [who for who in (incident.who, incident.counterpart) if {*_PARTY} & {*kinds_of(event, who)}]
    if len(asked_for) == 2 and len({event.individual(who).delegation for who in asked_for}) == 1:
        yield "counterpart", "a delegation does not meet itself.", "Name another delegation."

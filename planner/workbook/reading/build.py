"""Records from rows: the event and the plan, as far as their rows are complete."""

from dataclasses import replace
from datetime import date
from typing import Any

from planner.domain.event import Event
from planner.domain.plan import Placement, Plan
from planner.domain.records import Delegation, Person, Policy, Settings
from planner.domain.vocabulary import ItemKind, Rank
from planner.workbook.findings import Findings
from planner.workbook.format.items import PLAN
from planner.workbook.format.sheets import RECORD_SHEETS
from planner.workbook.grid import fold
from planner.workbook.reading.references import Tables
from planner.workbook.reading.rows import Row

Kept = dict[str, list[tuple[str, Row]]]
"""The rows that became records, each with its record's key, by the sheet's name."""


def field_values(row: Row) -> dict[str, Any]:
    """The values of a row by the field of the record that they belong to."""
    values: dict[str, Any] = {}
    for column in row.columns:
        if column.header in row.values:
            value: Any = row.values[column.header]
            values.update(zip(column.fields, value if len(column.fields) > 1 else (value,), strict=True))
    return values


def record_of(make: type, row: Row, kind: ItemKind | None = None) -> Any:
    """The record of a row; the one made last where the row is remembered and its values are still the same."""
    fields_given: dict[str, Any] = {"kind": kind} if make is Placement else {}
    if row.made is None:
        return make(**(fields_given | field_values(row)))
    values, record = row.made.last
    if values != (kind, row.values):
        record = make(**(fields_given | field_values(row)))
        row.made.last = ((kind, dict(row.values)), record)
    return record


def build_event(settings: Row, policy: Policy, tables: Tables, findings: Findings) -> tuple[Event, Kept]:
    """The event of all complete rows. With an error in it the event is only good for looking for further errors."""
    members: dict[str, Any] = {}
    kept: Kept = {}
    for sheet in RECORD_SHEETS:
        records: list[object] = []
        kept[sheet.name] = []
        for row in tables[sheet.name]:
            if row.incomplete:
                continue
            record = record_of(sheet.record, row)
            number = str(len(records))
            records.append(record)
            key = record.item if sheet.line_kind is not None else getattr(record, sheet.key) if sheet.key else number
            kept[sheet.name].append((key, row))
        members[sheet.member] = members.get(sheet.member, ()) + tuple(records)
    lines = {line.id for line in members["lines"]}
    members["entries"] = tuple(entry for entry in members["entries"] if entry.line in lines)
    members["people"] += _implied(members["delegations"], members["people"], kept, findings)
    return Event(_settings(settings), policy, **members), kept


def _settings(row: Row) -> Settings:
    """The settings; where required ones are wanting, a stand-in to which nothing can be compared."""
    if row.incomplete:
        return replace(Settings("", "UTC", date.min, date.max), **field_values(row))
    return Settings(**field_values(row))


def _implied(
    delegations: tuple[Delegation, ...], people: tuple[Person, ...], kept: Kept, findings: Findings
) -> tuple[Person, ...]:
    """A person for each delegation that lists none; its code must be free for use as the person's id."""
    represented = {person.delegation for person in people}
    ids = {fold(person.id): person.id for person in people}
    rows = dict(kept["Delegations"])
    made = []
    for delegation in delegations:
        if delegation.code in represented:
            continue
        if fold(delegation.code) in ids:
            row = rows[delegation.code]
            sentence = f"{delegation.code} lists no people, and its code is the id of a person of another delegation."
            findings.error(row.sheet.name, row.cell("code"), sentence, "Give that person another id.")
            continue
        made.append(Person(delegation.code, delegation.code, delegation.label, Rank.SENIOR_OFFICIAL, implied=True))
    return tuple(made)


def build_plan(tables: Tables, event: Event) -> tuple[Plan | None, Kept]:
    """The plan; None where the sheet has no rows."""
    rows = [row for row in tables[PLAN.name] if not row.incomplete]
    if not tables[PLAN.name]:
        return None, {PLAN.name: []}
    kinds = _kinds(event)
    placements = [record_of(Placement, row, kinds.get(row.text("item"))) for row in rows]
    return Plan(tuple(placements)), {PLAN.name: [(row.text("item"), row) for row in rows]}


def _kinds(event: Event) -> dict[str, ItemKind]:
    """What each item is."""
    lines = {line.id: ItemKind(line.kind) for line in event.lines}
    return (
        {item.id: ItemKind.PROGRAMME for item in event.programme}
        | {entry.item: lines[entry.line] for entry in event.entries if entry.line in lines}
        | {bilateral.id: ItemKind.BILATERAL for bilateral in event.bilaterals}
        | {side_event.id: ItemKind.SIDE_EVENT for side_event in event.side_events}
    )

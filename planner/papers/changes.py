"""Change notice: what stands otherwise than in a plan given out before, for a delegation, the public or everybody."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import groupby
from typing import TypeVar

from planner.diff import Change, diff, only_in
from planner.domain.event import Event
from planner.domain.plan import Placement
from planner.domain.vocabulary import BilateralStatus, PlanState
from planner.domain.wording import opening, title_of
from planner.papers.edition import EVENT_LANGUAGE, Edition
from planner.papers.phrases import kind_in, kind_words, label
from planner.papers.sheet import Cell, Line, Section, Sheet, Style, cell, heads, joined, line, plain_heads
from planner.papers.words import both, day_words, second_language, word
from planner.views import View

Record = TypeVar("Record")

NO_BREAK = "\u00a0"
"""A space that is set even where nothing else stands in a line."""

_KEYS = {"time": "new_time", "room": "new_room", "people": "other_people", "added": "added"}
"""What has become of an item, as the table of words knows it."""

WAITS, CANCELLED = "waits", "cancelled"
"""What is told of an item that has lost its time: a request that stands goes on waiting, nobody has cancelled it."""

_CLOSED = {BilateralStatus.DECLINED: "declined", BilateralStatus.WITHDRAWN: "withdrawn"}


def party_reasons(event: Event, second: str = "") -> dict[str, str]:
    """The reasons, by item, that the parties of an item may read: only what they themselves decided."""
    return {one.id: both(_CLOSED[one.status], second) for one in event.bilaterals if one.status in _CLOSED}


def desk_reasons(now: Edition, old: Edition) -> Mapping[str, str]:
    """The reasons for the organiser: why something has no place, or why a turn is where it is now.

    What the plan remarked before already, or remarks of a meeting that stands, is no reason for a change.
    """
    before = {row.item: row.why for row in old.plan.rows if row.stands}
    rows = (row for row in now.plan.rows if row.why and (not row.stands or row.item in now.event.entry))
    return {row.item: row.why for row in rows if row.why != before.get(row.item)} | party_reasons(now.event)


def notice(new: Edition, old: Edition, key: str, title: str, audience: str, reasons: Mapping[str, str]) -> Sheet | None:
    """The notice of what changed between two editions of one view; None where nothing did."""
    event = _both(new.event, old.event)
    compared = diff(old.plan, new.plan, event, old.event)
    if not compared.changes:
        return None
    second = second_language(new.languages.get(key, ""), new.host_language)
    new = replace(new, second=second)
    to_inform = plain_heads(("Informed", 36)) if new.view == View.ORGANISER else ()
    columns = heads(second, ("item", 0), ("before", 42), ("now", 42)) + to_inform
    changed = groupby(compared.changes, key=lambda change: change.item)
    rows = tuple(_row(event, new, old, tuple(of_item), reasons.get(item, "")) for item, of_item in changed)
    return Sheet(
        key,
        title,
        audience,
        subtitle=word("changes"),
        second_subtitle=word("changes", second),
        lead=_lead(new, old),
        sections=(Section("", columns, rows), *((_receipt(second),) if new.view == View.DELEGATION else ())),
        second=second,
    )


def _both(new: Event, old: Event) -> Event:
    """The new event, with those of the old of whom it does not speak any more."""
    return replace(
        new,
        delegations=_joined(new.delegations, old.delegations, "code"),
        people=_joined(new.people, old.people, "id"),
        rooms=_joined(new.rooms, old.rooms, "code"),
        programme=_joined(new.programme, old.programme, "id"),
        lines=_joined(new.lines, old.lines, "id"),
        entries=_joined(new.entries, old.entries, "item"),
        bilaterals=_joined(new.bilaterals, old.bilaterals, "id"),
        side_events=_joined(new.side_events, old.side_events, "id"),
        interpreters=_joined(new.interpreters, old.interpreters, "id"),
    )


def _joined(new: tuple[Record, ...], old: tuple[Record, ...], key: str) -> tuple[Record, ...]:
    known = {getattr(one, key) for one in new}
    return new + tuple(one for one in old if getattr(one, key) not in known)


def _receipt(second: str) -> Section:
    """Room for whoever takes the notice for the delegation to sign."""
    columns = heads(second, ("name", 0), ("received", 42), ("signature", 60))
    by_hand = cell(*(line(("text", NO_BREAK)) for _ in range(3)))
    return Section(word("receipt"), columns, ((by_hand,) * len(columns),), second=word("receipt", second))


def _lead(new: Edition, old: Edition) -> tuple[Line, ...]:
    """When it was issued, what it is compared with, and whom to ask."""
    contact = line(("small", f"{both('contact', new.second)}: "), ("strong", new.host_contact))
    told = (line((style, _issued(new, old, one))) for style, one in (_FIRST, ("small", new.second)))
    return tuple(filter(None, (*told, contact if new.host_contact else ())))


_FIRST: tuple[Style, str] = ("text", EVENT_LANGUAGE)


def _issued(new: Edition, old: Edition, language: str) -> str:
    when, since = new.stamp.planned_at, word("since", language, version=old.stamp.version)
    if when is None:
        return since
    return joined((word("issued", language, time=f"{when:%H:%M}", day=day_words(when.date(), language)), since), " ")


def _row(event: Event, new: Edition, old: Edition, changes: tuple[Change, ...], reason: str) -> tuple[Cell, ...]:
    """All that has changed of one item."""
    item = changes[0].item
    row = new.plan.by_item.get(item) or old.plan.by_item[item]
    title = title_of(event, row)
    if row.item in event.entry:
        title = f"{label(event, event.entry[row.item].delegation)} – {title}"
    number = row.item if new.view == View.ORGANISER else ""
    lines = [_told(new, change) for change in changes]
    parties = dict.fromkeys(code for change in changes for code in change.parties)
    return (
        cell(
            line(("strong", title)),
            line(("small", _kind(event, row, new.second)), ("small", f"  {number}" if number else "")),
            line(*(("tag", one) for one in lines)),
            line(("small", f"{both('reason', new.second)}: {reason}" if reason else "")),
        ),
        cell(*(line(("text", one)) for change in changes for one in _before(new, old, change))),
        cell(*(line(("strong", one)) for change in changes for one in _after(new, old, change))),
        *((cell(*_informed(event, parties)),) if new.view == View.ORGANISER else ()),
    )


def _kind(event: Event, row: Placement, second: str) -> str:
    return joined((kind_words(event, row), kind_in(event, row, second)), " · ")


def _told(new: Edition, change: Change) -> str:
    """What has become of the item. Nothing is called cancelled that only waits."""
    if change.change != "dropped":
        return both(_KEYS[change.change], new.second)
    row = new.plan.by_item.get(change.item)
    meeting, entry = new.event.meeting.get(change.item), new.event.entry.get(change.item)
    waits = row is not None and row.state == PlanState.UNPLACED and (meeting is not None or entry is not None)
    return both(WAITS if waits else CANCELLED, new.second)


def _before(new: Edition, old: Edition, change: Change) -> Iterable[str]:
    return (
        _people(old, new, change, both("goes_out", new.second))
        if change.change == "people"
        else filter(None, (change.old,))
    )


def _after(new: Edition, old: Edition, change: Change) -> Iterable[str]:
    return (
        _people(new, old, change, both("comes_in", new.second))
        if change.change == "people"
        else filter(None, (change.new,))
    )


def _people(one: Edition, other: Edition, change: Change, which: str) -> Iterable[str]:
    """Who comes in one of two editions alone: those who stay are no news."""
    row, beside = one.plan.by_item[change.item], other.plan.by_item[change.item]
    return [f"{opening(name)} ({which})" for name in only_in(one.event, row, beside)]


def _informed(event: Event, parties: Iterable[str]) -> tuple[Line, ...]:
    """Who has to hear of a change, each to be ticked off."""
    return tuple(line(("box", ""), ("text", f"  {label(event, code)}")) for code in parties)

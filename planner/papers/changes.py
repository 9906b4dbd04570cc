"""Change notice: what stands otherwise than in a plan given out before, for a delegation, the public or everybody."""

from collections.abc import Mapping
from dataclasses import replace
from typing import TypeVar

from planner.diff import Change, diff
from planner.domain.event import Event
from planner.domain.vocabulary import BilateralStatus
from planner.papers.edition import Edition
from planner.papers.phrases import item_title, kind_words, label
from planner.papers.sheet import Cell, Line, Section, Sheet, cell, heads, line, plain_heads, strong, text
from planner.papers.words import second_language, word
from planner.views import View

Record = TypeVar("Record")

NO_BREAK = "\u00a0"
"""A space that is set even where nothing else stands in a line."""

_SAID = {"time": "New time", "room": "New room", "people": "Other people", "added": "Added", "dropped": "Cancelled"}


_CLOSED = {
    BilateralStatus.DECLINED: "The request was declined.",
    BilateralStatus.WITHDRAWN: "The request was withdrawn.",
}


def party_reasons(event: Event) -> dict[str, str]:
    """The reasons, by item, that the parties of an item may read: only what they themselves decided."""
    return {one.id: _CLOSED[one.status] for one in event.bilaterals if one.status in _CLOSED}


def desk_reasons(edition: Edition) -> Mapping[str, str]:
    """The reasons for the organiser: why something has no place, or its turn where it is, too.

    What the plan remarks of a meeting that stands, as that it is provisional, is no reason for a change.
    """
    rows = (row for row in edition.plan.rows if row.why and (not row.stands or row.item in edition.event.entry))
    return {row.item: row.why for row in rows} | party_reasons(edition.event)


def notice(new: Edition, old: Edition, key: str, title: str, audience: str, reasons: Mapping[str, str]) -> Sheet | None:
    """The notice of what changed between two editions of one view; None where nothing did."""
    event = _both(new.event, old.event)
    found = diff(old.plan, new.plan, event)
    if not found.changes:
        return None
    second = second_language(new.languages.get(key, ""), new.host_language)
    to_inform = plain_heads(("Informed", 36)) if new.view == View.ORGANISER else ()
    columns = heads(second, ("item", 0), ("before", 42), ("now", 42)) + to_inform
    rows = tuple(_row(event, new, old, change, reasons.get(change.item, "")) for change in found.changes)
    since = f"Since version {old.stamp.version}"
    return Sheet(
        key,
        title,
        audience,
        subtitle=word("changes"),
        second_subtitle=word("changes", second),
        lead=(line(("text", since)),),
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


def _row(event: Event, new: Edition, old: Edition, change: Change, reason: str) -> tuple[Cell, ...]:
    row = new.plan.by_item.get(change.item) or old.plan.by_item[change.item]
    title = item_title(event, row)
    if row.item in event.entry:
        title = f"{label(event, event.entry[row.item].delegation)} – {title}"
    number = row.item if new.view == View.ORGANISER else ""
    return (
        cell(
            line(("strong", title)),
            line(("small", kind_words(event, row)), ("small", f"  {number}" if number else "")),
            line(("tag", _SAID[change.change])),
            line(("small", f"{word('reason')}: {reason}" if reason else "")),
        ),
        text(change.old),
        strong(change.new),
        *((cell(*_informed(event, change)),) if new.view == View.ORGANISER else ()),
    )


def _informed(event: Event, change: Change) -> tuple[Line, ...]:
    """Who has to hear of a change, each to be ticked off."""
    return tuple(line(("box", ""), ("text", f"  {label(event, code)}")) for code in change.parties)

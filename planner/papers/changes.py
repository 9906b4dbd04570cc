"""Change notice: what stands otherwise than in a plan given out before, for a delegation, the public or everybody."""

from dataclasses import replace
from typing import TypeVar

from planner.diff import Change, diff
from planner.domain.event import Event
from planner.papers.edition import Edition
from planner.papers.phrases import item_title, kind_words, label
from planner.papers.sheet import Cell, Section, Sheet, cell, heads, line, strong, text
from planner.papers.words import second_language, word
from planner.views import View

Record = TypeVar("Record")

_SAID = {"time": "New time", "room": "New room", "people": "Other people", "added": "Added", "dropped": "Cancelled"}


def notice(new: Edition, old: Edition, key: str, title: str, audience: str) -> Sheet | None:
    """The notice of what changed between two editions of one view; None where nothing did."""
    event = _both(new.event, old.event)
    found = diff(old.plan, new.plan, event)
    if not found.changes:
        return None
    second = second_language(new.languages.get(key, ""), new.host_language)
    columns = heads(second, ("item", 0), ("before", 52), ("now", 52))
    rows = tuple(_row(event, new, old, change) for change in found.changes)
    since = f"Since version {old.stamp.version}"
    return Sheet(
        key,
        title,
        audience,
        subtitle=word("changes"),
        second_subtitle=word("changes", second),
        lead=(line(("text", since)),),
        sections=(Section("", columns, rows),),
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


def _row(event: Event, new: Edition, old: Edition, change: Change) -> tuple[Cell, ...]:
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
        ),
        text(change.old),
        strong(change.new),
    )

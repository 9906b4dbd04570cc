"""Door card: what takes place in a room on a day, in letters to be read from across the corridor."""

from planner.domain.event import Event
from planner.domain.plan import Placement
from planner.domain.vocabulary import ItemKind
from planner.papers.edition import Edition
from planner.papers.phrases import by_day, hours, item_title, kind_words, window
from planner.papers.sheet import Cell, Column, Section, Sheet, cell, line
from planner.papers.view import RESERVED
from planner.papers.words import day_words, second_language, word


def door_cards(edition: Edition) -> tuple[Sheet, ...]:
    """A card for each room and day on which something takes place in it; from the edition for doors."""
    event = edition.event
    second = second_language(edition.host_language)
    cards = []
    for room in event.rooms:
        for day, rows in by_day(event, (row for row in edition.plan.rows if row.room == room.code)).items():
            cards.append(
                Sheet(
                    f"{room.code} {day.isoformat()}",
                    room.name,
                    "Public",
                    subtitle=day_words(day),
                    second_subtitle=day_words(day, second),
                    lead=(line(("text", room.zone)),) if room.zone else (),
                    sections=(Section("", (Column("", width=72), Column("")), _rows(event, rows, second)),),
                    second=second,
                )
            )
    return tuple(cards)


def _rows(event: Event, rows: list[Placement], second: str) -> tuple[tuple[Cell, ...], ...]:
    """One row an item; the turns of a line are one, from the first to the last."""
    shown: list[tuple[Cell, ...]] = []
    lines: dict[str, list[Placement]] = {}
    for row in rows:
        if row.item in event.entry:
            lines.setdefault(event.entry[row.item].line, []).append(row)
    for row in rows:
        if row.item not in event.entry:
            shown.append((cell(line(("time", hours(event, row)))), _what(event, row, second)))
        elif lines[event.entry[row.item].line][0] is row:
            shown.append(_line_row(event, lines[event.entry[row.item].line]))
    return tuple(shown)


def _line_row(event: Event, turns: list[Placement]) -> tuple[Cell, ...]:
    return (cell(line(("time", window(event, turns)))), cell(line(("strong", item_title(event, turns[0])))))


def _what(event: Event, row: Placement, second: str) -> Cell:
    title = item_title(event, row)
    if title == RESERVED and row.kind == ItemKind.PROGRAMME:
        return cell(line(("strong", word("reserved")), ("small", f"   {word('reserved', second)}")))
    return cell(line(("strong", title), ("small", f"   {kind_words(event, row)}" if kind_words(event, row) else "")))

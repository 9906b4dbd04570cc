"""Daily programme, in the manner of a journal: what is public, day by day."""

from dataclasses import replace

from planner.domain.event import Event
from planner.domain.plan import Placement
from planner.domain.vocabulary import ItemKind
from planner.domain.ways import by_day
from planner.domain.wording import count, title_of
from planner.papers.edition import EVENT_LANGUAGE, Edition
from planner.papers.phrases import (
    event_words,
    hours,
    kind_in,
    label,
    languages_by_item,
    languages_heard,
    line_hours,
    named_in,
    place_of,
    place_words,
    until,
)
from planner.papers.sheet import Cell, Section, Sheet, cell, clock_cell, heads, joined, line, text
from planner.papers.words import both, day_words, second_language, word
from planner.views import View


def daily_programmes(edition: Edition) -> tuple[Sheet, ...]:
    """A sheet for each day on which there is something to show."""
    event = edition.event
    second = second_language(edition.host_language)
    edition = replace(edition, second=second)
    caution = (line(("small", word("caution", one))) for one in (EVENT_LANGUAGE, second) if one)
    lead = tuple(filter(None, (line(("text", event_words(event))), *caution)))
    rows = [row for row in edition.plan.standing if row.kind != ItemKind.BILATERAL]
    return tuple(
        Sheet(
            day.isoformat(),
            day_words(day),
            "Organiser" if edition.view == View.ORGANISER else "Public",
            second_title=day_words(day, second),
            subtitle=word("daily"),
            second_subtitle=word("daily", second),
            lead=lead,
            sections=(Section("", heads(second, ("time", 27), ("item", 0), ("place", 48)), _rows(edition, shown)),),
            second=second,
        )
        for day, shown in by_day(event, rows).items()
    )


def _rows(edition: Edition, rows: list[Placement]) -> tuple[tuple[Cell, ...], ...]:
    """One row an item; the turns of a line are one."""
    event = edition.event
    languages = languages_by_item(event)
    turns: dict[str, list[Placement]] = {}
    for row in rows:
        if row.item in event.entry:
            turns.setdefault(event.entry[row.item].line, []).append(row)
    firsts = {rows_of_line[0].item: rows_of_line for rows_of_line in turns.values()}
    return tuple(
        _line_row(edition, firsts[row.item])
        if row.item in firsts
        else _item_row(edition, row, languages.get(row.item, ()))
        for row in rows
        if row.item in firsts or row.item not in event.entry
    )


def _line_row(edition: Edition, turns: list[Placement]) -> tuple[Cell, ...]:
    event, second = edition.event, edition.second
    line_of_turns = event.line[event.entry[turns[0].item].line]
    counted = {"turns": count(len(turns), "turn"), "number": str(len(turns)), "time": until(event, turns[-1])}
    summary = (line(("small", word("turns", one, **counted))) for one in (EVENT_LANGUAGE, second))
    kind = kind_in(event, turns[0], second)
    what = cell(line(("strong", title_of(event, turns[0])), ("small", f"  {kind}" if kind else "")), *summary)
    return (clock_cell(line_hours(event, line_of_turns)), what, text(place_words(event, turns[0].room)))


def _item_row(edition: Edition, row: Placement, languages: tuple[str, ...]) -> tuple[Cell, ...]:
    event, second = edition.event, edition.second
    fixed = event.programme_item.get(row.item)
    public = fixed.public if fixed is not None else _is_public(event, row)
    heard = joined((languages_heard(languages, one) for one in (EVENT_LANGUAGE, second)), " · ")
    what = cell(
        line(("strong", title_of(event, row))),
        *(line(("small", _organisers(event, row, one))) for one in (EVENT_LANGUAGE, second)),
        line(("small", f"{both('interpretation', second)}: {heard}" if heard else "")),
        line(("tag", "" if public else both("not_public", second))),
    )
    return (clock_cell(hours(event, row)), what, text(place_of(event, row, second)))


def _is_public(event: Event, row: Placement) -> bool:
    return all(one.public for one in event.side_events if one.id == row.item)


def _organisers(event: Event, row: Placement, language: str) -> str:
    side_event = next((one for one in event.side_events if one.id == row.item), None)
    if side_event is None:
        return ""
    codes = (side_event.organiser, *side_event.co_organisers)
    return word(
        "organised", language, names=joined(named_in(event, one, language) or label(event, one) for one in codes)
    )

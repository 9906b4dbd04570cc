"""The first of the sheets for reading: what the plan holds, where to look, what the colours mean."""

from collections import Counter
from collections.abc import Iterator, Sequence

from planner.domain.vocabulary import KIND_NAMES, ItemKind, PlanState
from planner.feeds.occasions import Agenda
from planner.workbook.format.for_reading import Head, ReadingSheet, Shown

HEADS = (Head("What", 34), Head("Placed", 14), Head("Not placed", 14), Head("", 70))

_LEGEND = (
    ("Programme", "programme", "fixed items; the planner never moves them"),
    ("Signing, statements, arrivals", "line", "lines: turns in an order"),
    ("Bilateral", "bilateral", ""),
    ("Side event", "side_event", ""),
    ("Provisional", "provisional bar", "the request is not accepted yet; dashed edge, slanted"),
    ("Restricted", "restricted bar", "thick edge; only its parties and the organiser may know of it"),
    ("Turnover", "turnover bar", "the room rests after an item; nothing else begins in it"),
    ("Not available", "closed bar", "the room is closed, with the reason; hatched"),
    ("Not placed", "unplaced", "the sheet Plan and the sheet Not placed say why"),
    ("Cancelled", "cancelled", "struck out"),
)

_ABOUT = {
    "Itineraries": "every delegation's days; filter by delegation",
    "Not placed": "with the reason of each",
    "Fairness": "asked for and placed, by region and delegation",
}


def overview_sheet(agenda: Agenda, sheets: Sequence[ReadingSheet]) -> ReadingSheet:
    """For the sheets that follow it."""
    settings = agenda.event.settings
    rows = [*_counts(agenda), *_contents(sheets), *_legend()]
    about = "".join(f"{text}. " for text in (settings.venue, settings.theme) if text)
    remark = (
        f"{about}{settings.start_date:%d %B %Y} to {settings.end_date:%d %B %Y}, {settings.timezone}. "
        f"Plan of {agenda.saved:%Y-%m-%d %H:%M}. For the organiser only: it holds restricted items."
    )
    return ReadingSheet("Overview", settings.name, HEADS, rows, remark, table=False, fixed=0)


def _counts(agenda: Agenda) -> Iterator[list[Shown | None]]:
    placed = Counter(row.kind for row in agenda.plan.rows if row.stands)
    waiting = Counter(row.kind for row in agenda.plan.rows if row.state == PlanState.UNPLACED)
    for kind in ItemKind:
        if placed[kind] or waiting[kind]:
            yield [Shown(KIND_NAMES[kind], "strong"), Shown(placed[kind]), Shown(waiting[kind])]
    yield []


def _contents(sheets: Sequence[ReadingSheet]) -> Iterator[list[Shown | None]]:
    yield [Shown(text, "day") for text in ("Sheet", "Rows", "", "")]
    for sheet in sheets:
        about = _ABOUT.get(sheet.name, sheet.title)
        yield [Shown(sheet.name, "link", leads_to=sheet.name), Shown(len(sheet.rows)), None, Shown(about)]
    yield []


def _legend() -> Iterator[list[Shown | None]]:
    yield [Shown(text, "day") for text in ("Colours", "", "", "")]
    for name, look, meaning in _LEGEND:
        yield [Shown(name, look), None, None, Shown(meaning)]

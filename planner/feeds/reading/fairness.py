"""The fairness ledger as a sheet: what each region and each delegation asked for and got."""

from planner.fairness import PRIORITIES, Account, Ledger, Tally, ledger
from planner.feeds.occasions import Agenda
from planner.feeds.reading.cells import labels
from planner.workbook.format.for_reading import Head, ReadingSheet, Shown

_NARROW, _WIDE = 8, 10
_SHARED = (("Bilaterals asked for", "placed"), ("Asked of it", "placed"), ("Worth of all", "placed"))
_COUNTED = (
    *((f"Priority {one}", "placed") for one in PRIORITIES),
    ("Wish for a time", "met"),
    ("Wish for a room", "met"),
    ("Those listed first", "attend"),
)

HEADS = (
    Head("Region", 24),
    Head("Delegation", 30),
    *(head for asked, got in _SHARED for head in (Head(asked, 12), Head(got, _NARROW), Head("share", _NARROW))),
    *(head for asked, got in _COUNTED for head in (Head(asked, _WIDE), Head(got, _NARROW))),
    Head("Waiting, minutes", _WIDE),
    Head("Changes told", _WIDE),
)


def fairness_sheet(agenda: Agenda) -> ReadingSheet:
    """All delegations by region, with a sum for each region and one for all."""
    book, named = ledger(agenda.event, agenda.plan), agenda.event.delegation
    rows: list[list[Shown | None]] = []
    for region, account in book.regions.items():
        codes = [code for code, of in book.region_of.items() if of == region]
        rows.append(_sum(region or "No region", len(codes), account))
        for code in sorted(codes, key=lambda one: named[one].label):
            own = _cells(book.accounts[code], "text", "percent")
            rows.append([Shown(region, "muted"), Shown(named[code].label), *own])
    rows.append(_sum("All", len(book.accounts), book.total))
    return ReadingSheet("Fairness", "Asked for and placed", HEADS, rows, _remark(agenda, book), fixed=2, large=True)


def _remark(agenda: Agenda, book: Ledger) -> str:
    counted = "A bilateral, requested or accepted, counts for both sides; its worth is that of its priority."
    if book.least is None:
        return counted
    worst = labels(agenda.event, book.worst_off[:5]) + (" and others" if len(book.worst_off) > 5 else "")
    even = f"Gini of the shares of worth {book.gini:.2f}, between regions {book.gini_of_regions:.2f}."
    return f"{even} Smallest share {book.least:.0%}: {worst}. {counted}"


def _sum(name: str, number: int, account: Account) -> list[Shown | None]:
    counted = f"{number} delegation" if number == 1 else f"{number} delegations"
    return [Shown(name, "sum"), Shown(counted, "sum"), *_cells(account, "sum", "sum percent")]


def _cells(account: Account, plain: str, percent: str) -> list[Shown | None]:
    shared = (account.asked_by, account.asked_of, account.worth)
    counted = (*account.priorities, account.time, account.room, account.person)
    return [
        *(cell for tally in shared for cell in (*_pair(tally, plain), Shown(tally.share, percent))),
        *(cell for tally in counted for cell in _pair(tally, plain)),
        Shown(account.waiting, plain),
        Shown(account.moves, plain),
    ]


def _pair(tally: Tally, look: str) -> tuple[Shown, Shown]:
    return Shown(tally.asked, look), Shown(tally.granted, look)

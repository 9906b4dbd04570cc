"""The command `fairness`: who asked for what, who got it, and how evenly that is spread."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from planner.cli.arguments import AsJson, Planned
from planner.cli.files import planned
from planner.cli.output import answering, people, tell, tell_json
from planner.domain.event import Event
from planner.domain.issue import carried
from planner.fairness import Account, Ledger, Tally, ledger

LEAST_SHOWN = 15
"""Delegations that are listed, from the smallest share up; all of them are in the JSON and in the exported sheet."""


@answering
def fairness(
    plan: Planned,
    since: Annotated[Path | None, typer.Option(help="the plan before: count the moves since then")] = None,
    as_json: AsJson = False,
) -> None:
    """Say who asked for what and got it. Tells by delegation and region, and how evenly it is spread."""
    workbook, rows = planned(plan)
    event = workbook.event
    book = ledger(event, carried(event, rows, rows), None if since is None else planned(since)[1])
    if as_json:
        tell_json({"since": None if since is None else str(since), **book.as_dict()})
    else:
        _tell(event, book)


def _tell(event: Event, book: Ledger) -> None:
    by_share = sorted(book.shares, key=lambda code: (book.shares[code], event.delegation[code].label))
    shown = {event.delegation[code].label: book.accounts[code] for code in by_share[:LEAST_SHOWN]}
    people.print(_table("region", {region or "No region": one for region, one in book.regions.items()}, book))
    people.print(_table("delegation", shown, book))
    if len(by_share) > LEAST_SHOWN:
        tell(f"{len(by_share) - LEAST_SHOWN} delegations with larger shares are in the JSON (--json).")
    for sentence in summary(event, book):
        tell(sentence)


def _table(of: str, accounts: dict[str, Account], book: Ledger) -> Table:
    moved = "moves" if book.compared else "changes"
    table = Table(of)
    for head in ("asked", "placed", "worth", "wishes met", "waits, min", moved):
        table.add_column(head, justify="right")
    for name, one in accounts.items():
        counts = (one.meetings.asked, one.meetings.granted, _percent(one.worth), one.wishes.in_words)
        table.add_row(name.replace("[", r"\["), *map(str, counts), f"{one.waiting:,}", str(one.moves))
    return table


def _percent(tally: Tally) -> str:
    return "–" if tally.share is None else f"{tally.share:.0%}"


def summary(event: Event, book: Ledger) -> Iterator[str]:
    """What the ledger comes to, in sentences."""
    if book.least is None:
        yield "Nobody asked for a bilateral."
        return
    names = [event.delegation[code].label for code in book.worst_off]
    others = f" and {len(names) - 5} others" if len(names) > 5 else ""
    yield f"Smallest share of worth: {book.least:.0%}, {', '.join(names[:5])}{others}."
    yield (
        f"Gini coefficient of the shares: {book.gini:.3f} between delegations, {book.gini_of_regions:.3f} between "
        "regions (0 is even)."
    )

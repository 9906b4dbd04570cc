"""Fingerprints of offers: what was read can be named, and is applied as it was read or not at all."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from hashlib import sha256
from typing import TypeVar

from planner.domain.event import Event
from planner.domain.plan import Plan
from planner.explain.records import Cure, Option

Offer = TypeVar("Offer", Cure, Option)

LETTERS = 8
"""Enough to tell the few offers on one plan from each other and from those on any other plan that is at hand."""


def pinned(event: Event, plan: Plan, offers: Iterable[Offer]) -> Iterator[Offer]:
    """The offers, each with its fingerprint: of the event and the plan that it was made for, of what it says and of
    every row and cell that it changes.
    """
    known = tuple(offers)
    basis = sha256(repr((event, plan)).encode() if known else b"")
    for offer in known:
        own = basis.copy()
        cells = offer.changes if isinstance(offer, Cure) else ()
        rows = [row for row in offer.plan.rows if row != plan.by_item.get(row.item)]
        own.update(repr((offer.sentence, cells, rows)).encode())
        yield replace(offer, fingerprint=own.hexdigest()[:LETTERS])

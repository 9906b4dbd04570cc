"""The kinds of paper: what each is called, for which views it exists, and how its sheets are made."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property

from planner.domain.wording import with_article
from planner.papers.briefs import briefing_covers, host_sheets
from planner.papers.cards import cards
from planner.papers.changes import desk_reasons, notice, party_reasons
from planner.papers.confirmations import confirmations
from planner.papers.daily import daily_programmes
from planner.papers.delegations import programme_of
from planner.papers.desk_packs import desk_packs
from planner.papers.doors import door_cards
from planner.papers.edition import Edition
from planner.papers.flags import flag_lists
from planner.papers.interpreters import interpreters_sheets
from planner.papers.liaison import call_sheet
from planner.papers.plates import plates, seatings
from planner.papers.queues import orders
from planner.papers.roombook import grids, room_tables
from planner.papers.runsheet import run_sheets
from planner.papers.sheet import CARD, DOOR, PLATE, REPORT, WIDE, Form, Sheet
from planner.papers.view import desk_copy, for_delegation, for_doors, for_organiser, for_public
from planner.papers.words import second_language
from planner.views import View

ALL_VIEWS = tuple(View)


class Editions:
    """The editions of one workbook for every view, each cut out once; `codes` are the delegations that are printed."""

    def __init__(self, whole: Edition, codes: Iterable[str] | None = None) -> None:
        self._whole = whole
        wanted = set(whole.event.delegation) if codes is None else set(codes)
        self.codes = tuple(one.code for one in whole.event.delegations if one.code in wanted)
        self._own: dict[str, Edition] = {}
        self._desk: dict[str, Edition] = {}

    @cached_property
    def organiser(self) -> Edition:
        """What the organiser may see, which is all."""
        return for_organiser(self._whole)

    @cached_property
    def public(self) -> Edition:
        """What everybody may see."""
        return for_public(self._whole)

    @cached_property
    def doors(self) -> Edition:
        """What may hang beside a door."""
        return for_doors(self._whole)

    def own(self, code: str) -> Edition:
        """What a delegation may see."""
        if code not in self._own:
            self._own[code] = for_delegation(self._whole, code)
        return self._own[code]

    def desk(self, code: str) -> Edition:
        """What concerns a delegation, as the organiser keeps it."""
        if code not in self._desk:
            self._desk[code] = desk_copy(self.own(code), self.organiser)
        return self._desk[code]

    def of(self, view: View) -> Edition:
        """The edition of the organiser or the public."""
        return self.organiser if view == View.ORGANISER else self.public


Making = Callable[[Editions, View, Editions | None], Iterable[Sheet]]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of paper. `singles` are the views of which each sheet is handed to somebody, as a file of its own."""

    name: str
    title: str
    form: Form
    views: tuple[View, ...]
    make: Making
    singles: tuple[View, ...] = ()
    since: bool = False
    """It tells what changed, so that it needs a plan to compare with."""
    letters: bool = False
    """What is handed out singly is written on a letterhead: as a Word document and as text, not as PDF."""


def _delegations(now: Editions, view: View, _: Editions | None) -> Iterable[Sheet]:
    own = now.desk if view == View.ORGANISER else now.own
    return (programme_of(own(code), code) for code in now.codes)


def _changes(now: Editions, view: View, old: Editions | None) -> Iterable[Sheet]:
    if old is None:
        return ()
    if view == View.DELEGATION:
        notices = [_change_of(now, old, code) for code in now.codes]
    elif view == View.ORGANISER:
        everything = notice(
            now.organiser, old.organiser, "all", "All items", "Organiser", desk_reasons(now.organiser, old.organiser)
        )
        notices = [everything, *(_change_of(now, old, code) for code in now.codes)]
    else:
        notices = [notice(now.public, old.public, "public", "Public programme", "Public", {})]
    return (sheet for sheet in notices if sheet is not None)


def _change_of(now: Editions, old: Editions, code: str) -> Sheet | None:
    if code not in old.codes:
        return None
    own = now.own(code)
    second = second_language(own.languages.get(code, ""), own.host_language)
    reasons = party_reasons(now.organiser.event, second)
    label = own.event.delegation[code].label
    return notice(own, old.own(code), code, label, f"Delegation of {with_article(label)}", reasons)


KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        Kind(
            "delegations",
            "Delegation programmes",
            REPORT,
            (View.ORGANISER, View.DELEGATION),
            _delegations,
            singles=(View.DELEGATION,),
        ),
        Kind(
            "cards",
            "Pocket cards",
            CARD,
            (View.DELEGATION,),
            lambda now, _view, _old: (card for code in now.codes for card in cards(now.own(code), code)),
            singles=ALL_VIEWS,
        ),
        Kind(
            "rooms",
            "Door cards",
            DOOR,
            (View.ORGANISER, View.PUBLIC),
            lambda now, _view, _old: door_cards(now.doors),
            singles=ALL_VIEWS,
        ),
        Kind(
            "roombook",
            "Room book",
            WIDE,
            (View.ORGANISER,),
            lambda now, _view, _old: (*grids(now.organiser), *room_tables(now.organiser)),
        ),
        Kind(
            "signing",
            "Orders of signing, speaking, arrival",
            REPORT,
            (View.ORGANISER, View.PUBLIC),
            lambda now, view, _old: orders(now.of(view)),
            singles=ALL_VIEWS,
        ),
        Kind(
            "desks",
            "Packs of the signing desks",
            REPORT,
            (View.ORGANISER,),
            lambda now, _view, _old: desk_packs(now.organiser),
            singles=ALL_VIEWS,
        ),
        Kind(
            "programme",
            "Daily programme",
            REPORT,
            (View.ORGANISER, View.PUBLIC),
            lambda now, view, _old: daily_programmes(now.of(view)),
        ),
        Kind("runsheet", "Run sheet", WIDE, (View.ORGANISER,), lambda now, _view, _old: run_sheets(now.organiser)),
        Kind(
            "interpreters",
            "Interpreters’ call sheets",
            REPORT,
            (View.ORGANISER,),
            lambda now, _view, _old: interpreters_sheets(now.organiser),
            singles=ALL_VIEWS,
        ),
        Kind(
            "liaison",
            "Liaison officers’ call sheets",
            REPORT,
            (View.ORGANISER,),
            lambda now, _view, _old: (call_sheet(now.own(code), code) for code in now.codes),
            singles=ALL_VIEWS,
        ),
        Kind(
            "flags",
            "Flags and name plates",
            REPORT,
            (View.ORGANISER,),
            lambda now, _view, _old: flag_lists(now.organiser),
            singles=ALL_VIEWS,
        ),
        Kind(
            "plates",
            "Name plates and place cards",
            PLATE,
            (View.ORGANISER,),
            lambda now, _, _old: plates(now.organiser),
        ),
        Kind(
            "seats",
            "Seats at the table",
            REPORT,
            (View.ORGANISER,),
            lambda now, _view, _old: seatings(now.organiser),
            singles=ALL_VIEWS,
        ),
        Kind(
            "briefs",
            "Briefing covers",
            REPORT,
            (View.ORGANISER,),
            lambda now, _view, _old: briefing_covers(now.organiser),
            singles=ALL_VIEWS,
        ),
        Kind(
            "hosts",
            "Host sheets of side events",
            REPORT,
            (View.ORGANISER,),
            lambda now, _view, _old: host_sheets(now.organiser),
            singles=ALL_VIEWS,
        ),
        Kind(
            "confirmations",
            "Confirmations of meetings",
            REPORT,
            (View.DELEGATION,),
            lambda now, _view, _old: confirmations((code, now.own(code)) for code in now.codes),
            singles=ALL_VIEWS,
            letters=True,
        ),
        Kind("changes", "Change notices", REPORT, ALL_VIEWS, _changes, singles=(View.DELEGATION,), since=True),
    )
}


def sheets_of(kind: Kind, view: View, now: Editions, old: Editions | None = None) -> tuple[Sheet, ...]:
    """The sheets of a kind for a view; with an older plan, those that would not be the same on paper."""
    made = tuple(kind.make(now, view, old))
    if old is None or kind.since:
        return made
    before = {sheet.key: sheet for sheet in kind.make(old, view, None)}
    return tuple(sheet for sheet in made if before.get(sheet.key) != sheet)

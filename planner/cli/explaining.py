"""The commands `why` and `suggest`: what is said of one item, and doing what was offered."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Protocol, TypeVar

import typer

from planner.cli.arguments import AsJson, Force, Item, Planned
from planner.cli.files import MISUSED, CommandRefused, must_be_free, planned, refusal, written
from planner.cli.moments import moment_of
from planner.cli.output import answering, tell, tell_json, tell_remedies, tell_verdict
from planner.domain.event import Event
from planner.domain.plan import Plan
from planner.workbook import Workbook, write


@dataclass(frozen=True, slots=True)
class Applying:
    """What is to be done, by its number from 1 or by the fingerprint under which it was read or by both, where to write
    the workbook then, and whether that may be replaced.
    """

    number: int | None
    fingerprint: str
    out: Path | None
    force: bool

    @property
    def asked(self) -> bool:
        """Whether anything is to be applied."""
        return self.number is not None or bool(self.fingerprint)

    def refuse_misuse(self) -> None:
        """An offer needs a file and a file an offer; the file must be free."""
        if self.asked != (self.out is not None):
            cure = "Give --apply N or --offer FINGERPRINT together with --output NEW.xlsx."
            raise refusal("--apply", "What is applied is written to a file of its own.", cure, status=MISUSED)
        if self.out is not None:
            must_be_free(self.out, force=self.force)


class Offer(Protocol):
    """What can be applied: the plan, in words, and the fingerprint."""

    @property
    def plan(self) -> Plan:
        """The plan as it is once this is done."""
        ...

    @property
    def sentence(self) -> str:
        """What is done, as people are told."""
        ...

    @property
    def fingerprint(self) -> str:
        """What the offer is known by from one call to the next."""
        ...


Offered = TypeVar("Offered", bound=Offer)

Apply = Annotated[int | None, typer.Option(min=1, help="do what stands under this number, from 1")]
Fingerprint = Annotated[
    str, typer.Option(help="do what was read under this fingerprint, or nothing where the plan has changed since")
]
NewPlan = Annotated[Path | None, typer.Option("--output", help="where to write the workbook with what was applied")]


@answering
def why(
    plan: Planned,
    item: Item,
    at: Annotated[str | None, typer.Option(help='why not at this time: "2025-10-25 15:00"')] = None,
    room: Annotated[str, typer.Option(help="and in this room, by its code")] = "",
    apply: Apply = None,
    offer: Fingerprint = "",
    out: NewPlan = None,
    force: Force = False,
    as_json: AsJson = False,
) -> None:
    """Say why an item is not placed, or not elsewhere. Names the cheapest changes that would place it."""
    _why(plan, item, at, room, Applying(apply, offer, out, force), as_json=as_json)


def _why(path: Path, item: str, at: str | None, room: str, applying: Applying, *, as_json: bool) -> None:
    # Loaded here: only these commands need arrays.
    from planner.explain import UnknownItem, UnknownRoom, why

    if room and at is None:
        raise refusal(
            "--room", "A room alone is no place.", 'Give the time too: --at "2025-10-25 15:00".', status=MISUSED
        )
    applying.refuse_misuse()
    workbook, rows = planned(path)
    moment = None if at is None else moment_of("--at", at, workbook.event)
    try:
        if not as_json:
            tell_verdict(why(workbook.event, rows, item, moment, room, cured=False))
        reasons = why(workbook.event, rows, item, moment, room)
    except UnknownItem as unknown:
        raise _no_item(path, workbook.event, item, str(unknown)) from None
    except UnknownRoom as unknown:
        raise _no_room(workbook.event, room, str(unknown)) from None
    chosen = _chosen(reasons.cures, applying, "cure")
    if not as_json:
        tell_remedies(reasons)
    if chosen is not None:
        _apply(replace(workbook, event=chosen.event, plan=chosen.plan), chosen, applying, path, as_json=as_json)
    if as_json:
        tell_json(reasons.as_dict())


@answering
def suggest(
    plan: Planned,
    item: Item,
    top: Annotated[int, typer.Option(min=1, help="how many")] = 5,
    apply: Apply = None,
    offer: Fingerprint = "",
    out: NewPlan = None,
    force: Force = False,
    as_json: AsJson = False,
) -> None:
    """Rank times and rooms for an item. Says of each what else moves and who is to be told."""
    _suggest(plan, item, top, Applying(apply, offer, out, force), as_json=as_json)


def _suggest(path: Path, item: str, top: int, applying: Applying, *, as_json: bool) -> None:
    # Loaded here: only these commands need arrays.
    from planner.explain import UnknownItem, suggest, why

    applying.refuse_misuse()
    workbook, rows = planned(path)
    try:
        suggestions = suggest(workbook.event, rows, item, top)
    except UnknownItem as unknown:
        raise _no_item(path, workbook.event, item, str(unknown)) from None
    chosen = _chosen(suggestions.options, applying, "option")
    if not as_json:
        if not suggestions.options:
            verdict = why(workbook.event, rows, item, cured=False)
            tell_verdict(verdict)
            which = "other place" if verdict.placed else "place"
            tell(f"No {which} is open to it, and none for which a few others could move.")
        for number, option in enumerate(suggestions.options, 1):
            tell(f"{number}. {option.sentence} [{option.fingerprint}]")
    if chosen is not None:
        _apply(replace(workbook, plan=chosen.plan), chosen, applying, path, as_json=as_json)
    if as_json:
        tell_json(suggestions.as_dict())


# --- applying --------------------------------------------------------------------------------------------------------


def _chosen(offers: Sequence[Offered], applying: Applying, kind: str) -> Offered | None:
    """What is to be applied; refused where there is none with that number, or none with that fingerprint any more."""
    if not applying.asked:
        return None
    if applying.fingerprint:
        return _as_read(offers, applying, kind)
    number = applying.number or 0
    if number > len(offers):
        there = f"Give a number from 1 to {len(offers)}." if offers else "There is nothing to apply."
        raise refusal("--apply", f"There is no {kind} {number}.", there)
    return offers[number - 1]


def _as_read(offers: Sequence[Offered], applying: Applying, kind: str) -> Offered:
    """The offer with the fingerprint, and the number if one is given too."""
    for number, one in enumerate(offers, 1):
        if one.fingerprint == applying.fingerprint.casefold():
            if applying.number in (None, number):
                return one
            sentence = f"{applying.fingerprint} is {kind} {number} and not {applying.number}."
            raise refusal("--offer", sentence, "Leave out --apply, or give the number that belongs to it.")
    sentence = f"No {kind} {applying.fingerprint} is offered on this plan; it has changed since that was read."
    raise refusal("--offer", sentence, "Ask again, and apply what is offered now.")


def _apply(workbook: Workbook, chosen: Offer, applying: Applying, path: Path, *, as_json: bool) -> None:
    out = applying.out
    if out is None:
        return
    written(out, lambda: write(workbook, out, force=applying.force, like=path))
    if not as_json:
        tell(f"Applied {applying.number or chosen.fingerprint} and written to {out}: {chosen.sentence}", style="green")


# --- what is not there -----------------------------------------------------------------------------------------------


def _no_item(path: Path, event: Event, item: str, sentence: str) -> CommandRefused:
    ids = (*event.meeting, *event.entry, *event.programme_item)
    return refusal(path.name, sentence, _like(item, ids) or "Ids are in the first column of the sheet Plan.")


def _no_room(event: Event, room: str, sentence: str) -> CommandRefused:
    return refusal("--room", sentence, _like(room, tuple(event.room)) or "Codes are on the sheet Rooms.")


def _like(word: str, known: Sequence[str]) -> str:
    spelt = {one.casefold(): one for one in known}
    near = [spelt[one] for one in get_close_matches(word.casefold(), spelt)]
    return f"Did you mean {' or '.join(near)}?" if near else ""

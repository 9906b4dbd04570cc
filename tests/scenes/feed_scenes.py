"""An event with something of everything that a view may or may not show, and its plan."""

from dataclasses import replace

from planner.domain.plan import Plan
from planner.domain.records import Absence
from planner.domain.vocabulary import BilateralStatus, FullPowers, Rank
from planner.feeds.occasions import Agenda
from planner.workbook import Workbook
from tests.scenes.builders import (
    at,
    bilateral,
    delegation,
    entry,
    event,
    interpreter,
    keep_apart,
    line,
    person,
    placed,
    plan,
    programme,
    room,
    side_event,
    unplaced,
)

HOSTILE = '=HYPERLINK("x")<script>alert(1)</script>&amp; ]]> \x07; BEGIN:VEVENT'
"""A title that spreadsheets, pages and calendars might take for something else than text."""

ABSENT, KEPT_APART, POWERS = "Private surgery", "keep-apart", "full powers"
SAVED = at("07:00")

EVENT = event(
    *(delegation(code) for code in ("FRA", "JPN", "VNM", "KEN", "BRA")),
    *(person(f"{code}-1", rank=Rank.MINISTER, title=f"Minister of {code}") for code in ("FRA", "JPN", "VNM", "KEN")),
    Absence("JPN-1", at("15:00"), at("16:00"), ABSENT, restricted=True),
    Absence("FRA-1", at("18:00"), at("19:00"), "Dinner of our own"),
    room("HALL", capacity=300, uses="signing; other; side_event", zone="Centre"),
    room("R1", zone="East wing"),
    room("R2", zone="East wing"),
    programme("P1", "08:00", "08:30", room="HALL"),
    programme("P2", "12:00", "12:30", room="HALL", public=False),
    line("SIGN", "09:00", "10:00", title="Signing of the Convention"),
    entry("FRA", full_powers=FullPowers.VERIFIED),
    entry("JPN", full_powers=FullPowers.DEFECTIVE),
    entry("VNM", full_powers=FullPowers.ORIGINAL_DEPOSITED),
    bilateral("OPEN", "FRA", "KEN"),
    bilateral("HUSH", "FRA", "JPN", restricted=True, languages="en; vi"),
    bilateral("MAYBE", "VNM", "JPN", status=BilateralStatus.REQUESTED),
    bilateral("LOST", "KEN", "BRA"),
    side_event("S1", "KEN", speakers="KEN-1"),
    side_event("S2", "BRA", public=False),
    interpreter("I1"),
    keep_apart("FRA", "BRA", "same_zone"),
    name="Signing <in> Hanoi",
)


def hostile() -> Workbook:
    """The same, with a title that is no title."""
    items = tuple(replace(one, title=HOSTILE) if one.id == "P1" else one for one in EVENT.programme)
    return Workbook.of(replace(EVENT, programme=items), planned_of(replace(EVENT, programme=items)))


def planned_of(of=EVENT) -> Plan:
    return plan(
        of,
        placed(of, "SIGN/FRA", "09:00", position=1, title="France"),
        unplaced(of, "SIGN/JPN", "The full powers of the Minister of JPN are defective."),
        placed(of, "SIGN/VNM", "09:01", position=2, title="Viet Nam"),
        placed(of, "OPEN", "10:30", room="R1"),
        placed(of, "HUSH", "11:00", room="R2", interpreters="I1"),
        placed(of, "MAYBE", "11:30", room="R1"),
        unplaced(of, "LOST", "Kenya and Brazil have no common time."),
        placed(of, "S1", "14:00", room="HALL"),
        placed(of, "S2", "16:00", room="HALL"),
    )


def workbook() -> Workbook:
    return Workbook(EVENT, planned_of(), saved=SAVED)


def agenda(book: Workbook | None = None) -> Agenda:
    return Agenda.of(workbook() if book is None else book, SAVED)


SECRETS = ("HUSH", "France – Japan", ABSENT, "Dinner of our own", KEPT_APART, "keep apart", POWERS, "defective", "LOST")
"""What no public output may hold, in any spelling of case."""


def leaks(text: str, *more: str) -> list[str]:
    """Which of the secrets a text holds."""
    return [secret for secret in (*SECRETS, *more) if secret.casefold() in text.casefold()]

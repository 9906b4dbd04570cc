"""What a door may say of a meeting, by the setting of the event; papers and calendars say the same."""

from dataclasses import replace
from datetime import timedelta

import pytest

from planner.domain.clock import Span, clock
from planner.domain.event import Event
from planner.domain.records import Absence
from planner.domain.vocabulary import BilateralKind, BilateralStatus, DoorNames
from planner.domain.wording import hours
from planner.feeds.occasions import Agenda
from planner.feeds.views import room_view
from planner.papers import edition_of
from planner.papers.doors import door_cards
from planner.papers.view import for_doors
from planner.views import Discretion, doors
from planner.workbook import Workbook
from tests.scenes.builders import at, bilateral, delegation, event, placed, plan, room, side_event

TITLES = {
    "OPEN": {"reserved": "Reserved", "kind": "Bilateral meeting", "states": "France – Japan"},
    "COURTESY": {"reserved": "Reserved", "kind": "Courtesy call", "states": "Japan – Kenya"},
    "ASKED": {"reserved": "Reserved", "kind": "Reserved", "states": "Reserved"},
    "HUSH": {"reserved": "Reserved", "kind": "Reserved", "states": "Reserved"},
    "SIDE": dict.fromkeys(("reserved", "kind", "states"), "Title of SIDE"),
    "CLOSED": {"reserved": "Reserved", "kind": "Reserved", "states": "Reserved"},
}
"""What the door says of each item under each setting."""


def world(door_names: str) -> Event:
    built = event(
        *(delegation(code) for code in ("FRA", "JPN", "KEN")),
        room("R1", uses="bilateral; side_event"),
        bilateral("OPEN", "FRA", "JPN"),
        bilateral("COURTESY", "JPN", "KEN", kind=BilateralKind.COURTESY_CALL),
        bilateral("ASKED", "FRA", "KEN", status=BilateralStatus.REQUESTED),
        bilateral("HUSH", "FRA", "JPN", restricted=True),
        side_event("SIDE", "KEN"),
        side_event("CLOSED", "KEN", public=False),
    )
    return replace(built, settings=replace(built.settings, door_names=DoorNames(door_names)))


def workbook(of: Event) -> Workbook:
    rows = (placed(of, item, f"{9 + hour:02}:00", room="R1") for hour, item in enumerate(TITLES))
    return Workbook.of(of, plan(of, *rows))


@pytest.mark.parametrize("door_names", [*DoorNames])
def test_door_says_what_the_setting_lets_it(door_names: DoorNames) -> None:
    book = workbook(world(door_names))
    assert book.plan is not None

    seen = doors(book.event, book.plan)
    titles = {item: seen.event.meeting[item].title if item in seen.event.meeting else "" for item in TITLES}
    by_hour = {one.start: one.title for one in seen.event.programme}
    said = {item: titles[item] or by_hour[at(f"{9 + hour:02}:00")] for hour, item in enumerate(TITLES)}

    assert said == {item: told[door_names] for item, told in TITLES.items()}


@pytest.mark.parametrize("door_names", [*DoorNames])
def test_card_and_calendar_of_the_room_say_the_same(door_names: DoorNames) -> None:
    book = workbook(world(door_names))

    (card,) = door_cards(for_doors(edition_of(book)))
    cards = [cells[1][0][0][1] for cells in card.sections[0].rows]
    calendar = sorted(room_view(Agenda.of(book, at("08:00")), "R1"), key=lambda one: one.start)

    assert cards == [one.title for one in calendar] == [told[door_names] for told in TITLES.values()]


def test_what_is_not_named_is_under_no_name_that_tells_of_it() -> None:
    book = workbook(world("kind"))

    calendar = room_view(Agenda.of(book, at("08:00")), "R1")

    assert {one.key for one in calendar} & set(TITLES) == {"SIDE"}
    assert all(not one.parties for one in calendar if one.key != "SIDE")
    assert all(one.end - one.start >= timedelta(minutes=20) for one in calendar)


def test_reason_keeps_no_hours_of_a_restricted_absence_however_they_are_told() -> None:
    away = Absence("R1", at("13:00"), at("20:00"), "repair", restricted=True)
    of = replace(world("kind"), absences=(away,))
    ways = (
        f"Room R1 is not available from {clock(away.from_)} to {clock(away.to)}",
        f"Room R1 is not available {hours(of, Span.of(away.from_, away.to))}",
        f"Room R1 is closed {hours(of, Span.of(at('14:00'), away.to))}",
    )

    for told in ways:
        assert ":00" not in Discretion(of).reason(f"{told}."), told
        assert Discretion(replace(of, absences=(replace(away, restricted=False),))).reason(told) == told

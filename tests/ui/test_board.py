"""What the board draws of a day, and what it answers to what a browser asks, without any browser."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from planner.domain.plan import Plan
from planner.moving import places_of
from planner.office import moving
from planner.office.desks import Desk
from planner.office.draft import open_file
from planner.office.office import Office
from planner.rules import check
from planner.store import open_store
from planner.ui.board.asked import Asked, act
from planner.ui.board.lanes import View
from planner.ui.board.picture import Picture, places_told
from planner.workbook import Workbook, write
from tests.scenes.builders import (
    absence,
    at,
    bilateral,
    delegation,
    entry,
    event,
    line,
    person,
    placed,
    plan,
    programme,
    room,
    walk,
)

DAY = date(2025, 10, 25)
OF = event(
    delegation("FRA"),
    delegation("JPN"),
    delegation("KEN"),
    person("FRA-1", departs="16:00"),
    person("JPN-1"),
    person("KEN-1"),
    room("R1", zone="A"),
    room("R2", zone="B"),
    room("HALL", zone="A", uses="statement"),
    walk("A", "B", 10),
    absence("R1", "13:00", "14:00"),
    programme("P1", "12:00", "13:00", who="none"),
    line(start="09:00", end="09:04", kind="statement"),
    entry("FRA"),
    entry("JPN"),
    bilateral("B1", "FRA", "JPN", minutes=20, priority=3),
    bilateral("B2", "JPN", "KEN", minutes=20),
    bilateral("B3", "FRA", "KEN", minutes=20, priority=5),
)
PLAN = plan(
    OF,
    placed(OF, "SIGN/FRA", "09:00", position=1),
    placed(OF, "SIGN/JPN", "09:01", position=2),
    placed(OF, "B2", "10:00", room="R1", locked=True),
)


def drawn(of: Plan = PLAN, view: View = View.ROOMS) -> dict[str, Any]:
    return Picture(OF, of, check(OF, of), DAY, view).as_dict()


def bars(picture: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {bar["id"]: bar for bar in picture["bars"]}


# --- what is drawn ---------------------------------------------------------------------------------------------------


def test_a_line_is_one_bar_with_its_turns_in_order() -> None:
    found = bars(drawn())

    assert set(found) == {"P1", "SIGN", "B2"}
    assert [turn["label"] for turn in found["SIGN"]["turns"]] == ["France", "Japan"]
    assert (found["B2"]["first"], found["B2"]["last"]) == (600, 620)
    assert found["B2"]["rows"] == ("R1",)
    assert found["B2"]["locked"]


def test_by_person_everybody_has_a_row_with_the_turns() -> None:
    picture = drawn(view=View.PERSONS)

    assert bars(picture)["SIGN/FRA"]["rows"] == ("FRA-1",)
    assert [row["id"] for row in picture["rows"]] == ["FRA-1", "JPN-1", "KEN-1"]
    assert picture["rows"][0]["closed"] == ({"first": 960, "last": 1440, "why": "after departure"},)


def test_walks_are_shaded_by_person() -> None:
    far = plan(OF, placed(OF, "B2", "10:00", room="R1"), placed(OF, "B1", "11:00", room="R2"))

    gaps = drawn(far, View.PERSONS)["gaps"]

    assert gaps == [{"row": "JPN-1", "first": 620, "last": 630, "why": "10 minutes' walk"}]


def test_rooms_are_shaded_where_they_are_closed() -> None:
    (row,) = [row for row in drawn()["rows"] if row["id"] == "R1"]

    assert {"first": 780, "last": 840, "why": "closed"} in row["closed"]


def test_what_waits_is_there_the_most_valuable_first() -> None:
    tray = drawn()["tray"]

    assert [item["id"] for item in tray] == ["B3", "B1"]
    assert tray[0]["why"] == "No time is left."


def test_what_is_new_to_the_plan_waits_too() -> None:
    rows = tuple(row for row in PLAN.rows if row.item != "B3")

    assert {"B3": "New: not planned yet."}.items() <= {
        one["id"]: one["why"] for one in drawn(Plan(rows))["tray"]
    }.items()


def test_what_is_broken_is_marked_and_listed_with_its_day() -> None:
    clash = plan(OF, placed(OF, "B2", "10:00", room="R1"), placed(OF, "B3", "10:00", room="R1"))

    picture = drawn(clash)

    assert bars(picture)["B3"]["broken"]
    assert {one["day"] for one in picture["breaches"]} == {"2025-10-25"}


def test_places_are_told_with_the_names_of_those_in_the_way() -> None:
    free = Plan(tuple(replace(row, locked=False) for row in PLAN.rows))

    told = places_told(OF, places_of(OF, free, "B3", DAY))

    at_ten = told["starts"].index(600), told["rooms"].index("R1")
    assert told["verdicts"][at_ten[1]][at_ten[0]] == "2"
    assert told["names"]["B2"] == "'Japan – Kenya'"


# --- what is asked ---------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("board") / "small.xlsx"
    write(Workbook(OF, PLAN), path)
    return path


@pytest.fixture
def desk(tmp_path: Path, file: Path) -> Iterator[Desk]:
    with open_store(str(tmp_path / "office.db")) as store:
        office = Office(store)
        yield Desk(office, office.create("Ann", open_file(file)), "Ann")


class Board:
    """A browser at the board: what it asks, each with a number of its own, and what it was answered last."""

    def __init__(self, desk: Desk) -> None:
        self.desk, self.asked, self.seq = desk, Asked(desk.key), 0

    def ask(self, does: str, **more: Any) -> dict[str, Any]:
        self.seq += 1
        return self.say({"do": does, "seq": self.seq, "number": self.desk.opened.number, **more})

    def say(self, sent: dict[str, Any]) -> dict[str, Any]:
        act(self.desk, self.asked, sent)
        assert self.asked.answer is not None
        return self.asked.answer

    @property
    def steps(self) -> int:
        return self.desk.opened.number


PLACE = {"item": "B1", "day": "2025-10-25", "start": 660, "room": "R2"}


def test_a_command_is_done_once_however_often_it_is_said(desk: Desk) -> None:
    board = Board(desk)
    sent = {"do": "place", "seq": 7, "number": 1, **PLACE}

    assert board.say(sent)["kind"] == "done"
    assert board.say(dict(sent))["kind"] == "done"

    assert board.steps == 2


def test_a_clash_is_asked_and_settled_by_the_same_command(desk: Desk) -> None:
    board = Board(desk)
    board.ask("lock", items=["B2"], lock=False)
    clash = board.ask("place", **{**PLACE, "start": 600, "room": "R1"})
    assert (clash["kind"], clash["gives"]) == ("clash", ["'Japan – Kenya'"])

    ahead = board.ask(**{**clash["again"], "does": clash["again"].pop("do"), "settling": "tray", "look": True})
    assert (ahead["kind"], len(ahead["changes"])) == ("ahead", 1)
    assert board.steps == 2

    assert board.ask("take")["kind"] == "done"
    assert board.steps == 3


def test_what_was_looked_at_is_not_taken_once_the_event_has_changed(desk: Desk) -> None:
    board = Board(desk)
    board.ask("place", **PLACE, look=True)
    moving.set_locks(Desk(desk.office, desk.office.opened(desk.key), "Ben"), ["B2"], lock=False)

    assert board.ask("take")["sentence"] == "The event has changed since this was looked at; ask once more."


def test_an_item_that_somebody_else_has_moved_is_not_moved_unseen(desk: Desk) -> None:
    board = Board(desk)
    seen = desk.opened.number
    moving.place(Desk(desk.office, desk.opened, "Ben"), "B1", at("15:00"), "R2")
    desk.refresh()

    answer = board.say({"do": "place", "seq": 1, **PLACE, "number": seen})

    assert answer["kind"] == "cannot"
    assert answer["sentence"] == "'France – Japan' was moved by somebody else just now; look where it is."


@pytest.mark.parametrize(
    ("does", "more", "kind"),
    [
        ("day", {"day": "2025-10-26"}, "seen"),
        ("view", {"view": "persons"}, "seen"),
        ("pick", {"item": "B1"}, "seen"),
        ("suggest", {"item": "B1"}, "options"),
        ("shift", {"items": ["B2"], "minutes": 20, "rooms": {"R1": "R2"}}, "done"),
        ("follow", {"room": "R1", "day": "2025-10-25", "start": 540, "minutes": 10}, "done"),
        ("swap-rooms", {"room": "R1", "other": "R2", "day": "2025-10-25", "start": 540, "end": 700}, "done"),
        ("lengthen", {"item": "B2", "minutes": 30}, "done"),
        ("unplace", {"items": ["B2"]}, "done"),
        ("lock", {"items": ["B2"], "lock": False}, "done"),
        ("swap", {"items": ["B2", "B1"]}, "cannot"),
        ("place", {**PLACE, "item": "P1"}, "cannot"),
        ("place", {**PLACE, "item": "gone"}, "cannot"),
        ("undo", {}, "cannot"),
        ("redo", {}, "cannot"),
    ],
)
def test_everything_that_can_be_asked_is_answered(desk: Desk, does: str, more: dict[str, Any], kind: str) -> None:
    assert Board(desk).ask(does, **more)["kind"] == kind


def test_a_move_is_undone_and_done_again(desk: Desk) -> None:
    board = Board(desk)
    board.ask("place", **PLACE)

    assert board.ask("undo")["sentence"].startswith("Undone: 'France – Japan' is added")
    assert board.ask("redo")["sentence"].startswith("Done again: 'France – Japan' is added")

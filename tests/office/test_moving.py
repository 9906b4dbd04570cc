"""Moving the plan by hand at a desk: each is one step of its own kind, said in names, and undone like any other."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from planner.domain.clock import Span
from planner.moving import CannotMove, Clash, Move, Settling
from planner.office import moving
from planner.office.desks import Desk
from planner.office.draft import open_file
from planner.office.moving import How
from planner.office.office import Office
from planner.rules import check
from planner.store import RevisionKind, open_store
from planner.workbook import Workbook, write
from tests.scenes.builders import at, bilateral, delegation, event, person, placed, plan, room

CODES = ("BRA", "CHL", "FRA", "JPN")
OF = event(
    *(delegation(code) for code in CODES),
    *(person(f"{code}-1") for code in CODES),
    room("R1"),
    room("R2"),
    bilateral("B1", "FRA", "JPN", minutes=20),
    bilateral("B2", "BRA", "CHL", minutes=20),
)
PLAN = plan(OF, placed(OF, "B2", "10:00", room="R1"))


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("board") / "small.xlsx"
    write(Workbook(OF, PLAN), path)
    return path


@pytest.fixture
def desk(tmp_path: Path, file: Path) -> Iterator[Desk]:
    """Ann at a small event with a plan."""
    with open_store(str(tmp_path / "office.db")) as store:
        office = Office(store)
        yield Desk(office, office.create("Ann", open_file(file)), "Ann")


def other(desk: Desk) -> Desk:
    """Ben at the same event."""
    return Desk(desk.office, desk.office.opened(desk.key), "Ben")


def places(desk: Desk) -> dict[str, str]:
    workbook = desk.current.workbook
    assert workbook is not None
    assert workbook.plan is not None
    marked = {row.item: "!" if row.locked else "" for row in workbook.plan.rows}
    return {
        row.item: f"{marked[row.item]}{OF.local(row.span.start):%H:%M} {row.room}" for row in workbook.plan.standing
    }


def steps(desk: Desk) -> list[tuple[str, str]]:
    return [(one.author, one.kind) for one in desk.office.history(desk.key)]


def test_a_move_is_a_step_of_its_own_kind_said_in_names(desk: Desk) -> None:
    found = moving.place(desk, "B1", at("10:00"), "R2")

    assert isinstance(found, Move)
    assert places(desk) == {"B1": "!10:00 R2", "B2": "10:00 R1"}
    (step, *_) = desk.office.history(desk.key)
    assert (step.author, step.kind) == ("Ann", RevisionKind.MOVED)
    assert step.sentence == "'France – Japan' is added: 10:00–10:20 on Saturday 25 October, Room R2."


def test_a_move_without_the_lock_leaves_it_to_the_solver(desk: Desk) -> None:
    moving.place(desk, "B2", at("11:00"), "R1", How(lock=False))

    assert places(desk) == {"B2": "11:00 R1"}


def test_a_clash_is_no_step_until_it_is_settled(desk: Desk) -> None:
    found = moving.place(desk, "B1", at("10:00"), "R1")
    assert isinstance(found, Clash)
    assert steps(desk) == [("Ann", "opened")]

    moving.place(desk, "B1", at("10:00"), "R1", How(Settling.TRAY))

    assert places(desk) == {"B1": "!10:00 R1"}
    assert desk.current.breaches == ()


def test_what_is_placed_anyway_is_a_breach_of_the_event(desk: Desk) -> None:
    moving.place(desk, "B1", at("10:00"), "R1", How(Settling.ANYWAY))

    assert [one.rule for one in desk.current.breaches] == ["room-free"]


def test_a_move_is_undone_and_done_again_like_any_step(desk: Desk) -> None:
    before = places(desk)
    moving.place(desk, "B1", at("10:00"), "R2")

    desk.undo()
    assert places(desk) == before

    desk.redo()
    assert places(desk) == {"B1": "!10:00 R2", "B2": "10:00 R1"}


def test_two_people_move_different_items_at_once(desk: Desk) -> None:
    ben = other(desk)

    moving.place(desk, "B1", at("10:00"), "R2")
    assert isinstance(moving.place(ben, "B2", at("14:00"), "R1"), Move)

    desk.refresh()
    assert places(desk) == {"B1": "!10:00 R2", "B2": "!14:00 R1"}


def test_the_second_to_move_an_item_is_told(desk: Desk) -> None:
    ben = other(desk)

    moving.place(desk, "B2", at("11:00"), "R1")

    assert moving.place(ben, "B2", at("14:00"), "R1") is None
    assert ben.refused is not None


@pytest.mark.parametrize(
    ("act", "after"),
    [
        (lambda desk: moving.unplace(desk, ["B2"]), {}),
        (lambda desk: moving.set_locks(desk, ["B2"], lock=True), {"B2": "!10:00 R1"}),
        (lambda desk: moving.shift(desk, ["B2"], 20, {"R1": "R2"}), {"B2": "!10:20 R2"}),
        (lambda desk: moving.shift_following(desk, "R1", at("09:00"), -30), {"B2": "!09:30 R1"}),
        (
            lambda desk: moving.swap_rooms(desk, "R1", "R2", Span.of(at("09:00"), at("12:00"))),
            {"B2": "!10:00 R2"},
        ),
    ],
)
def test_other_ways_to_move_are_steps_of_the_same_kind(
    desk: Desk, act: Callable[[Desk], moving.Answer], after: dict[str, str]
) -> None:
    assert isinstance(act(desk), Move)

    assert places(desk) == after
    assert steps(desk)[0] == ("Ann", "moved")


def test_two_items_change_places(desk: Desk) -> None:
    moving.place(desk, "B1", at("14:00"), "R2")

    moving.swap(desk, "B1", "B2", How(lock=False))

    assert places(desk) == {"B1": "10:00 R1", "B2": "14:00 R2"}


def test_a_longer_meeting_is_a_longer_request(desk: Desk) -> None:
    found = moving.lengthen(desk, "B2", 45)

    assert isinstance(found, Move)
    workbook = desk.current.workbook
    assert workbook is not None
    assert workbook.event.meeting["B2"].minutes == 45
    assert desk.current.breaches == ()
    assert desk.office.history(desk.key)[0].sentence == "'Brazil – Chile' is asked for 45 minutes, by hand."


def test_nothing_to_do_is_no_step(desk: Desk) -> None:
    assert moving.set_locks(desk, ["B2"], lock=False) is None
    assert moving.unplace(desk, ["B1"]) is None
    with pytest.raises(CannotMove, match="Nothing follows in Room R2"):
        moving.shift_following(desk, "R2", at("09:00"), 10)

    assert steps(desk) == [("Ann", "opened")]


def test_what_the_move_found_broken_is_what_the_rules_say(desk: Desk) -> None:
    moving.place(desk, "B1", at("10:00"), "R1", How(Settling.ANYWAY))
    workbook = desk.current.workbook
    assert workbook is not None
    assert workbook.plan is not None

    assert "breaches" in vars(desk.current)
    assert desk.current.breaches == check(workbook.event, workbook.plan)


def test_what_would_follow_is_looked_at_before_it_is_taken(desk: Desk) -> None:
    found = moving.place(desk, "B1", at("10:00"), "R1", How(Settling.TRAY, look=True))
    assert isinstance(found, Move)
    assert [one.item for one in found.changes] == ["B2"]
    assert steps(desk) == [("Ann", "opened")]

    assert moving.take(desk, found) is found

    assert places(desk) == {"B1": "!10:00 R1"}
    assert steps(desk)[0] == ("Ann", "moved")

"""Papers and files to others follow the same decisions on who may see what."""

from planner.domain.wording import title_of
from planner.feeds.occasions import Agenda
from planner.feeds.views import delegation_view, public_view, room_view
from planner.views import RESERVED, delegations, doors, publics
from planner.workbook import Workbook
from tests.scenes.builders import at
from tests.scenes.papers_samples import odd_event

EVENT, PLAN = odd_event()
AGENDA = Agenda.of(Workbook.of(EVENT, PLAN), at("07:00"))


def test_public_reads_of_the_same_items_on_paper_and_in_calendars() -> None:
    on_paper = publics(EVENT, PLAN)

    assert {row.item for row in on_paper.plan.standing} == {one.key for one in public_view(AGENDA)}
    assert {"line SIGN", "OPEN", "PUBLICSIDE"} == {row.item for row in on_paper.plan.standing}


def test_public_order_of_a_line_has_neither_times_nor_people() -> None:
    on_paper = publics(EVENT, PLAN)

    turns = [row for row in on_paper.plan.rows if row.item in EVENT.entry]
    assert [(row.item, row.position, row.start, row.people) for row in turns] == [
        ("SIGN/ARA", 1, None, ()),
        ("SIGN/RUS", 2, None, ()),
        ("SIGN/CHN", 6, None, ()),
    ]
    assert not [one for one in on_paper.event.people if not one.implied]


def test_delegation_reads_of_the_same_items_on_paper_and_in_its_calendar() -> None:
    for one in EVENT.delegations:
        on_paper = delegations(EVENT, PLAN, one.code).plan.standing

        assert {row.item for row in on_paper} == {shown.key for shown in delegation_view(AGENDA, one.code)}


def test_door_and_calendar_of_a_room_name_the_same_and_reserve_the_rest() -> None:
    on_doors = doors(EVENT, PLAN)

    for room in EVENT.rooms:
        card = [row for row in on_doors.plan.standing if row.room == room.code]
        calendar = room_view(AGENDA, room.code)
        titles = {row.item: title_of(on_doors.event, row) for row in card}
        assert {(row.start, titles[row.item] == RESERVED) for row in card} == {
            (one.start, one.title == RESERVED) for one in calendar
        }
        assert not any(one.people or one.interpreters for one in calendar)
    assert not [one for one in on_doors.event.people if not one.implied]


def test_line_of_arrivals_is_one_reservation_on_its_door() -> None:
    on_doors = doors(EVENT, PLAN)

    (card,) = (row for row in on_doors.plan.standing if row.room == "DOOR")
    assert (title_of(on_doors.event, card), card.start, card.end) == (RESERVED, at("08:00"), at("08:30"))

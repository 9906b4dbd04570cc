"""The check of answers to matchmaking days, each rule at its limit."""

import pytest

from planner.bench.b2b.check import breaks_of, broken_rules
from planner.bench.b2b.instance import Instance, InstanceMeeting, InstanceSession
from tests.scenes.matchmaking import day


@pytest.mark.parametrize(
    ("slots", "breaks"),
    [
        ((0, 1, 2), 0),  # one after the other
        ((0, 2, 3), 1),  # a gap of one slot
        ((0, 4, 5), 1),  # a gap of three slots is one break as well
        ((0, 2, 4), 2),
        ((5, 4, 2), 1),  # the order of the meetings does not matter
    ],
)
def test_breaks_are_runs_of_idle_slots_between_meetings(slots, breaks):
    of = day((0, 1), (0, 2), (0, 3), slots=6)

    assert breaks_of(of, slots) == [breaks, 0, 0, 0]


def test_good_answer_breaks_no_rule():
    assert broken_rules(day((0, 1), (0, 2), slots=2), (0, 1)) == []


def test_answer_of_another_length_is_refused():
    assert broken_rules(day((0, 1), (0, 2)), (0,)) == ["the answer is for 1 meetings, not for 2"]


@pytest.mark.parametrize(
    ("encounter", "slot", "said"),
    [
        (InstanceMeeting(0, 1), None, ["meeting 1 has no slot"]),
        (InstanceMeeting(0, 1), 3, []),
        (InstanceMeeting(0, 1), 4, ["meeting 1 is in slot 5 of 4"]),
        (InstanceMeeting(0, 1), -1, ["meeting 1 is in slot 0 of 4"]),
        (InstanceMeeting(0, 1, InstanceSession.MORNING), 1, []),
        (InstanceMeeting(0, 1, InstanceSession.MORNING), 2, ["meeting 1 is in slot 3, not in the morning"]),
        (InstanceMeeting(0, 1, InstanceSession.AFTERNOON), 2, []),
        (InstanceMeeting(0, 1, InstanceSession.AFTERNOON), 1, ["meeting 1 is in slot 2, not in the afternoon"]),
        (InstanceMeeting(0, 1, fixed=2), 2, []),
        (InstanceMeeting(0, 1, fixed=2), 3, ["meeting 1 is in slot 4, not in 3"]),
    ],
)
def test_meeting_alone(encounter, slot, said):
    assert broken_rules(day(encounter, slots=4, morning=2), (slot,)) == said


def test_forbidden_slot_of_either_participant():
    of = day((0, 1), slots=3, forbidden={0: {0}, 1: {2}})

    assert broken_rules(of, (0,)) == ["participant 1 cannot meet in slot 1"]
    assert broken_rules(of, (1,)) == []
    assert broken_rules(of, (2,)) == ["participant 2 cannot meet in slot 3"]


@pytest.mark.parametrize(("before", "after", "kept"), [(0, 1, True), (1, 1, False), (2, 1, False), (None, 1, False)])
def test_order_is_strict(before, after, kept):
    of = day((0, 1), InstanceMeeting(2, 3, follows=(0,)), slots=3)

    assert ("meeting 2 must follow meeting 1" not in broken_rules(of, (before, after))) is kept


def test_tables_of_a_slot():
    of = day((0, 1), (2, 3), (4, 5), tables=2, slots=2)

    assert broken_rules(of, (0, 0, 1)) == []
    assert broken_rules(of, (0, 0, 0)) == ["slot 1 has 3 meetings and 2 tables"]


def test_nobody_meets_twice_at_once():
    assert broken_rules(day((0, 1), (0, 2)), (1, 1)) == ["participant 1 is in 2 meetings in slot 2"]


@pytest.mark.parametrize(
    ("fairness", "said"), [(2, []), (1, ["one participant waits 2 times and another 0: more than 1 apart"])]
)
def test_fairness(fairness, said):
    of = day((0, 1), (0, 2), (0, 3), slots=5, fairness=fairness)

    assert broken_rules(of, (0, 2, 4)) == said


def test_day_needs_slots_that_fit_and_forbidden_slots_of_each():
    with pytest.raises(ValueError, match="1 to 62 slots, not 63"):
        day((0, 1), slots=63)
    with pytest.raises(ValueError, match="of 1 participants are told, not 2"):
        Instance("day", 2, 1, 3, 3, (), (frozenset(),))

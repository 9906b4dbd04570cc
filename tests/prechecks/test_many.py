"""A workbook with more problems of one kind than anybody reads."""

from itertools import combinations

from planner.domain.vocabulary import Severity
from planner.prechecks import MOST, precheck
from tests.scenes.builders import delegation, event, programme, room

CROWD = 40


def test_precheck_lists_the_first_of_a_kind_and_says_that_there_are_more() -> None:
    items = [programme(f"P{number}", "09:00", "10:00") for number in range(CROWD)]
    assert len(list(combinations(items, 2))) > MOST

    found = precheck(event(delegation("FRA"), room(), *items))

    assert [problem.severity for problem in found] == [*[Severity.WARNING] * MOST, Severity.NOTICE]
    assert str(found[-1]) == (
        "notice Programme: More of this kind are not listed beyond the first 500. Mend these, and check again."
    )


def test_precheck_of_a_room_held_long_by_an_early_item() -> None:
    held = [
        programme("LONG", "09:00", "12:00", who="none", room="R1"),
        programme("SHORT", "09:30", "10:00", who="none", room="R1"),
        programme("LATE", "11:00", "11:30", who="none", room="R1"),
    ]

    found = [problem.sentence for problem in precheck(event(room(), *held)) if "at the same time" in problem.sentence]

    assert [("LONG" in sentence, "SHORT" in sentence, "LATE" in sentence) for sentence in found] == [
        (True, True, False),
        (True, False, True),
    ]

"""Reports that cannot be are refused in words, with their cells, and never end in a traceback."""

from dataclasses import replace
from datetime import timedelta

import pytest

from planner.domain.sound import Unsound
from planner.domain.vocabulary import FullPowers
from planner.replanning import CannotApply, replan
from tests.replanning.scene import QUICK, day, incident, issued, refused
from tests.scenes.builders import at, bilateral, entry, line, placed, programme

DAY = day(
    programme("OPEN", "09:00", "10:00"),
    programme("LUNCH", "13:00", "14:00"),
    line("SIGN", "15:00", "16:00", seconds_each=300),
    entry("BRA"),
    entry("CHL", full_powers=FullPowers.VERIFIED),
    bilateral("B1", "FRA", "JPN"),
    bilateral("B2", "FRA", "JPN"),
)
BEFORE = issued(
    DAY,
    placed(DAY, "SIGN/BRA", "15:00", room="HALL", position=1),
    placed(DAY, "SIGN/CHL", "15:05", room="HALL", position=2),
    placed(DAY, "B1", "10:15", room="R1"),
    placed(DAY, "B2", "16:15", room="R1"),
)


@pytest.mark.parametrize(
    ("now", "changes", "said"),
    [
        ("11:00", [incident("programme_shifted", item="OPEN", from_="15:00")], "was held 09:00–10:00"),
        ("09:30", [incident("programme_shifted", item="OPEN", from_="15:00")], "began at 09:00"),
        ("11:00", [incident("item_cancelled", item="OPEN")], "was held 09:00–10:00"),
        ("11:00", [incident("item_cancelled", item="B1")], "was held 10:15–10:45"),
        ("11:00", [incident("item_overruns", item="B1", minutes=10)], "it would be over with 10 minutes more"),
        ("11:00", [incident("priority_raised", item="B1")], "was held"),
        ("11:00", [incident("turn_missed", item="SIGN/BRA")], "which is still to come"),
        ("11:00", [incident("standby_promoted", item="SIGN/BRA")], "Brazil has a turn already, at 15:00"),
        ("16:05", [incident("new_inscription", who="JPN", item="SIGN")], "is over since 16:00"),
        ("11:00", [incident("new_bilateral", who="BRA", counterpart="JPN", to="10:00")], "is over"),
        (
            "11:00",
            [incident("new_bilateral", who="BRA", counterpart="JPN", to="11:20", minutes=30)],
            "30 minutes do not fit into 11:00–11:20",
        ),
        (
            "11:00",
            [incident("item_cancelled", item="LUNCH"), incident("programme_shifted", item="LUNCH", minutes=10)],
            "is cancelled in a row above",
        ),
        (
            "11:00",
            [incident("item_cancelled", item="B2"), incident("item_overruns", item="B2", minutes=10)],
            "is cancelled in a row above",
        ),
    ],
)
def test_report_that_cannot_be_is_refused_in_words(now, changes, said):
    (found,) = refused(DAY, BEFORE, now, *changes)

    assert said in found


def test_meeting_whose_end_has_just_passed_may_still_go_on():
    assert refused(DAY, BEFORE, "10:50", incident("item_overruns", item="B1", minutes=10)) == []


def test_moment_on_no_day_of_the_event_is_refused():
    with pytest.raises(CannotApply, match="is on no day of the event"):
        replan(DAY, BEFORE, [], at("09:00") + timedelta(days=31), terms=QUICK)


def test_programme_under_way_that_is_cancelled_ends_now():
    found = replan(DAY, BEFORE, [incident("item_cancelled", item="OPEN")], at("09:30"), terms=QUICK)

    row = found.plan.by_item["OPEN"]
    assert f"{row.start:%H:%M}-{row.end:%H:%M}" == "09:00-09:30"
    assert found.calls == ()


def test_event_whose_records_do_not_agree_is_refused_before_anything_is_planned():
    contradictory = replace(DAY, bilaterals=(replace(DAY.bilaterals[0], counterpart="DEU"),))

    with pytest.raises(Unsound, match="B1: counterpart is 'DEU', and there is no such"):
        replan(contradictory, BEFORE, [], at("09:30"), terms=QUICK)

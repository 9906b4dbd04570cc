"""Verdicts blame what blocks: who is free is not told as engaged, and what is closed not as taken."""

from datetime import time

from planner.explain import why
from tests.scenes.builders import bilateral, delegation, event, keep_apart, placed, plan, room

PARTIES = tuple(delegation(code) for code in ("BRA", "CHL", "FRA", "JPN"))


def test_pair_kept_apart_is_named_and_nobody_is_said_not_to_be_free():
    of = event(
        *PARTIES,
        room("R1", zone="A"),
        room("R2", zone="A"),
        keep_apart("FRA", "CHL", "same_zone", 20),
        bilateral("B2", "CHL", "BRA", minutes=60),
        bilateral(not_before="09:00", not_after="10:00"),
    )

    said = why(of, plan(of, placed(of, "B2", "09:00", room="R2")), "B1", cured=False).verdict

    assert "kept apart in one zone: 'Chile – Brazil' 09:00–10:00" in said
    assert "never free" not in said


def test_room_that_is_closed_is_not_said_to_be_taken():
    of = event(
        *PARTIES,
        room("R1", closes=time(9, 30)),
        bilateral("B2", "BRA", "CHL", minutes=30),
        bilateral(not_before="09:00", not_after="10:00"),
    )

    said = why(of, plan(of, placed(of, "B2", "09:00", room="R1")), "B1", cured=False).verdict

    assert "Room R1, the only room that fits, is not free: it has 'Brazil – Chile' 09:00–09:30" in said
    assert "is open only 08:00–09:30 on Saturday 25 October" in said

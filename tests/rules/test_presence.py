"""When a meeting may be: its length, its starting times, the day's hours, the presence of its people."""

from dataclasses import replace
from datetime import date, time

from planner.domain.records import Policy
from planner.rules.presence import EventHours, Length, PersonPresent, StartGrid
from tests.scenes.builders import absence, at, bilateral, delegation, event, person, placed, room, side_event
from tests.scenes.examples import example_rows, sentences, verdict

PAIR = (delegation("FRA"), delegation("JPN"))


@example_rows("""
    of_delegation  of_person  start     expected   # the meeting lasts 20 minutes
    10:00-         -          10:00     ok         # from the minute of arrival
    10:00-         -          09:59     broken
    -15:00         -          14:40     ok         # to the minute of departure
    -15:00         -          14:41     broken
    10:00-         11:00-     10:30     broken     # the person's own arrival counts, not the delegation's
    11:00-         10:00-     10:30     ok
    -15:00         -16:00     15:30     ok         # the person's own departure counts
    -16:00         -15:00     15:30     broken
    10:00-15:00    12:00-     14:41     broken     # own arrival, the delegation's departure
    10:00-15:00    12:00-     11:59     broken
    -              -          26 19:40  ok         # no limits
""")
def test_person_present_from_arrival_to_departure(of_delegation, of_person, start, expected):
    arrives, _, departs = of_delegation.partition("-")
    comes, _, leaves = of_person.partition("-")
    france = delegation("FRA", arrives=arrives, departs=departs)
    minister = person("FRA-1", arrives=comes, departs=leaves)
    of = event(france, delegation("JPN"), minister, bilateral("M"))

    assert verdict(PersonPresent(), of, placed(of, "M", start)) == expected


@example_rows("""
    who    start  expected   # away from 14:00 to 15:00
    FRA-1  13:40  ok         # absences need no gap
    FRA-1  13:41  broken
    FRA-1  14:20  broken
    FRA-1  14:59  broken
    FRA-1  15:00  ok
    FRA    14:20  broken     # the whole delegation
    JPN    14:20  broken
    FRA-2  14:20  ok         # somebody who does not attend
    R1     14:20  ok         # the room's absence is another rule
""")
def test_person_present_outside_absences(who, start, expected):
    people = (person("FRA-1"), person("FRA-2"))
    of = event(*PAIR, *people, room(), absence(who, "14:00", "15:00"), bilateral("M"))

    assert verdict(PersonPresent(), of, placed(of, "M", start, room="R1")) == expected


def test_person_present_binds_the_speakers_of_a_side_event_only():
    late = person("FRA-1", arrives="12:00")
    of = event(*PAIR, late, side_event("S", "FRA", speakers="JPN"), side_event("T", "JPN", speakers="FRA-1"))

    assert verdict(PersonPresent(), of, placed(of, "S", "09:00", people="JPN")) == "ok"
    assert verdict(PersonPresent(), of, placed(of, "T", "09:00")) == "broken"


def test_person_present_sentence_names_arrival_departure_and_absence():
    minister = person("FRA-1", title="Minister of Justice", arrives="10:00", departs="10:15")
    of = event(*PAIR, minister, absence("FRA-1", "09:00", "10:00"), bilateral("M"))

    found = sentences(PersonPresent(), of, placed(of, "M", "09:55", "10:20"))

    day = "on Saturday 25 October"
    attend = f"and cannot attend 'France – Japan', 09:55–10:20 {day}."
    assert found == [
        f"The Minister of Justice of France arrives at 10:00 {day} {attend}",
        f"The Minister of Justice of France departs at 10:15 {day} {attend}",
        f"The Minister of Justice of France is absent 09:00–10:00 {day} {attend}",
    ]


@example_rows("""
    start     end       expected   # the event is on the 25th and 26th, from 08:30 to 18:00
    08:30     08:50     ok
    08:29     08:50     broken
    17:40     18:00     ok
    17:40     18:01     broken
    26 17:40  26 18:00  ok         # the last day
    24 10:00  24 10:20  broken     # the day before the event
    27 10:00  27 10:20  broken     # the day after
    17:50     26 08:50  broken     # within the hours of two days, but not of one
""")
def test_event_hours(start, end, expected):
    of = event(*PAIR, bilateral("M"), day_start=time(8, 30), day_end=time(18))

    assert verdict(EventHours(), of, placed(of, "M", start, end)) == expected


def test_event_hours_sentences_name_the_hours():
    of = event(*PAIR, bilateral("M"))

    early = sentences(EventHours(), of, placed(of, "M", "07:50"))
    absent = sentences(EventHours(), of, placed(of, "M", "27 10:00"))

    assert early == [
        "'France – Japan' is at 07:50–08:10 on Saturday 25 October, "
        "outside the day's hours 08:00–20:00 on Saturday 25 October."
    ]
    assert absent == ["'France – Japan' is at 10:00–10:20 on Monday 27 October, which is no day of the event."]


@example_rows("""
    time_step  grid  start     expected
    5          5     09:05     ok
    5          5     09:03     broken
    5          15    09:30     ok
    5          15    09:35     broken     # on time_step, not on the grid of bilaterals
    5          25    09:35     ok         # counted from midnight: 9 h 35 = 23 times 25 minutes
    5          25    09:50     broken     # and not from the hour
    10         15    09:30     ok         # on both grids
    10         15    09:45     broken     # on one of the two
    1          1     09:07     ok
    1          1     09:07:30  broken     # half a minute off
    5          5     00:00     ok
""")
def test_start_grid_of_a_bilateral(time_step, grid, start, expected):
    policy = Policy(bilateral_start_grid=int(grid))
    of = event(*PAIR, bilateral("M"), policy=policy, time_step=int(time_step))

    assert verdict(StartGrid(), of, placed(of, "M", start)) == expected


@example_rows("""
    time_step  starts        start     expected
    5          -             09:05     ok         # any time on the grid
    5          -             09:04     broken
    30         -             09:15     broken
    5          09:00; 13:30  13:30     ok
    5          09:00; 13:30  26 09:00  ok         # times of day, on every day
    5          09:00; 13:30  10:00     broken
    5          09:00; 13:30  09:00:30  broken 2   # neither on the grid nor at the time
    30         09:15         09:15     broken     # both must hold
""")
def test_start_grid_of_a_side_event(time_step, starts, start, expected):
    times = tuple(time.fromisoformat(one.strip()) for one in starts.split(";") if one)
    policy = Policy(side_event_starts=times, bilateral_start_grid=60)
    of = event(*PAIR, side_event("S"), policy=policy, time_step=int(time_step))

    assert verdict(StartGrid(), of, placed(of, "S", start)) == expected


def test_start_grid_is_the_clock_on_the_wall_after_a_clock_change():
    # In Lord Howe the clock went from 02:00 to 02:30 on 5 October 2025: 09:00 is 8.5 hours after midnight.
    of = event(
        *PAIR,
        bilateral("M"),
        policy=Policy(bilateral_start_grid=60),
        timezone="Australia/Lord_Howe",
        start_date=date(2025, 10, 5),
    )
    nine = at("5 09:00").replace(tzinfo=of.zone)

    assert verdict(StartGrid(), of, replace(placed(of, "M", "5 09:00"), start=nine)) == "ok"


def test_start_grid_sentences_name_grid_and_times():
    policy = Policy(side_event_starts=(time(9), time(13, 30)))
    of = event(*PAIR, side_event("S"), policy=policy)

    found = sentences(StartGrid(), of, placed(of, "S", "09:04"))

    starts = "'Title of S' starts at 09:04 on Saturday 25 October"
    assert found == [
        f"{starts}, not a multiple of 5 minutes from midnight.",
        f"{starts}, not one of the starting times 09:00, 13:30.",
    ]


@example_rows("""
    minutes  start  end       expected
    -        09:00  09:20     ok       # the policy's length
    -        09:00  09:19     broken
    -        09:00  09:21     broken
    -        09:00  09:20:30  broken
    45       09:00  09:45     ok       # its own
    45       09:00  09:20     broken
    45       09:00  08:15     broken   # ends before it starts
""")
def test_length(minutes, start, end, expected):
    of = event(*PAIR, bilateral("M", minutes=int(minutes) if minutes else None), policy=Policy(bilateral_minutes=20))

    assert verdict(Length(), of, placed(of, "M", start, end)) == expected


def test_length_counts_elapsed_time_across_a_clock_change():
    # In Paris the clock goes back from 03:00 to 02:00 on 26 October 2025.
    of = event(*PAIR, bilateral("M", minutes=120), timezone="Europe/Paris", end_date=date(2025, 10, 26))
    start, end = (at(text).replace(tzinfo=of.zone) for text in ("26 01:30", "26 02:30"))

    row = replace(placed(of, "M", "26 01:30"), start=start, end=end.replace(fold=1))

    assert verdict(Length(), of, row) == "ok"


def test_length_sentence_names_both_lengths():
    of = event(*PAIR, bilateral("M"))

    found = sentences(Length(), of, placed(of, "M", "09:00", "09:01"))

    assert found == ["'France – Japan' lasts 1 minute from 09:00 on Saturday 25 October; it is to last 20 minutes."]

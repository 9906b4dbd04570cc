"""A crew for every meeting that needs one, and hours that a voice can stand."""

from planner.domain.event import Event
from planner.domain.plan import Placement
from planner.rules.interpreters import (
    CrewComplete,
    InterpreterDay,
    InterpreterFree,
    InterpreterPresent,
    InterpreterRun,
)
from tests.scenes.builders import absence, bilateral, delegation, event, interpreter, placed, room, side_event, walk
from tests.scenes.examples import example_rows, sentences, verdict

PAIR = (delegation("FRA"), delegation("JPN"))
ROOMS = (room("A1", zone="A"), room("B1", zone="B"), walk("A", "B", 20))


@example_rows("""
    languages   crew        expected   # VE: vi-en; EV: en-vi; FV: fr-vi; ALL: en-vi and fr-vi; EF: en-fr
    vi; en      VE          ok
    vi; en      EV          ok         # a pair serves both directions
    vi; en      FV          broken
    vi; en      -           broken
    vi; en      VE; EV      broken     # one too many
    vi; en      unknown     broken
    vi; fr; en  FV; VE      ok         # the first language is the pivot
    vi; fr; en  VE; FV      ok         # in any order
    vi; fr; en  ALL; VE     ok         # ALL has to take the pair with fr
    vi; fr; en  VE; ALL     ok
    vi; fr; en  ALL         broken     # one cannot serve two pairs at once
    vi; fr; en  ALL; ALL    broken
    vi; fr; en  VE; EV      broken     # nobody for fr
    vi; fr; en  VE; EF      broken     # fr-en is not bridged, vi-fr is
    vi; fr; en  VE; FV; EF  broken
    vi          -           ok         # one language needs no bridge
    vi          VE          broken
    -           -           ok
    -           VE          broken     # no interpreters otherwise
""")
def test_crew_complete_of_a_bilateral(languages, crew, expected):
    voices = {"VE": "vi-en", "EV": "en-vi", "FV": "fr-vi", "ALL": "en-vi; fr-vi", "EF": "en-fr"}
    team = [interpreter(name, languages) for name, languages in voices.items()]
    of = event(*PAIR, *team, bilateral("M", languages=languages))

    assert verdict(CrewComplete(), of, placed(of, "M", "09:00", interpreters=crew)) == expected


def test_crew_complete_of_a_side_event_is_nobody():
    of = event(*PAIR, interpreter("I", "vi-en"), side_event("S", languages="vi; en"))

    assert verdict(CrewComplete(), of, placed(of, "S", "09:00")) == "ok"
    assert verdict(CrewComplete(), of, placed(of, "S", "09:00", interpreters="I")) == "broken"


def test_crew_complete_without_interpreters_in_the_event_schedules_none():
    of = event(*PAIR, bilateral("M", languages="vi; en"))

    assert verdict(CrewComplete(), of, placed(of, "M", "09:00")) == "ok"


def test_crew_complete_sentences_name_pairs_and_crew():
    of = event(*PAIR, interpreter("I", "vi-en"), bilateral("M", languages="vi; en; fr"), bilateral("N"))

    found = sentences(CrewComplete(), of, placed(of, "M", "09:00"), placed(of, "N", "10:00", interpreters="I; unknown"))

    assert found == [
        "'France – Japan' needs one interpreter for vi-en and one for vi-fr, and has nobody.",
        "'France – Japan' needs no interpreters, and has Name of I, 'unknown'.",
    ]


def served(of: Event, *times: str, rooms: str = "") -> list[Placement]:
    """Interpreter I serves M0, M1, ... at these times, `09:00-09:20` each, in these rooms."""
    where = rooms.split() or ["A1"] * len(times)
    stretches = [time.strip().split("-") for time in times]
    return [
        placed(of, f"M{k}", start, start.rpartition(" ")[0] + " " + end, room=where[k], interpreters="I")
        for k, (start, end) in enumerate(stretches)
    ]


def employing(count: int, **limits: object) -> Event:
    asked = [bilateral(f"M{k}", languages="vi; en") for k in range(count)]
    return event(*PAIR, *ROOMS, interpreter("I", "vi-en", **limits), *asked)


@example_rows("""
    second       rooms  expected   # the first job is 09:00-09:20 in A1
    09:30-09:50  A1 A1  ok         # exactly person_gap
    09:29-09:50  A1 A1  broken
    09:40-09:50  A1 B1  ok         # exactly the walk
    09:39-09:50  A1 B1  broken
    09:10-09:20  A1 A1  broken
""")
def test_interpreter_free(second, rooms, expected):
    of = employing(2)

    assert verdict(InterpreterFree(), of, *served(of, "09:00-09:20", second, rooms=rooms)) == expected


def test_interpreter_free_sentence_names_the_shortfall():
    of = employing(2)

    found = sentences(InterpreterFree(), of, *served(of, "09:00-09:20", "09:25-09:45"))

    first = "'France – Japan' until 09:20 on Saturday 25 October and 'France – Japan' from 09:25"
    assert found == [f"Name of I interprets {first}: 5 minutes apart, 10 needed."]


@example_rows("""
    job          expected   # there from 09:00 to 17:00, away from 12:00 to 13:00
    09:00-09:20  ok
    08:59-09:20  broken
    16:40-17:00  ok
    16:40-17:01  broken
    11:40-12:00  ok
    11:40-12:01  broken
    13:00-13:20  ok
    12:59-13:20  broken
""")
def test_interpreter_present(job, expected):
    voice = interpreter("I", "vi-en", from_="09:00", to="17:00")
    of = event(*PAIR, *ROOMS, voice, absence("I", "12:00", "13:00"), bilateral("M0", languages="vi; en"))

    assert verdict(InterpreterPresent(), of, *served(of, job)) == expected


def test_interpreter_present_without_limits_and_unknown_is_ok():
    of = employing(1)

    assert verdict(InterpreterPresent(), of, *served(of, "00:10-00:20")) == "ok"
    assert verdict(InterpreterPresent(), of, placed(of, "M0", "09:00", interpreters="unknown")) == "ok"


def test_interpreter_present_sentence_names_the_limit():
    of = employing(1, from_="10:00")

    found = sentences(InterpreterPresent(), of, *served(of, "09:00-09:20"))

    arrives = "Name of I arrives at 10:00 on Saturday 25 October"
    assert found == [f"{arrives} and cannot interpret 'France – Japan', 09:00–09:20 on Saturday 25 October."]


@example_rows("""
    limit  jobs                                   expected
    60     09:00-09:30; 11:00-11:30               ok         # exactly enough
    59     09:00-09:30; 11:00-11:30               broken
    30     09:00-09:30; 26 09:00-09:30            ok         # by the day
    29     09:00-09:30; 26 09:00-09:30            broken 2
    30     06:30-06:50; 07:10-07:20               ok
    29     06:30-06:50; 07:10-07:20               broken     # the local day, not the day in UTC
""")
def test_interpreter_day(limit, jobs, expected):
    times = jobs.split(";")
    of = employing(len(times), max_minutes_per_day=int(limit))

    assert verdict(InterpreterDay(), of, *served(of, *times)) == expected


def test_interpreter_day_sentence_names_the_minutes():
    of = employing(2, max_minutes_per_day=50)

    found = sentences(InterpreterDay(), of, *served(of, "09:00-09:30", "10:00-10:30"))

    assert found == ["Name of I works 1 hour on Saturday 25 October; at most 50 minutes allowed."]


@example_rows("""
    max_run  pause  jobs                                   expected
    90       30     09:00-09:40; 09:50-10:30               ok         # exactly max_run from first start to last end
    89       30     09:00-09:40; 09:50-10:30               broken
    60       30     09:00-09:40; 10:10-10:50               ok         # exactly a break between
    60       30     09:00-09:40; 10:09-10:49               broken     # one minute short of a break
    90       30     09:00-09:30; 09:45-10:15; 10:30-11:01  broken     # gaps that are no break add up
    91       30     09:00-09:30; 09:45-10:15; 10:30-11:01  broken
    121      30     09:00-09:30; 09:45-10:15; 10:30-11:01  ok
    45       30     09:00-09:46                            broken     # one meeting alone may be too long
    46       30     09:00-09:46                            ok
    60       30     09:00-10:00; 10:30-11:30; 11:40-11:50  broken     # the second run alone
    60       0      09:00-10:00; 10:00-11:00               ok         # any gap is a break
    90       30     09:00-10:30; 09:10-09:20; 10:40-10:50  broken     # a run lasts to its last end
    89       30     09:00-10:30; 09:10-09:20; 11:00-11:10  broken     # and the break begins there
    90       30     09:00-10:30; 09:10-09:20; 11:00-11:10  ok
""")
def test_interpreter_run(max_run, pause, jobs, expected):
    times = jobs.split(";")
    of = employing(len(times), max_run=int(max_run), break_=int(pause))

    assert verdict(InterpreterRun(), of, *served(of, *times)) == expected


def test_interpreter_run_does_not_join_two_days():
    of = employing(2, max_run=90)

    assert verdict(InterpreterRun(), of, *served(of, "19:00-20:00", "26 08:00-09:00")) == "ok"


def test_interpreter_run_and_day_leave_unknown_interpreters_to_crew_complete():
    of = employing(1, max_run=1, max_minutes_per_day=1)
    row = placed(of, "M0", "09:00", interpreters="unknown")

    assert verdict(InterpreterRun(), of, row) == "ok"
    assert verdict(InterpreterDay(), of, row) == "ok"


def test_interpreter_run_sentence_names_the_run():
    of = employing(2, max_run=60)

    found = sentences(InterpreterRun(), of, *served(of, "09:00-09:40", "09:50-10:30"))

    run = "1 h 30 min from 'France – Japan' to the end of 'France – Japan', 09:00–10:30 on Saturday 25 October"
    assert found == [f"Name of I works {run}, without a break of 30 minutes; at most 1 hour allowed."]

"""Who attends what, and that nobody is in two places."""

from planner.domain.event import Event
from planner.domain.records import Policy
from planner.rules.people import Attendance, PersonFree
from tests.scenes.builders import bilateral, delegation, event, person, placed, programme, room, side_event, walk
from tests.scenes.examples import example_rows, sentences, verdict

THREE = (delegation("FRA"), delegation("JPN"), delegation("CHL"))
TITLED = person("FRA-1", title="Minister of Justice")
ROOMS = (
    room("A1", zone="A"),
    room("A2", zone="A"),
    room("B1", zone="B"),
    room("C1", zone="C"),
    room("N1"),  # in no zone
    walk("A", "B", 20),
    walk("C", "A", 4),
)


def two_meetings(**policy: int) -> Event:
    """France meets Japan in MJ and Chile in MC; MP is its pull-aside with Chile."""
    meetings = (bilateral("MJ", "FRA", "JPN"), bilateral("MC", "FRA", "CHL"))
    aside = bilateral("MP", "FRA", "CHL", kind="pull_aside")
    return event(*THREE, TITLED, *ROOMS, *meetings, aside, policy=Policy(**policy))


@example_rows("""
    first_end  first_room  second  start  second_room  expected   # the first runs from 09:00
    09:20      A1          MC      09:30  A2           ok         # exactly person_gap
    09:20      A1          MC      09:29  A2           broken     # one minute short
    09:20      A1          MC      09:10  A2           broken     # overlap
    09:20      A1          MC      09:00  A2           broken     # same start
    09:20      A1          MC      09:40  B1           ok         # exactly the walk
    09:20      A1          MC      09:39  B1           broken     # one minute less than the walk
    09:20      B1          MC      09:39  A1           broken     # one direction given serves both
    09:20      B1          MC      09:40  A1           ok
    09:20      A1          MC      09:30  C1           ok         # a walk shorter than person_gap
    09:20      A1          MC      09:29  C1           broken
    09:20      B1          MC      09:30  C1           ok         # no row in Walking: 10 minutes
    09:20      B1          MC      09:29  C1           broken
    09:20      B1          MC      09:30  N1           ok         # no zone: person_gap
    09:20      B1          MP      09:30  -            ok         # a pull-aside has no zone
    09:20      B1          MP      09:29  -            broken
    09:20      A1          MP      09:30  B1           ok         # not even if a room is named
    10:20      A1          MC      09:40  A2           broken     # inside the first
""")
def test_person_free_between_two_meetings(first_end, first_room, second, start, second_room, expected):
    of = two_meetings()

    found = verdict(
        PersonFree(),
        of,
        placed(of, "MJ", "09:00", first_end, room=first_room),
        placed(of, second, start, room=second_room),
    )

    assert found == expected


def test_person_free_looks_at_everybody_who_attends():
    of = event(*THREE, *ROOMS, bilateral("MJ", "FRA", "JPN"), bilateral("MC", "CHL", "JPN", also="FRA"))

    rows = (placed(of, "MJ", "09:00", room="A1"), placed(of, "MC", "09:10", room="A2"))

    assert [said.partition(" has ")[0] for said in sentences(PersonFree(), of, *rows)] == [
        "The head of France",
        "The head of Japan",
    ]


@example_rows("""
    from_  start  to  expected   # uphill, from D to U, the walk takes 25 minutes; downhill 12; the first ends at 09:20
    D      09:45  U   ok
    D      09:44  U   broken
    U      09:32  D   ok
    U      09:31  D   broken
""")
def test_person_free_walks_each_way_in_its_own_time(from_, start, to, expected):
    both_ways = (walk("down", "up", 25), walk("up", "down", 12))
    meetings = (bilateral("MJ", "FRA", "JPN"), bilateral("MC", "FRA", "CHL"))
    of = event(*THREE, room("D", zone="down"), room("U", zone="up"), *both_ways, *meetings)

    rows = (placed(of, "MJ", "09:00", room=from_), placed(of, "MC", start, room=to))

    assert verdict(PersonFree(), of, *rows) == expected


@example_rows("""
    person_gap  start  expected
    0           09:20  ok         # touching
    0           09:19  broken
    5           09:25  ok
    5           09:24  broken
    12          09:31  broken
    12          09:32  ok
""")
def test_person_free_follows_the_policy(person_gap, start, expected):
    of = two_meetings(person_gap=int(person_gap))

    rows = (placed(of, "MJ", "09:00", room="A1"), placed(of, "MC", start, room="A2"))

    assert verdict(PersonFree(), of, *rows) == expected


def test_person_free_without_zones_walks_of_ten_minutes_for_unknown_pairs():
    of = two_meetings(person_gap=0)

    short = verdict(PersonFree(), of, placed(of, "MJ", "09:00", room="B1"), placed(of, "MC", "09:29", room="C1"))
    enough = verdict(PersonFree(), of, placed(of, "MJ", "09:00", room="B1"), placed(of, "MC", "09:30", room="C1"))

    assert (short, enough) == ("broken", "ok")


@example_rows("""
    who        room  start  expected
    heads      A1    09:30  ok
    heads      A1    09:29  broken
    heads      A1    08:39  broken   # the meeting ends at 08:59, the ceremony begins at 09:00
    heads      A1    08:30  ok
    heads      B1    09:39  broken   # the walk from the ceremony in A
    all        A1    09:29  broken
    FRA        A1    09:29  broken   # a delegation code is its head
    FRA-1      A1    09:29  broken
    FRA-2      A1    09:29  ok       # somebody else of the delegation
    none       A1    09:29  ok
""")
def test_person_free_around_a_programme_item(who, room, start, expected):
    ceremony = programme("P1", "09:00", "09:20", who=who, room="A2")
    of = event(*THREE, TITLED, person("FRA-2"), person("JPN-9"), *ROOMS, ceremony, bilateral("MJ", "FRA", "JPN"))

    found = verdict(PersonFree(), of, placed(of, "MJ", start, room=room, people="FRA-1"))

    assert found == expected


def test_person_free_leaves_programme_items_that_overlap_alone():
    of = event(*THREE, programme("P1", "09:00", "10:00"), programme("P2", "09:30", "10:30"))

    assert verdict(PersonFree(), of) == "ok"


def test_person_free_finds_pairs_past_a_short_meeting():
    of = event(*THREE, room(), *(bilateral(f"M{k}", "FRA", "JPN") for k in (1, 2, 3)))

    long, short, late = (
        placed(of, "M1", "09:00", "10:00", room="R1"),
        placed(of, "M2", "09:10", room="R1", people="CHL"),
        placed(of, "M3", "09:50", room="R1", people="FRA"),
    )

    assert verdict(PersonFree(), of, long, short, late) == "broken"


def test_person_free_counts_a_person_named_twice_once():
    of = two_meetings()

    assert verdict(PersonFree(), of, placed(of, "MJ", "09:00", room="A1", people="FRA-1; FRA-1; JPN")) == "ok"


def test_person_free_sentence_names_the_shortfall():
    of = two_meetings()

    same_zone = sentences(PersonFree(), of, placed(of, "MJ", "10:00", room="A1"), placed(of, "MC", "10:25", room="A2"))
    walk_needed = sentences(
        PersonFree(), of, placed(of, "MJ", "10:00", room="A1"), placed(of, "MC", "10:25", room="B1")
    )
    overlap = sentences(PersonFree(), of, placed(of, "MJ", "10:00", room="A1"), placed(of, "MC", "10:19", room="A2"))

    has = (
        "The Minister of Justice of France has 'France – Japan' until 10:20 on Saturday 25 October and 'France – Chile'"
    )
    assert same_zone == [f"{has} from 10:25: 5 minutes apart, 10 needed."]
    assert walk_needed == [f"{has} from 10:25: 5 minutes apart, 20 needed for the walk from A to B."]
    assert overlap == [f"{has} from 10:19: the second begins 1 minute before that end, 10 needed."]


@example_rows("""
    requester_person  counterpart_person  also  people               expected
    -                 -                   -     FRA-1; JPN-1         ok
    -                 -                   -     JPN-1; FRA-1         ok        # the order does not matter
    -                 -                   -     FRA-1; FRA-1; JPN-1  ok        # named twice
    -                 -                   -     FRA-1                broken    # nobody for Japan
    -                 -                   -     -                    broken
    -                 -                   -     FRA-2; JPN-1         broken    # only the head
    -                 -                   -     FRA-1; JPN-1; CHL    broken    # somebody without a place
    -                 -                   -     FRA-1; JPN-1; nobody  broken   # somebody unknown
    FRA-2; FRA-1      -                   -     FRA-1; JPN-1         ok        # any one of the list
    FRA-2; FRA-1      -                   -     FRA-2; JPN-1         ok
    FRA-2; FRA-1      -                   -     FRA-1; FRA-2; JPN-1  broken    # but one only
    FRA-2; FRA-1      -                   -     FRA-3; JPN-1         broken
    any               any                 -     FRA-3; JPN-1         ok
    any               any                 -     FRA-3; FRA-2; JPN-1  broken
    -                 -                   CHL   FRA-1; JPN-1         broken    # the third is missing
    -                 -                   CHL   FRA-1; JPN-1; CHL    ok        # a code means the head
    any               -                   FRA-2  FRA-2; JPN-1        ok        # one person takes two places
    any               -                   FRA-2  FRA-1; FRA-2; JPN-1  ok
    any               -                   FRA-2  FRA-1; FRA-3; JPN-1  broken
""")
def test_attendance_of_a_bilateral(requester_person, counterpart_person, also, people, expected):
    staff = [person(f"FRA-{k}") for k in (1, 2, 3)] + [person("JPN-1")]
    wanted = {"requester_person": requester_person, "counterpart_person": counterpart_person, "also": also}
    of = event(*THREE, *staff, bilateral("M", "FRA", "JPN", **wanted))

    assert verdict(Attendance(), of, placed(of, "M", "09:00", people=people)) == expected


@example_rows("""
    people        expected
    FRA-1; JPN-1  ok
    FRA-1         broken
    FRA-1; JPN-1; CHL  broken   # the organiser's head is not bound, and not listed
""")
def test_attendance_of_a_side_event_is_its_speakers(people, expected):
    of = event(*THREE, person("FRA-1"), person("JPN-1"), side_event("S", "CHL", speakers="FRA-1; JPN-1"))

    assert verdict(Attendance(), of, placed(of, "S", "09:00", people=people)) == expected


def test_attendance_of_a_side_event_without_speakers_is_nobody():
    of = event(*THREE, side_event("S", "FRA"))

    assert verdict(Attendance(), of, placed(of, "S", "09:00", people="")) == "ok"
    assert verdict(Attendance(), of, placed(of, "S", "09:00", people="FRA")) == "broken"


def test_attendance_sentence_names_who_is_wanted_and_who_is_too_many():
    of = event(*THREE, TITLED, bilateral("M", "FRA", "JPN"))

    lacking = sentences(Attendance(), of, placed(of, "M", "09:00", people="FRA-1"))
    crowded = sentences(Attendance(), of, placed(of, "M", "09:00", people="FRA-1; JPN; CHL"))

    assert lacking == ["'France – Japan' needs the head of Japan, who is not among its people."]
    assert crowded == ["'France – Japan' has no place for the head of Chile."]

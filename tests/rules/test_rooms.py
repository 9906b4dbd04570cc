"""One thing at a time in a room, a room that fits, and open doors."""

from datetime import time

from planner.rules.rooms import RoomFits, RoomFree, RoomOpen
from tests.scenes.builders import absence, bilateral, delegation, event, line, placed, programme, room, side_event
from tests.scenes.examples import example_rows, sentences, verdict

FOUR = tuple(delegation(code) for code in ("FRA", "JPN", "CHL", "KEN"))


@example_rows("""
    first_end  start  turnover  room  expected   # the first is in R1 from 09:00; turnover of R1, blank = policy's 15
    09:20      09:35  -         R1    ok         # exactly the policy's turnover
    09:20      09:34  -         R1    broken     # one minute short
    09:20      09:34  -         R2    ok         # another room
    09:20      09:25  5         R1    ok         # the room's own turnover
    09:20      09:24  5         R1    broken
    09:20      09:20  0         R1    ok         # touching
    09:20      09:19  0         R1    broken     # overlap
    09:20      09:00  0         R1    broken     # same time
    10:20      09:30  0         R1    broken     # inside the first
    09:20      08:25  -         R1    ok         # before the first, with its own turnover
    09:20      08:26  -         R1    broken
""")
def test_room_free_between_two_meetings(first_end, start, turnover, room, expected):
    of = event(*FOUR, *_rooms(turnover), bilateral("M1", "FRA", "JPN"), bilateral("M2", "CHL", "KEN"))

    rows = (placed(of, "M1", "09:00", first_end, room="R1"), placed(of, "M2", start, room=room))

    assert verdict(RoomFree(), of, *rows) == expected


def _rooms(turnover: str) -> tuple[object, ...]:
    return room("R1", turnover=int(turnover) if turnover else None), room("R2")


@example_rows("""
    start  expected   # a reception or a signing line holds R1 from 10:00 to 11:00; turnover 15
    09:25  ok         # ends at 09:45
    09:26  broken
    10:30  broken
    11:14  broken
    11:15  ok
""")
def test_room_free_around_programme_and_line(start, expected):
    reception = event(*FOUR, room(), bilateral("M"), programme("P", "10:00", "11:00", room="R1", who="none"))
    signing = event(*FOUR, room(), bilateral("M"), line("L", "10:00", "11:00", room="R1"))

    assert verdict(RoomFree(), reception, placed(reception, "M", start, room="R1")) == expected
    assert verdict(RoomFree(), signing, placed(signing, "M", start, room="R1")) == expected


def test_room_free_leaves_programme_and_lines_among_themselves_alone():
    fixed = (programme("P", "10:00", "11:00", room="R1"), programme("Q", "10:30", "11:30", room="R1"))
    of = event(*FOUR, room(), *fixed, line("L", "10:00", "12:00", room="R1"))

    assert verdict(RoomFree(), of) == "ok"


def test_room_free_without_a_room_knows_no_clash():
    fixed = (programme("P", "10:00", "11:00"), line("L", "10:00", "12:00", room="unknown"))
    of = event(*FOUR, room(), *fixed, bilateral("M1", kind="pull_aside"), bilateral("M2"))

    rows = (placed(of, "M1", "10:00", room=""), placed(of, "M2", "10:00", room="unknown"))

    assert verdict(RoomFree(), of, *rows) == "ok"


def test_room_free_sentence_names_room_and_shortfall():
    of = event(*FOUR, room(), bilateral("M1", "FRA", "JPN"), bilateral("M2", "CHL", "KEN"))

    found = sentences(RoomFree(), of, placed(of, "M1", "10:00", room="R1"), placed(of, "M2", "10:25", room="R1"))

    between = "'France – Japan' until 10:20 on Saturday 25 October and 'Chile – Kenya' from 10:25"
    assert found == [f"Room R1 holds {between}: 5 minutes apart, 15 needed."]


@example_rows("""
    uses                   capacity  features       booths  expected   # 8 seats, flags and piano
    bilateral              8         flags; piano   0       ok         # exactly enough
    bilateral; side_event  9         a; piano; flags  3     ok
    side_event             8         flags; piano   0       broken     # not for bilaterals
    bilateral              7         flags; piano   0       broken     # one seat short
    bilateral              8         flags          0       broken     # one feature short
    -                      1         -              0       broken 3
""")
def test_room_fits_a_bilateral(uses, capacity, features, booths, expected):
    tags = tuple(one.strip() for one in features.split(";"))
    where = room("R1", uses=uses, capacity=int(capacity), features=tags, booths=int(booths))
    of = event(*FOUR, where, bilateral("M", features="flags; piano", languages="en; vi"))

    assert verdict(RoomFits(), of, placed(of, "M", "09:00", room="R1")) == expected


@example_rows("""
    uses        capacity  booths  languages   expected   # 30 attend
    side_event  30        2       en; fr; vi  ok         # a booth for each language but one
    side_event  30        1       en; fr; vi  broken
    side_event  29        2       en; fr; vi  broken
    bilateral   30        2       en; fr; vi  broken
    side_event  30        0       en          ok         # one language needs no booth
    side_event  30        0       -           ok
""")
def test_room_fits_a_side_event(uses, capacity, booths, languages, expected):
    where = room("R1", uses=uses, capacity=int(capacity), booths=int(booths))
    of = event(*FOUR, where, side_event("S", attendance=30, languages=languages))

    assert verdict(RoomFits(), of, placed(of, "S", "09:00", room="R1")) == expected


@example_rows("""
    kind           room     expected
    formal         R1       ok
    formal         -        broken   # no room
    formal         unknown  broken
    courtesy_call  -        broken   # only a pull-aside needs none
    pull_aside     -        ok
    pull_aside     R1       broken   # and has none
    pull_aside     unknown  broken
""")
def test_room_fits_by_kind_of_meeting(kind, room, expected):
    of = event(*FOUR, *_rooms(""), bilateral("M", kind=kind))

    assert verdict(RoomFits(), of, placed(of, "M", "09:00", room=room)) == expected


def test_room_fits_sentence_names_what_is_missing():
    of = event(*FOUR, room("R1", capacity=6), bilateral("M", features="flags; piano"))

    found = sentences(RoomFits(), of, placed(of, "M", "09:00", room="R1"))

    assert found == [
        "'France – Japan' needs 8 seats, and Room R1 has 6.",
        "'France – Japan' needs flags, piano, which Room R1 does not have.",
    ]


@example_rows("""
    opens  closes  start     end       expected   # R1 is away from 14:00 to 15:00; the event's day is 08:00-20:00
    09:00  17:00   09:00     09:20     ok         # from the minute it opens
    09:00  17:00   08:59     09:20     broken
    09:00  17:00   16:40     17:00     ok         # to the minute it closes, turnover not counted
    09:00  17:00   16:40     17:01     broken
    09:00  17:00   26 09:00  26 09:20  ok         # every day
    09:00  17:00   26 08:59  26 09:20  broken
    -      -       08:00     08:20     ok         # blank: the event's hours
    -      -       07:59     08:20     broken
    -      -       19:40     20:00     ok
    -      -       19:40     20:01     broken
    07:00  22:00   07:00     07:20     ok         # the event's hours are another rule
    09:00  17:00   13:40     14:00     ok         # until the absence
    09:00  17:00   13:40     14:01     broken
    09:00  17:00   15:00     15:20     ok         # right after the absence
    09:00  17:00   14:59     15:20     broken
    09:00  17:00   16:50     18:50     broken
    13:30  17:00   13:20     14:10     broken 2
""")
def test_room_open(opens, closes, start, end, expected):
    hours = {"opens": time.fromisoformat(opens) if opens else None}
    hours |= {"closes": time.fromisoformat(closes) if closes else None}
    of = event(*FOUR, room("R1", **hours), absence("R1", "14:00", "15:00"), bilateral("M"))

    assert verdict(RoomOpen(), of, placed(of, "M", start, end, room="R1")) == expected


def test_room_open_leaves_unknown_rooms_and_pull_asides_to_room_fits():
    of = event(*FOUR, room("R1", opens=time(9)), bilateral("M"), bilateral("P", kind="pull_aside"))

    rows = (placed(of, "M", "08:00", room="unknown"), placed(of, "P", "08:00", room="R1"))

    assert verdict(RoomOpen(), of, *rows) == "ok"


def test_room_open_sentences_name_the_hours():
    of = event(*FOUR, room("R1", opens=time(9)), absence("R1", "09:10", "10:00"), bilateral("M"))

    found = sentences(RoomOpen(), of, placed(of, "M", "08:55", room="R1"))

    stands = "'France – Japan' is in Room R1 08:55–09:15 on Saturday 25 October, which is"
    assert found == [
        f"{stands} open 09:00–20:00 on Saturday 25 October.",
        f"{stands} not available 09:10–10:00 on Saturday 25 October.",
    ]

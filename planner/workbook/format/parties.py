"""The sheets of who takes part and where: delegations, people, absences, rooms, walks, interpreters, pairs apart."""

from planner.domain.records import Absence, Delegation, Interpreter, KeepApart, Person, Room, Walk
from planner.domain.vocabulary import ApartRule, DelegationKind, Rank, RoomUse
from planner.workbook.format.table import Column, Sheet
from planner.workbook.kinds.compound import Language, LanguagePair, ListOf
from planner.workbook.kinds.moments import Clock, Day, Moment
from planner.workbook.kinds.single import DAY_MINUTES, Choice, Code, FreeText, Label, Whole, YesNo, minutes

LANGUAGES = ListOf(Language())
SEATS = Whole(0, 1_000_000)
MEETINGS = Whole(0, DAY_MINUTES)
"""Of one person on a day."""

TAGS = ListOf(Label(says="tag"))

DELEGATIONS = Sheet(
    "Delegations",
    Delegation,
    "States, observers and organisations taking part.",
    (
        Column("code", Code(), "Short code, unique.", required=True, example="EXAMPLE-A"),
        Column("name", Label(), "Full name.", required=True, width=30, example="Example State A"),
        Column("short_name", Label(), "Name on tight tables.", width=18),
        Column("kind", Choice(tuple(DelegationKind), DelegationKind), "What it is."),
        Column("region", Label(), "Regional group."),
        Column("arrives", Moment(), "Nothing of its people is placed before.", width=18, edge="opens"),
        Column("departs", Moment(), "Nothing of its people is placed after.", width=18, edge="closes"),
        Column("languages", LANGUAGES, "Languages spoken.", example="en; fr"),
        Column("inscribed_at", Moment(), "When it registered; breaks ties of precedence.", width=18),
        Column("precedence", Whole(0, 1_000_000), "Overrides the computed order.", default="computed"),
        Column("max_bilaterals_per_day", MEETINGS, "Cap for each of its people.", default="the Policy's"),
        Column("contact", FreeText(), "Whom to reach in the delegation.", width=24),
        Column("liaison", FreeText(), "Liaison officer who accompanies it.", width=24),
        Column("liaison_phone", FreeText(), "Telephone of the liaison officer.", width=18),
        Column("notes", FreeText(), "Free text.", width=30, example="Example: overwrite this row"),
    ),
    member="delegations",
    key="code",
    defines="delegation",
    required=True,
    meets=(("arrives", "departs"),),
    examples=(("EXAMPLE-B", "Example State B"),),
)

PEOPLE = Sheet(
    "People",
    Person,
    "The principals. The first person listed for a delegation is its head; a delegation without people gets one, "
    "whose id is its code and whose rank is senior_official.",
    (
        Column("id", Code(), "Unique.", required=True, example="EXAMPLE-P1"),
        Column("delegation", Code(), "Delegation code.", True, refers=("delegation",), example="EXAMPLE-A"),
        Column("name", Label(), "Name.", required=True, width=26, example="Example Person"),
        Column("honorific", Label(), "Before the name, as in H.E."),
        Column("title", Label(), "Title, as printed.", width=26),
        Column("rank", Choice(tuple(Rank), Rank), "Rank.", required=True, width=20, example="foreign_minister"),
        Column("office_since", Day(), "In office since.", width=12),
        Column("arrives", Moment(), "As for delegations.", default="the delegation's", width=18, edge="opens"),
        Column("departs", Moment(), "As for delegations.", default="the delegation's", width=18, edge="closes"),
        Column("languages", LANGUAGES, "Languages spoken."),
        Column("max_bilaterals_per_day", MEETINGS, "Cap of this person.", default="the delegation's"),
        Column("pronunciation", Label(), "How the name is said, for whoever calls it out.", width=20),
        Column("phone", FreeText(), "Telephone; for the organiser's papers.", width=18),
        Column("notes", FreeText(), "Free text.", width=30),
    ),
    member="people",
    key="id",
    defines="person",
    meets=(("arrives", "departs"),),
)

ABSENCES = Sheet(
    "Absences",
    Absence,
    "When a delegation, person, room or interpreter is not to be had.",
    (
        Column(
            "who",
            Code(),
            "A delegation code, person id, room code or interpreter id.",
            required=True,
            refers=("person", "delegation", "room", "interpreter"),
            example="EXAMPLE-P1",
        ),
        Column("from", Moment(), "Start.", True, field="from_", width=18, example="2030-01-14 12:00"),
        Column("to", Moment(), "End.", required=True, width=18, example="2030-01-14 13:00"),
        Column("reason", FreeText(), "Why.", width=30, example="Example: overwrite this row"),
        Column("restricted", YesNo(), "yes = never printed."),
    ),
    member="absences",
    spans=(("from", "to"),),
)

ROOMS = Sheet(
    "Rooms",
    Room,
    "Rooms, halls and booths.",
    (
        Column("code", Code(), "Short code, unique.", required=True, example="EXAMPLE-R1"),
        Column("name", Label(), "Name.", required=True, width=26, example="Example Room"),
        Column("zone", Code(says="zone"), "Part of the building; see Walking.", example="North"),
        Column("capacity", SEATS, "Seats.", required=True, width=10, example="40"),
        Column(
            "uses",
            ListOf(Choice(tuple(RoomUse), RoomUse)),
            "What it may be used for.",
            required=True,
            width=28,
            example="bilateral; side_event; signing",
        ),
        Column("features", TAGS, "Free tags that meetings may ask for.", width=20),
        Column("booths", Whole(0, 1_000), "Number of interpretation booths.", width=10),
        Column("opens", Clock(), "Opens at.", default="the event's", width=10),
        Column("closes", Clock(closing=True), "Closes at.", default="the event's", width=10),
        Column("turnover", minutes(), "Minutes between two items.", default="the Policy's", width=10),
        Column("floor", Label(), "Floor.", width=10),
        Column("phone", FreeText(), "Telephone in the room.", width=18),
        Column("setting", FreeText(), "How the room is set.", width=24),
    ),
    member="rooms",
    key="code",
    defines="room",
    required=True,
    spans=(("opens", "closes"),),
    examples=(("EXAMPLE-R2", "Example Hall", "South", "200", "side_event; statement"),),
)

WALKING = Sheet(
    "Walking",
    Walk,
    "Minutes on foot between zones; one direction given serves both. Two zones without a row: 10.",
    (
        Column("from", Code(says="zone"), "Zone.", required=True, field="from_", example="North"),
        Column("to", Code(says="zone"), "Zone.", required=True, example="South"),
        Column("minutes", minutes(), "Minutes.", required=True, width=10, example="8"),
    ),
    member="walks",
)

INTERPRETERS = Sheet(
    "Interpreters",
    Interpreter,
    "Who interprets. Without this sheet languages are printed, not scheduled.",
    (
        Column("id", Code(), "Unique.", required=True, example="EXAMPLE-I1"),
        Column("name", Label(), "Name.", required=True, width=26, example="Example Interpreter"),
        Column("languages", ListOf(LanguagePair()), "Pairs; each serves both ways.", required=True, example="en-fr"),
        Column("from", Moment(), "On duty from.", field="from_", width=18, edge="opens"),
        Column("to", Moment(), "On duty until.", width=18, edge="closes"),
        Column("max_minutes_per_day", minutes(1), "Most minutes of work a day."),
        Column("max_run", minutes(1), "Longest work without a break, minutes."),
        Column("break", minutes(), "What counts as a break, minutes.", field="break_"),
    ),
    member="interpreters",
    key="id",
    defines="interpreter",
    spans=(("from", "to"),),
)

KEEP_APART = Sheet(
    "KeepApart",
    KeepApart,
    "Delegations that must not meet; printed for the organiser alone. `same_item`: never in one meeting; `same_zone`: "
    "no meetings of both in one zone within `minutes`; `same_room_next`: not in one room one after the other within "
    "`minutes`; `adjacent_in_line`: not neighbours in a line.",
    (
        Column("a", Code(), "Delegation code.", required=True, refers=("delegation",), example="EXAMPLE-A"),
        Column("b", Code(), "Delegation code.", required=True, refers=("delegation",), example="EXAMPLE-B"),
        Column("rule", Choice(tuple(ApartRule), ApartRule), "What is kept apart.", True, example="adjacent_in_line"),
        Column("minutes", minutes(), "Distance in time.", width=10),
    ),
    member="keep_apart",
)

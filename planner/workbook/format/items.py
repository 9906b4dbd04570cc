"""The sheets of what takes place: programme, lines and their entries, bilaterals, side events, and the plan."""

from planner.domain.plan import Placement
from planner.domain.records import (
    ANY_PERSON,
    WHO_ALL,
    WHO_HEADS,
    WHO_NONE,
    Bilateral,
    Entry,
    Line,
    ProgrammeItem,
    SideEvent,
)
from planner.domain.vocabulary import (
    BilateralKind,
    BilateralStatus,
    EntryStatus,
    FullPowers,
    HostPlace,
    ItemKind,
    LineKind,
    LineOrder,
    PlanState,
    ProgrammeKind,
)
from planner.workbook.format.parties import LANGUAGES, SEATS, TAGS
from planner.workbook.format.table import Column, Sheet
from planner.workbook.kinds.compound import ListOf, RoomWish
from planner.workbook.kinds.moments import Moment
from planner.workbook.kinds.single import Choice, Code, FreeText, Label, Whole, YesNo, minutes

CODES = ListOf(Code())
PRIORITY = Whole(1, 5)
PLACES = 100_000
"""In one line."""

PROGRAMME = Sheet(
    "Programme",
    ProgrammeItem,
    "Fixed items; the planner never moves them.",
    (
        Column("id", Code(), "Unique among all items.", required=True, example="EXAMPLE-OPENING"),
        Column("title", Label(), "Title.", required=True, width=34, example="Example: opening"),
        Column("start", Moment(), "Start.", True, width=18, edge="inside", example="2030-01-14 09:00"),
        Column("end", Moment(), "End.", True, width=18, edge="inside", example="2030-01-14 10:00"),
        Column("room", Code(), "Room code.", refers=("room",)),
        Column(
            "who",
            CODES,
            "`all`, `heads`, `none` (blocks only the room), or a list of delegation codes (heads) and person ids.",
            refers=("person", "delegation"),
            words=(WHO_ALL, WHO_HEADS, WHO_NONE),
            width=18,
        ),
        Column("kind", Choice(tuple(ProgrammeKind), ProgrammeKind), "What it is.", example="ceremony"),
        Column("public", YesNo(), "May be shown to the public.", width=10),
    ),
    member="programme",
    key="id",
    defines="item",
    spans=(("start", "end"),),
)

LINES = Sheet(
    "Lines",
    Line,
    "Ordered sequences of delegations at one place. Turn k at a desk starts at start + k * seconds_each plus pauses.",
    (
        Column("id", Code(), "Unique.", required=True, example="EXAMPLE-LINE"),
        Column("kind", Choice(tuple(LineKind), LineKind), "What is done in turn.", required=True, example="signing"),
        Column("title", Label(), "Title.", width=30, example="Example: signing"),
        Column("room", Code(), "Room code.", required=True, refers=("room",), example="EXAMPLE-R1"),
        Column("start", Moment(), "Start.", True, width=18, edge="inside", example="2030-01-14 10:30"),
        Column("end", Moment(), "End.", True, width=18, edge="inside", example="2030-01-14 12:00"),
        Column("seconds_each", Whole(1, 86_400), "Seconds of one turn.", required=True, example="120"),
        Column("desks", Whole(1, 100), "Desks served at the same time.", width=8),
        Column("order", Choice(tuple(LineOrder), LineOrder), "Rule of the order.", width=20),
        Column("host", Choice(tuple(HostPlace), HostPlace), "Place of the host.", width=10),
        Column("reserve_percent", Whole(0, 100), "Turns kept free at the end, in percent of the entries."),
        Column("pause_every", Whole(0, PLACES), "A pause after so many turns; 0 = none."),
        Column("pause_minutes", minutes(), "Length of a pause."),
        Column("before", minutes(), "Minutes that a person must be free before the turn.", width=10),
        Column("after", minutes(), "Minutes that a person must be free after the turn.", width=10),
    ),
    member="lines",
    key="id",
    defines="line",
    spans=(("start", "end"),),
)

_ENTRY_COLUMNS = (
    Column("line", Code(), "Line id.", refers=("line",), default="the only line of that kind", example="EXAMPLE-LINE"),
    Column("delegation", Code(), "Delegation code.", True, refers=("delegation",), example="EXAMPLE-A"),
    Column("person", Code(), "Person id.", refers=("person",), default="the head"),
    Column("not_before", Moment(), "The turn starts no earlier.", width=18, edge="opens"),
    Column("not_after", Moment(), "The turn starts no later.", width=18, edge="closes"),
    Column("position", Whole(1, PLACES), "Fixed place in the line.", width=10),
    Column("status", Choice(tuple(EntryStatus), EntryStatus), "How it stands."),
    Column("inscribed_at", Moment(), "When it was inscribed.", width=18),
    Column("notes", FreeText(), "Free text.", width=30),
)

_FULL_POWERS = Column(
    "full_powers",
    Choice(tuple(FullPowers), FullPowers),
    "Whether the person may sign; heads of State and of government and foreign ministers need none.",
    default="missing, or not_needed by virtue of office",
    width=18,
)


def _entries(name: str, kind: LineKind, *more: Column, example: bool = False) -> Sheet:
    columns = _ENTRY_COLUMNS + more
    bare = tuple(
        Column(c.header, c.kind, c.help, c.required, c.default, c.field, c.refers, width=c.width, edge=c.edge)
        for c in columns
    )
    return Sheet(
        name,
        Entry,
        f"The entries of the lines of kind `{kind}`.",
        columns if example else bare,
        member="entries",
        meets=(("not_before", "not_after"),),
        line_kind=kind,
    )


SIGNINGS = _entries("Signings", LineKind.SIGNING, _FULL_POWERS, example=True)
STATEMENTS = _entries("Statements", LineKind.STATEMENT)
ARRIVALS = _entries("Arrivals", LineKind.ARRIVAL)

_NOT_BEFORE = Column("not_before", Moment(), "Starts no earlier.", width=18, edge="opens")
_NOT_AFTER = Column("not_after", Moment(), "Has ended by then.", width=18, edge="closes")
_ROOM_WISH = Column("room", RoomWish(), "Room code, a wish; `!CODE` = must.", field="room must_room", refers=("room",))

BILATERALS = Sheet(
    "Bilaterals",
    Bilateral,
    "Requests for meetings of two delegations.",
    (
        Column("id", Code(), "Unique among all items.", required=True, example="EXAMPLE-B1"),
        Column("requester", Code(), "Delegation code.", True, refers=("delegation",), example="EXAMPLE-A"),
        Column("counterpart", Code(), "Delegation code.", True, refers=("delegation",), example="EXAMPLE-B"),
        *(
            Column(
                f"{side}_person",
                CODES,
                "A person id; a `;` list = any one of these, the first preferred; `any` = anyone of the delegation.",
                default="the head",
                refers=("person",),
                words=(ANY_PERSON,),
                width=20,
            )
            for side in ("requester", "counterpart")
        ),
        Column(
            "also",
            CODES,
            "Further delegations (their heads) or persons who must attend.",
            refers=("person", "delegation"),
        ),
        Column("minutes", minutes(1), "Length.", default="the Policy's bilateral_minutes", width=10),
        Column("priority", PRIORITY, "1 to 5; 5 counts most.", width=10),
        Column(
            "status",
            Choice(tuple(BilateralStatus), BilateralStatus),
            "Only requested and accepted are placed, requested ones marked provisional.",
        ),
        Column("seats", SEATS, "Seats needed.", width=8),
        Column("languages", LANGUAGES, "Languages to bridge, the pivot first.", default="no interpretation"),
        Column("features", TAGS, "The room must have all."),
        _NOT_BEFORE,
        _NOT_AFTER,
        Column("prefer_from", Moment(), "Preferred not to start earlier.", width=18, edge="opens"),
        Column("prefer_to", Moment(), "Preferred to have ended by then.", width=18, edge="closes"),
        _ROOM_WISH,
        Column("after", Code(), "Id of an item that must have ended before.", refers=("item", "line")),
        Column("kind", Choice(tuple(BilateralKind), BilateralKind), "A pull-aside needs no room."),
        Column("submitted_at", Moment(), "When the request came.", width=18),
        Column("restricted", YesNo(), "yes = never on public or door sheets."),
        Column("source", FreeText(), "For instance the number of a note verbale.", width=24, example="Example"),
    ),
    member="bilaterals",
    key="id",
    defines="item",
    spans=(("not_before", "not_after"), ("prefer_from", "prefer_to")),
)

SIDE_EVENTS = Sheet(
    "SideEvents",
    SideEvent,
    "Side events. The speakers must be free; the room needs the use `side_event` and the capacity.",
    (
        Column("id", Code(), "Unique among all items.", required=True, example="EXAMPLE-S1"),
        Column("title", Label(), "Title.", required=True, width=34, example="Example: side event"),
        Column("organiser", Code(), "Delegation code.", True, refers=("delegation",), example="EXAMPLE-A"),
        Column("co_organisers", CODES, "Delegation codes.", refers=("delegation",)),
        Column("speakers", CODES, "Person ids.", refers=("person",)),
        Column("minutes", minutes(1), "Length.", width=10),
        Column("attendance", SEATS, "People expected.", required=True, example="30"),
        Column("priority", PRIORITY, "1 to 5; 5 counts most.", width=10),
        Column("theme", Label(), "Two of one theme are kept apart where possible."),
        Column("features", TAGS, "The room must have all."),
        Column("languages", LANGUAGES, "Booths needed = number of languages - 1.", default="no booths"),
        _NOT_BEFORE,
        _NOT_AFTER,
        _ROOM_WISH,
        Column("public", YesNo(), "May be shown to the public.", width=10),
    ),
    member="side_events",
    key="id",
    defines="item",
    spans=(("not_before", "not_after"),),
)

PLAN = Sheet(
    "Plan",
    Placement,
    "The result: one row for every programme item, entry, bilateral and side event. Rows edited by hand are honoured.",
    (
        Column("item", Code(), "Id of the item.", required=True, refers=("item",), width=20),
        Column("kind", Choice(tuple(ItemKind), ItemKind), "What it is.", default="the item's"),
        Column("title", Label(), "Title.", width=34),
        Column("start", Moment(), "Start.", width=18, edge="inside"),
        Column("end", Moment(), "End.", width=18, edge="inside"),
        Column("room", Code(), "Room code.", refers=("room",)),
        Column("people", CODES, "Ids of those who attend.", refers=("person",), width=20),
        Column("interpreters", CODES, "Interpreter ids.", refers=("interpreter",)),
        Column("position", Whole(1, PLACES), "Place in the line.", width=10),
        Column("locked", YesNo(), "yes = the planner keeps the row.", width=10),
        Column("state", Choice(tuple(PlanState), PlanState), "How it stands."),
        Column("why", FreeText(), "Why it is not placed, or a remark.", width=60),
        Column("revision", Whole(), "How often what calendars say has changed; the planner counts.", aside=True),
        Column("changed", Moment(), "When that was last so.", default="when the file was made", width=18, aside=True),
        Column("issued", FreeText(), "What calendars were told; the planner keeps it, leave it as it is.", aside=True),
    ),
    key="item",
    spans=(("start", "end"),),
)

"""The sheet Changes: what happened on the day, for a re-plan; and what each kind of row has to say."""

from collections.abc import Mapping
from dataclasses import dataclass

from planner.domain.incident import Incident
from planner.domain.vocabulary import IncidentKind, UnderWay
from planner.workbook.format.items import PRIORITY
from planner.workbook.format.table import Column, Sheet
from planner.workbook.kinds.moments import Moment
from planner.workbook.kinds.single import Choice, Code, FreeText, Whole, YesNo


@dataclass(frozen=True, slots=True)
class Form:
    """What a kind of change is, the columns that it needs, and those that it may have."""

    says: str
    needs: tuple[str, ...]
    may: tuple[str, ...] = ()


FORMS: Mapping[IncidentKind, Form] = {
    IncidentKind.PERSON_LATE: Form(
        "A person is there from `to` on only.", ("who", "to"), ("from", "under_way", "restricted")
    ),
    IncidentKind.PERSON_LEAVES: Form("A person leaves at `from`.", ("who", "from"), ("under_way", "restricted")),
    IncidentKind.PERSON_ABSENT: Form(
        "A person is away from now, or `from`, to the end, or `to`.",
        ("who",),
        ("from", "to", "under_way", "restricted"),
    ),
    IncidentKind.DELEGATION_LATE: Form(
        "Everybody of a delegation is there from `to` on only.", ("who", "to"), ("from", "under_way", "restricted")
    ),
    IncidentKind.ROOM_LOST: Form(
        "A room is closed from now, or `from`, to the end, or `to`; programme items and lines in it go to `room`.",
        ("who",),
        ("from", "to", "room", "under_way", "restricted"),
    ),
    IncidentKind.INTERPRETER_ILL: Form(
        "An interpreter is away from now, or `from`, to the end, or `to`.",
        ("who",),
        ("from", "to", "under_way", "restricted"),
    ),
    IncidentKind.ITEM_CANCELLED: Form("An item is not held; the next on standby takes the place of a turn.", ("item",)),
    IncidentKind.ITEM_OVERRUNS: Form(
        "An item lasts `minutes` longer; a line is held up for so long.", ("item", "minutes")
    ),
    IncidentKind.PROGRAMME_SHIFTED: Form(
        "A programme item or a line begins at `from`, or `minutes` later.", ("item",), ("from", "minutes")
    ),
    IncidentKind.ROOM_CHANGED: Form("A programme item or a line is held in `room`.", ("item", "room")),
    IncidentKind.TURN_MISSED: Form(
        "Nobody came to a turn (`LINE/CODE`); it goes to the end of those of the same rank.", ("item",)
    ),
    IncidentKind.NEW_BILATERAL: Form(
        "`who` meets `counterpart`, from `from` to `to` at the widest.",
        ("who", "counterpart"),
        ("minutes", "priority", "from", "to", "id"),
    ),
    IncidentKind.NEW_INSCRIPTION: Form("`who` is inscribed in the line `item`.", ("who", "item")),
    IncidentKind.STANDBY_PROMOTED: Form("An entry on standby (`LINE/CODE`) is given a turn.", ("item",)),
    IncidentKind.FULL_POWERS_RECEIVED: Form("The full powers of `who` are verified.", ("who",), ("item",)),
    IncidentKind.PRIORITY_RAISED: Form(
        "An item counts `priority` (default 5), and is placed if it pays.", ("item",), ("priority",)
    ),
}
"""In the order of the drop-down."""

DAY_MINUTES = 1440

CHANGES = Sheet(
    "Changes",
    Incident,
    "What happened on the day; `planner replan` takes the rows in, in this order, and leaves the sheet out. "
    "What a kind of change does not need stays blank. "
    + " ".join(f"`{kind}`: {form.says}" for kind, form in FORMS.items()),
    (
        Column("what", Choice(tuple(IncidentKind), IncidentKind), "What happened.", required=True, width=22),
        Column(
            "who",
            Code(),
            "Code or id of the person, delegation, room or interpreter concerned; who asks for a new bilateral.",
            refers=("person", "delegation", "room", "interpreter"),
            width=16,
        ),
        Column(
            "item",
            Code(),
            "Item or line that it happened to; `LINE/CODE` is a turn.",
            refers=("item", "line"),
            width=18,
        ),
        Column("from", Moment(), "From when.", field="from_", width=18, edge="opens"),
        Column("to", Moment(), "Until when.", width=18, edge="closes"),
        Column("minutes", Whole(-DAY_MINUTES, DAY_MINUTES), "How much longer or later; length of a new bilateral."),
        Column(
            "counterpart", Code(), "Person or delegation asked for a new bilateral.", refers=("person", "delegation")
        ),
        Column("priority", PRIORITY, "1 to 5; 5 counts most.", width=10),
        Column("id", Code(), "Id of a new bilateral.", default="the next free one", width=12),
        Column("room", Code(), "Room to which a programme item or line goes.", refers=("room",), width=12),
        Column(
            "under_way",
            Choice(tuple(UnderWay), UnderWay),
            "What becomes of a meeting under way: it ends then, it moves to another room, interpreter or person that "
            "is free, or it is held to its end.",
            default="it moves where that can be for a room or interpreter, and else ends",
            width=12,
        ),
        Column("restricted", YesNo(), "yes = the hours are never printed; becomes that of an absence."),
        Column("notes", FreeText(), "Why; becomes the reason of an absence.", width=30),
    ),
    member="changes",
    spans=(("from", "to"),),
)

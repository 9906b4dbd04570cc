"""The closed word lists of the workbook: ranks, kinds, states. Each value is spelt as the workbook spells it."""

from collections.abc import Mapping
from enum import StrEnum


class Rank(StrEnum):
    """What office a person holds, the highest first; lines and presence of leaders go by it."""

    HEAD_OF_STATE = "head_of_state"
    VICE_PRESIDENT = "vice_president"
    CROWN_PRINCE = "crown_prince"
    HEAD_OF_GOVERNMENT = "head_of_government"
    DEPUTY_HEAD_OF_GOVERNMENT = "deputy_head_of_government"
    FOREIGN_MINISTER = "foreign_minister"
    MINISTER = "minister"
    VICE_MINISTER = "vice_minister"
    AMBASSADOR = "ambassador"
    SENIOR_OFFICIAL = "senior_official"


RANK_NAMES: Mapping[Rank, str] = {
    Rank.HEAD_OF_STATE: "Head of State",
    Rank.VICE_PRESIDENT: "Vice-President",
    Rank.CROWN_PRINCE: "Crown Prince or Princess",
    Rank.HEAD_OF_GOVERNMENT: "Head of Government",
    Rank.DEPUTY_HEAD_OF_GOVERNMENT: "Deputy Head of Government",
    Rank.FOREIGN_MINISTER: "Foreign Minister",
    Rank.MINISTER: "Minister",
    Rank.VICE_MINISTER: "Vice-Minister",
    Rank.AMBASSADOR: "Ambassador",
    Rank.SENIOR_OFFICIAL: "Senior official",
}
"""What people read for a rank."""

HEAD_OF_ORGANISATION = "Head of the organisation"
"""What they read for whoever leads an organisation and ranks with heads of State."""


# Vienna Convention on the Law of Treaties, art. 7: these three sign by virtue of office.
NEEDS_NO_FULL_POWERS = frozenset({Rank.HEAD_OF_STATE, Rank.HEAD_OF_GOVERNMENT, Rank.FOREIGN_MINISTER})


class DelegationKind(StrEnum):
    """What a delegation represents."""

    STATE = "state"
    OBSERVER = "observer"
    ORGANISATION = "organisation"


class RoomUse(StrEnum):
    """What a room may be used for."""

    SIGNING = "signing"
    STATEMENT = "statement"
    ARRIVAL = "arrival"
    BILATERAL = "bilateral"
    SIDE_EVENT = "side_event"
    OTHER = "other"


class ProgrammeKind(StrEnum):
    """What a fixed item of the programme is."""

    CEREMONY = "ceremony"
    PLENARY = "plenary"
    ROUNDTABLE = "roundtable"
    MEAL = "meal"
    PRESS = "press"
    PHOTO = "photo"
    TRANSPORT = "transport"
    OTHER = "other"


class LineKind(StrEnum):
    """What a line of delegations does, one after the other."""

    SIGNING = "signing"
    STATEMENT = "statement"
    ARRIVAL = "arrival"


class LineOrder(StrEnum):
    """By what the turns of a line are put in order."""

    PRECEDENCE = "precedence"
    REVERSE_PRECEDENCE = "reverse_precedence"
    ALPHABETICAL = "alphabetical"
    INSCRIPTION = "inscription"
    LISTED = "listed"


class HostPlace(StrEnum):
    """Where the host stands in a line."""

    FIRST = "first"
    LAST = "last"
    IN_ORDER = "in_order"


class TieBreak(StrEnum):
    """What decides between delegations of equal precedence."""

    OFFICE_SINCE = "office_since"
    INSCRIBED_AT = "inscribed_at"
    ALPHABETICAL = "alphabetical"


class EntryStatus(StrEnum):
    """How far a delegation's place in a line has come; those on standby take turns that fall free."""

    INSCRIBED = "inscribed"
    STANDBY = "standby"
    WITHDRAWN = "withdrawn"
    DONE = "done"


class FullPowers(StrEnum):
    """How far the full powers of a signatory have come; without them nobody signs who needs them."""

    NOT_NEEDED = "not_needed"
    MISSING = "missing"
    COPY_RECEIVED = "copy_received"
    VERIFIED = "verified"
    ORIGINAL_DEPOSITED = "original_deposited"
    DEFECTIVE = "defective"


class BilateralStatus(StrEnum):
    """What the other side has said to a request."""

    REQUESTED = "requested"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


class BilateralKind(StrEnum):
    """How much ceremony a bilateral has."""

    FORMAL = "formal"
    COURTESY_CALL = "courtesy_call"
    PULL_ASIDE = "pull_aside"


class ApartRule(StrEnum):
    """In what two delegations must not be near each other."""

    SAME_ITEM = "same_item"
    SAME_ZONE = "same_zone"
    SAME_ROOM_NEXT = "same_room_next"
    ADJACENT_IN_LINE = "adjacent_in_line"


class DoorNames(StrEnum):
    """What a door, and a room's calendar, say of a bilateral: that the room is taken, what it is, or whose it is."""

    RESERVED = "reserved"
    KIND = "kind"
    STATES = "states"


class IncidentKind(StrEnum):
    """What can happen on the day, as a row of the sheet Changes says it."""

    PERSON_LATE = "person_late"
    PERSON_LEAVES = "person_leaves"
    PERSON_ABSENT = "person_absent"
    DELEGATION_LATE = "delegation_late"
    ROOM_LOST = "room_lost"
    INTERPRETER_ILL = "interpreter_ill"
    ITEM_CANCELLED = "item_cancelled"
    ITEM_OVERRUNS = "item_overruns"
    PROGRAMME_SHIFTED = "programme_shifted"
    ROOM_CHANGED = "room_changed"
    TURN_MISSED = "turn_missed"
    NEW_BILATERAL = "new_bilateral"
    NEW_INSCRIPTION = "new_inscription"
    STANDBY_PROMOTED = "standby_promoted"
    FULL_POWERS_RECEIVED = "full_powers_received"
    PRIORITY_RAISED = "priority_raised"


class UnderWay(StrEnum):
    """What becomes of a meeting that is under way when somebody leaves it or its room is lost."""

    END = "end"
    MOVE = "move"
    HOLD = "hold"


class ItemKind(StrEnum):
    """What a row of the Plan sheet is about."""

    PROGRAMME = "programme"
    SIGNING = "signing"
    STATEMENT = "statement"
    ARRIVAL = "arrival"
    BILATERAL = "bilateral"
    SIDE_EVENT = "side_event"


MEETING_KINDS = (ItemKind.BILATERAL, ItemKind.SIDE_EVENT)
"""What the planner finds a time and room for."""

KIND_NAMES: dict[ItemKind, str] = {
    ItemKind.PROGRAMME: "Programme",
    ItemKind.SIGNING: "Signing",
    ItemKind.STATEMENT: "Statement",
    ItemKind.ARRIVAL: "Arrival",
    ItemKind.BILATERAL: "Bilateral",
    ItemKind.SIDE_EVENT: "Side event",
}
"""What people read for the kind of one item."""

BILATERAL_NAMES: Mapping[BilateralKind, str] = {
    BilateralKind.FORMAL: "Bilateral meeting",
    BilateralKind.COURTESY_CALL: "Courtesy call",
    BilateralKind.PULL_ASIDE: "Pull-aside",
}
"""What people read for the kind of a bilateral, where it is told from others."""

KIND_PLURALS: Mapping[ItemKind, str] = KIND_NAMES | {
    ItemKind.SIGNING: "Signings",
    ItemKind.STATEMENT: "Statements",
    ItemKind.ARRIVAL: "Arrivals",
    ItemKind.BILATERAL: "Bilaterals",
    ItemKind.SIDE_EVENT: "Side events",
}

SHEET_OF: Mapping[ItemKind, str] = {
    ItemKind.PROGRAMME: "Programme",
    ItemKind.SIGNING: "Signings",
    ItemKind.STATEMENT: "Statements",
    ItemKind.ARRIVAL: "Arrivals",
    ItemKind.BILATERAL: "Bilaterals",
    ItemKind.SIDE_EVENT: "SideEvents",
}
"""The sheet of the workbook on which an item is asked for."""


class PlanState(StrEnum):
    """What has become of an item in the plan."""

    PLANNED = "planned"
    UNPLACED = "unplaced"
    DONE = "done"
    CANCELLED = "cancelled"


class UncertaintyKind(StrEnum):
    """What may come otherwise than planned."""

    LATE_ARRIVAL = "late_arrival"
    OVERRUN = "overrun"
    CADENCE = "cadence"
    NO_SHOW = "no_show"
    PATIENCE = "patience"
    CATCH_UP = "catch_up"


class Severity(StrEnum):
    """How grave a problem is: with an error nothing is imported, a notice is told alone."""

    ERROR = "error"
    WARNING = "warning"
    NOTICE = "notice"


PRECEDENCE_PRESETS: dict[str, tuple[frozenset[Rank], ...]] = {
    # UN Protocol's participation tables of 2016 and 2017; crown princes are counted among vice-presidents.
    "un_recent": (
        frozenset({Rank.HEAD_OF_STATE}),
        frozenset({Rank.VICE_PRESIDENT, Rank.CROWN_PRINCE}),
        *(frozenset({rank}) for rank in list(Rank)[3:]),
    ),
    # UN Protocol's participation tables of 2009, 2011 and 2013.
    "un_classic": tuple(
        frozenset({rank})
        for rank in (
            Rank.HEAD_OF_STATE,
            Rank.HEAD_OF_GOVERNMENT,
            Rank.VICE_PRESIDENT,
            Rank.CROWN_PRINCE,
            *list(Rank)[4:],
        )
    ),
}

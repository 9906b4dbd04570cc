"""The Event and Policy sheets: settings and rules, one a row."""

from planner.domain.records import Policy, Settings
from planner.domain.vocabulary import PRECEDENCE_PRESETS, DoorNames, Rank, TieBreak
from planner.workbook.format.parties import MEETINGS
from planner.workbook.format.table import Column, Sheet
from planner.workbook.kinds.compound import ListOf
from planner.workbook.kinds.moments import Clock, Day
from planner.workbook.kinds.single import DAY_MINUTES, Choice, Code, FreeText, Label, Whole, minutes

_RANKS_OR_PRESET = Choice((*PRECEDENCE_PRESETS, *(rank.value for rank in Rank)))

SETTINGS = (
    Column("name", Label(), "Title of the event.", required=True, example="Example conference"),
    Column("timezone", Label(), "IANA name of the time zone.", required=True, example="Asia/Ho_Chi_Minh"),
    Column("start_date", Day(), "First day.", required=True, example="2030-01-14"),
    Column("end_date", Day(), "Last day, inclusive.", required=True, example="2030-01-15"),
    Column("day_start", Clock(), "Meetings and side events are placed from this time of day.", example="08:00"),
    Column("day_end", Clock(closing=True), "Meetings and side events end by this time of day.", example="20:00"),
    Column("time_step", Whole(1, 240), "Minutes; every meeting and side event starts on this grid from midnight."),
    Column("host", Code(), "Delegation code of the host.", refers=("delegation",), example="EXAMPLE-A"),
    Column(
        "precedence",
        ListOf(_RANKS_OR_PRESET),
        "Order of ranks: `un_recent` (head of State, vice-president and crown prince, head of government, ...), "
        "`un_classic` (head of government before vice-president), or an explicit `;` list of ranks.",
    ),
    Column(
        "tie_break",
        ListOf(Choice(tuple(TieBreak), TieBreak)),
        "Applied in this order inside one rank.",
    ),
    Column("alphabet_from", Label(), "The letter drawn by lot from which alphabetical order starts."),
    Column("venue", Label(), "Where the event is held; printed where a reader needs it."),
    Column("theme", Label(), "What the event is about; printed where a reader needs it."),
    Column(
        "door_names",
        Choice(tuple(DoorNames), DoorNames),
        "What a door and a room's calendar name of a bilateral: nothing (`reserved`), what it is (`kind`), or whose "
        "(`states`); one that is not accepted, or restricted, is never named.",
    ),
)

EVENT = Sheet(
    "Event",
    Settings,
    "What holds for the event as a whole.",
    (
        Column("setting", Label(), "Name of the setting.", required=True, width=18),
        Column("value", FreeText(), "Its value.", width=44),
    ),
    key="setting",
    required=True,
)

MOST_WORTH = 10_000
"""Of one priority; times the largest weight and the most meetings it stays far below what numbers can hold."""

WEIGHT = Whole(0, 1_000)

RULES = (
    Column("person_gap", minutes(), "Minutes between two duties of one person in the same zone."),
    Column("room_turnover", minutes(), "Minutes that a room needs after an item before the next."),
    Column("bilateral_minutes", minutes(1), "Length where a bilateral gives none."),
    Column("bilateral_start_grid", Whole(1, 1440), "Bilaterals start at multiples of this; a multiple of time_step."),
    Column("side_event_starts", ListOf(Clock()), "Allowed starting times of side events.", default="any"),
    Column("value_of_priority", ListOf(Whole(0, MOST_WORTH), count=5), "Worth of placing an item of priority 1 to 5."),
    Column("bilateral", WEIGHT, "How much bilaterals count against side events."),
    Column("side_event", WEIGHT, "How much side events count against bilaterals."),
    Column("max_bilaterals_per_day", MEETINGS, "Most bilaterals of one person on a day.", default="no cap"),
    Column("max_run", Whole(1, DAY_MINUTES), "Bilaterals in a row without a break of run_break minutes (soft)."),
    Column("run_break", minutes(), "Minutes that count as a break."),
    Column("slack", minutes(), "Spare minutes wished for between two duties of a person, walks apart (soft)."),
    Column("fair_share", Whole(0, 100), "Percentage of each delegation's requests to be placed; 0 = off."),
)

WEIGHTED = ("bilateral", "side_event")
"""Rules whose number stands in the column `weight`."""


POLICY = Sheet(
    "Policy",
    Policy,
    "The rules that the organiser may set; a row left out keeps its default.",
    (
        Column("rule", Label(), "Name of the rule.", required=True, width=24),
        Column("value", FreeText(), "Its value.", width=24),
        Column("weight", WEIGHT, "How much it counts; 0 switches a secondary term off.", width=10),
    ),
    key="rule",
)

"""The rule book by families: which rules belong together, and the cells of the workbook that each is set by."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Family:
    """Rules that concern one subject; `cells` holds for each rule's key the sheets and columns that it reads.

    A cell is written `Sheet.column`; a bare `Sheet` means all of its rows.
    """

    title: str
    about: str
    cells: Mapping[str, tuple[str, ...]]


FAMILIES = (
    Family(
        "People",
        "A clash is on a person, not on a delegation: two people of one delegation may be in two places.",
        {
            "person-free": ("Policy.person_gap", "Walking", "Rooms.zone", "Programme.who"),
            "attendance": (
                "Bilaterals.requester_person",
                "Bilaterals.counterpart_person",
                "Bilaterals.also",
                "SideEvents.speakers",
            ),
        },
    ),
    Family(
        "Rooms",
        "Rooms are held by meetings, by programme items and by lines for their whole window.",
        {
            "room-free": ("Rooms.turnover", "Policy.room_turnover", "Programme.room", "Lines.room"),
            "room-fits": (
                "Rooms.uses",
                "Rooms.capacity",
                "Rooms.features",
                "Rooms.booths",
                "Bilaterals.seats",
                "Bilaterals.features",
                "Bilaterals.kind",
                "SideEvents.attendance",
                "SideEvents.features",
                "SideEvents.languages",
            ),
            "room-open": ("Rooms.opens", "Rooms.closes", "Absences"),
        },
    ),
    Family(
        "Presence and hours",
        "Meetings lie where their people are, inside the hours of the event, and start on its grid.",
        {
            "person-present": (
                "People.arrives",
                "People.departs",
                "Delegations.arrives",
                "Delegations.departs",
                "Absences",
            ),
            "event-hours": ("Event.start_date", "Event.end_date", "Event.day_start", "Event.day_end"),
            "start-grid": ("Policy.bilateral_start_grid", "Event.time_step", "Policy.side_event_starts"),
            "length": ("Bilaterals.minutes", "Policy.bilateral_minutes", "SideEvents.minutes"),
        },
    ),
    Family(
        "Programme",
        "The programme is given; everything else goes around it.",
        {"programme-stands": ("Programme.start", "Programme.end", "Programme.room")},
    ),
    Family(
        "Lines: signing, statements, arrivals",
        "The order of a line is no rule of this kind: it is kept with the fewest departures, and the smallest, and the "
        "Plan sheet gives the reason of each. As many as possible have a turn, those higher in the order first, and no "
        "turn stays empty that somebody could have. Statements and Arrivals have the columns of Signings.",
        {
            "line-turns": (
                "Lines.start",
                "Lines.end",
                "Lines.seconds_each",
                "Lines.desks",
                "Lines.pause_every",
                "Lines.pause_minutes",
                "Lines.room",
            ),
            "line-bounds": ("Signings.not_before", "Signings.not_after", "Signings.position"),
            "inscribed": ("Signings.status",),
            "full-powers": ("Signings.full_powers", "People.rank"),
            "line-reserve": ("Lines.reserve_percent",),
            "turn-free": ("Lines.before", "Lines.after", "People.arrives", "People.departs", "Absences"),
        },
    ),
    Family(
        "Wishes that bind",
        "What the organisers write down as a must; a wish for a room without `!` and preferred times do not bind.",
        {
            "time-window": (
                "Bilaterals.not_before",
                "Bilaterals.not_after",
                "SideEvents.not_before",
                "SideEvents.not_after",
            ),
            "after-item": ("Bilaterals.after",),
            "must-room": ("Bilaterals.room", "SideEvents.room"),
            "daily-cap": (
                "People.max_bilaterals_per_day",
                "Delegations.max_bilaterals_per_day",
                "Policy.max_bilaterals_per_day",
            ),
        },
    ),
    Family(
        "Rows of the plan",
        "What the Plan sheet has to hold, and what a new plan must leave as it was.",
        {
            "live-only": ("Bilaterals.status", "Plan.state"),
            "one-row-each": ("Plan.item", "Plan.start", "Plan.end"),
            "locked-kept": ("Plan.locked", "Plan.state"),
        },
    ),
    Family(
        "Interpreters",
        "Interpreters are scheduled for bilaterals; the languages of a side event ask for booths.",
        {
            "crew-complete": ("Bilaterals.languages", "Interpreters.languages"),
            "interpreter-free": ("Policy.person_gap", "Walking", "Rooms.zone"),
            "interpreter-present": ("Interpreters.from", "Interpreters.to", "Absences"),
            "interpreter-day": ("Interpreters.max_minutes_per_day",),
            "interpreter-run": ("Interpreters.max_run", "Interpreters.break"),
        },
    ),
    Family(
        "Delegations kept apart",
        "For the organisers' eyes only: breaches of these rules are printed on no sheet but theirs.",
        {
            "same-item": ("KeepApart",),
            "same-zone": ("KeepApart.minutes", "Rooms.zone"),
            "same-room-next": ("KeepApart.minutes",),
            "adjacent-in-line": ("KeepApart",),
        },
    ),
)
"""In the order of RULES."""

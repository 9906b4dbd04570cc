"""What holds for the whole event: the sheets Event and Policy."""

from dataclasses import dataclass
from datetime import date, time

from planner.domain.sound import (
    Unsound,
    refuse_minutes,
    refuse_misfits,
    refuse_number,
    refuse_reversed,
    refuse_word,
    refuse_zone,
)
from planner.domain.vocabulary import PRECEDENCE_PRESETS, DoorNames, Rank, TieBreak

PRIORITIES = 5
"""Priorities go from 1 to this; 5 counts most."""


@dataclass(frozen=True, slots=True)
class Settings:
    """The Event sheet. `precedence` is a preset's name or an explicit list of ranks; dates are inclusive."""

    name: str
    timezone: str
    start_date: date
    end_date: date
    day_start: time = time(8)
    day_end: time = time(20)
    time_step: int = 5
    host: str = ""
    precedence: tuple[str, ...] = ("un_recent",)
    tie_break: tuple[TieBreak, ...] = (TieBreak.OFFICE_SINCE, TieBreak.INSCRIBED_AT, TieBreak.ALPHABETICAL)
    alphabet_from: str = "A"
    venue: str = ""
    theme: str = ""
    door_names: DoorNames = DoorNames.KIND

    def __post_init__(self) -> None:
        refuse_misfits("event", self)
        refuse_zone("event", timezone=self.timezone)
        refuse_number("event", 1, 1440, time_step=self.time_step)
        refuse_reversed("event", may_meet=True, start_date=self.start_date, end_date=self.end_date)
        refuse_reversed("event", day_start=self.day_start, day_end=self.day_end)
        for rank in self.precedence:
            refuse_word("event", (*PRECEDENCE_PRESETS, *Rank), precedence=rank)
        for tie_break in self.tie_break:
            refuse_word("event", TieBreak, tie_break=tie_break)
        refuse_word("event", DoorNames, door_names=self.door_names)


@dataclass(frozen=True, slots=True)
class Policy:
    """The Policy sheet. Gaps and lengths are minutes, `fair_share` is a percentage.

    `secondary` lists the soft terms with their weights in order of importance; a term of weight 0, or left out, is off.
    None is the default: every term in its place with the weight that it has of itself.
    """

    person_gap: int = 10
    room_turnover: int = 15
    bilateral_minutes: int = 20
    bilateral_start_grid: int = 5
    side_event_starts: tuple[time, ...] = ()
    value_of_priority: tuple[int, ...] = (1, 2, 4, 8, 16)
    bilateral: int = 1
    side_event: int = 4
    max_bilaterals_per_day: int | None = None
    max_run: int = 4
    run_break: int = 30
    slack: int = 20
    fair_share: int = 0
    secondary: tuple[tuple[str, int], ...] | None = None

    def __post_init__(self) -> None:
        refuse_misfits("policy", self)
        refuse_minutes("policy", 0, person_gap=self.person_gap, room_turnover=self.room_turnover)
        refuse_minutes("policy", 0, run_break=self.run_break, slack=self.slack)
        refuse_number("policy", 0, bilateral=self.bilateral, side_event=self.side_event)
        refuse_number("policy", 0, max_bilaterals_per_day=self.max_bilaterals_per_day)
        refuse_minutes("policy", 1, bilateral_minutes=self.bilateral_minutes)
        refuse_minutes("policy", 1, bilateral_start_grid=self.bilateral_start_grid)
        refuse_number("policy", 1, max_run=self.max_run)
        refuse_number("policy", 0, 100, fair_share=self.fair_share)
        if len(self.value_of_priority) != PRIORITIES:
            values = len(self.value_of_priority)
            raise Unsound(f"policy: value_of_priority has {values} values; write one for each priority from 1 to 5")
        for value in self.value_of_priority:
            refuse_number("policy", 0, value_of_priority=value)
        for term, weight in self.secondary or ():
            refuse_number("policy", 0, **{f"weight of {term}": weight})

"""A talk as a schedule tells it, before anybody has asked what its words mean."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

MOST = 20_000
"""Talks of one conference; the largest have a tenth of it."""

NAMES = ("full_public_name", "public_name", "name", "display_name", "full_name", "public")
"""Under which persons, rooms and speakers are named, the fullest first."""

_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)

Told = Mapping[str, object]


class NoSchedule(Exception):
    """The file is no schedule, or one that is too large; the message is a sentence."""


def too_many() -> NoSchedule:
    """The refusal of a schedule with more talks than are looked at."""
    return NoSchedule(f"The schedule has more than {MOST:,} sessions, which is more than can be looked at.")


@dataclass(frozen=True, slots=True)
class Talk:
    """One of them, in the words of the file. `place` is where it stands there; `unnamed` counts people without a name.

    `start` and `end` are moments or times of day, `day` and `day_start` those of the day that it is listed under.
    """

    place: str
    title: str
    room: str
    start: str
    end: str
    duration: object
    day: str
    day_start: str
    people: tuple[str, ...]
    unnamed: int


def start_of(date: str, time: str) -> str:
    """The moment that a date and a time tell, or whichever of them tells it alone."""
    if is_day(date) and time:
        hour, colon, rest = time.partition(":")
        return f"{date}T{hour:0>2}{colon}{rest}" if len(hour) < 3 else time
    return date or time


def is_day(told: str) -> bool:
    """Whether it is a date without a time of day."""
    return _DAY.fullmatch(told) is not None


def name_of(told: object) -> str:
    """The name of a person or a room, which is a text, or a table with one; empty where there is none."""
    if isinstance(told, str):
        return told.strip()
    if isinstance(told, Mapping):
        for key in NAMES:
            name = name_of_any_language(told.get(key))
            if name:
                return name
    return ""


def name_of_any_language(told: object) -> str:
    """The text, or the first of a table of languages."""
    if isinstance(told, Mapping):
        told = next((text for text in told.values() if isinstance(text, str)), "")
    return told.strip() if isinstance(told, str) else ""


def text_of(told: object) -> str:
    """The text or number; empty for everything else."""
    return str(told).strip() if isinstance(told, str | int | float) else ""

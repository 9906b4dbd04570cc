"""Interpreters of a full event, as many as the meetings that ask for them would nearly fill."""

from collections import Counter

from planner.bench.full.frame import OPENS, Frame
from planner.domain.records import Absence, Bilateral, Interpreter

BUSY = 0.4
"""The share of the day for which an interpreter is counted on; breaks, gaps and walks take the rest."""

MOST_MINUTES = 300


def interpreters(frame: Frame, asked: tuple[Bilateral, ...]) -> tuple[Interpreter, ...]:
    """For each pair of languages that is asked for, enough people and never fewer than one."""
    minutes = Counter[tuple[str, str]]()
    for one in asked:
        for other in one.languages[1:]:
            minutes[min(one.languages[0], other), max(one.languages[0], other)] += one.minutes or 0
    each = frame.size.days * BUSY * (frame.closes - OPENS)
    pairs = [pair for pair in sorted(minutes) for _ in range(max(1, round(minutes[pair] / each)))]
    return tuple(_interpreter(frame, number, pair) for number, pair in enumerate(pairs, 1))


def _interpreter(frame: Frame, number: int, pair: tuple[str, str]) -> Interpreter:
    """Every fourth also does a second pair, every fifth comes late on the first day or leaves early on the last."""
    second = (("en", "fr"),) if number % 4 == 0 and pair != ("en", "fr") else ()
    return Interpreter(
        f"INT-{number:02d}",
        f"Interpreter {number} (illustrative)",
        (pair, *second),
        from_=frame.at(0, OPENS + 60) if number % 5 == 1 else None,
        to=frame.at(frame.days[-1], frame.closes - 60) if number % 5 == 2 else None,
        max_minutes_per_day=MOST_MINUTES if number % 3 else MOST_MINUTES - 60,
    )


def rests(frame: Frame, of: tuple[Interpreter, ...]) -> tuple[Absence, ...]:
    """One interpreter in eight is away for two hours on some day."""
    random = frame.random("rests")
    away = [(one.id, random.choice(frame.days)) for number, one in enumerate(of) if number % 8 == 3]
    return tuple(Absence(who, frame.at(day, 10 * 60), frame.at(day, 12 * 60), "other duty") for who, day in away)

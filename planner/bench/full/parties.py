"""Parties of a full event: States, observers and organisations, their people, and when these are away."""

from datetime import date
from random import Random

from planner.bench.full.frame import OPENS, Frame
from planner.domain.records import Absence, Delegation, Person
from planner.domain.vocabulary import DelegationKind, Rank

LANGUAGES = {"en": 35, "fr": 22, "es": 15, "ar": 12, "ru": 8, "zh": 8}
"""The working language of a delegation, with the shares."""

HEADS = {
    Rank.HEAD_OF_STATE: 20,
    Rank.HEAD_OF_GOVERNMENT: 25,
    Rank.CROWN_PRINCE: 3,
    Rank.FOREIGN_MINISTER: 30,
    Rank.MINISTER: 22,
}
SECONDS = (Rank.FOREIGN_MINISTER, Rank.MINISTER, Rank.VICE_MINISTER)
THIRDS = (Rank.VICE_MINISTER, Rank.AMBASSADOR, Rank.SENIOR_OFFICIAL)

ORGANISATION_EVERY, OBSERVER_EVERY = 10, 25


def delegations(frame: Frame) -> tuple[Delegation, ...]:
    """In order of how much they are in demand; every tenth is an invented organisation."""
    random = frame.random("delegations")
    return tuple(_delegation(frame, random, number) for number in range(1, frame.size.delegations + 1))


def _delegation(frame: Frame, random: Random, number: int) -> Delegation:
    kind, code = _kind(number), f"D{number:04d}"
    late, early = random.random() < 0.1, random.random() < 0.1
    region = random.randint(1, 5)
    arrives = frame.at(0, random.randrange(OPENS + 60, OPENS + 180, 15)) if late else None
    departs = frame.at(frame.days[-1], frame.closes - random.randrange(60, 180, 15)) if early else None
    # On a short day who comes late does not leave early.
    departs = departs if arrives is None or departs is None or arrives < departs else None
    return Delegation(
        code,
        f"{kind.capitalize()} {code} (illustrative)",
        short_name=f"{kind.capitalize()} {code}",
        kind=kind,
        region=f"Region {region}",
        arrives=arrives,
        departs=departs,
        languages=(random.choices(list(LANGUAGES), list(LANGUAGES.values()))[0],),
        inscribed_at=frame.at(0, 0).replace(month=6, day=random.randint(1, 28), hour=random.randint(9, 17)),
        max_bilaterals_per_day=random.choice((8, 10)) if random.random() < 0.1 else None,
    )


def _kind(number: int) -> DelegationKind:
    if number % ORGANISATION_EVERY == 0:
        return DelegationKind.ORGANISATION
    return DelegationKind.OBSERVER if number % OBSERVER_EVERY == 1 and number > 1 else DelegationKind.STATE


def people(frame: Frame, of: tuple[Delegation, ...]) -> tuple[Person, ...]:
    """Two to four of each delegation, the head first; some heads leave early on the last day."""
    random = frame.random("people")
    return tuple(person for delegation in of for person in _people(frame, random, delegation))


def _people(frame: Frame, random: Random, delegation: Delegation) -> list[Person]:
    head = random.choices(list(HEADS), list(HEADS.values()))[0]
    ranks = [head, random.choice(SECONDS), *(random.choice(THIRDS) for _ in range(random.choice((0, 1, 1, 2))))]
    departs = frame.at(frame.days[-1], frame.closes - 90)
    # On a short day some come so late that nobody of them can leave early.
    comes = delegation.arrives is None or delegation.arrives < departs
    leaves = random.random() < 0.08 and delegation.departs is None and comes
    return [
        Person(
            f"{delegation.code}-{place}",
            delegation.code,
            f"{rank.replace('_', ' ').capitalize()} {place} of {delegation.short_name}",
            rank,
            office_since=date(random.randint(2010, 2025), random.randint(1, 9), 1),
            departs=departs if leaves and place == 1 else None,
            max_bilaterals_per_day=6 if rank == Rank.HEAD_OF_STATE and random.random() < 0.5 else None,
        )
        for place, rank in enumerate(ranks, 1)
    ]


def absences(frame: Frame, of: tuple[Delegation, ...], who: tuple[Person, ...]) -> tuple[Absence, ...]:
    """Official business of a whole delegation on one day in eight, engagements of one person more often."""
    random = frame.random("absences")
    subjects = [(one.code, 0.12, "official business") for one in of]
    subjects += [(one.id, 0.12, "other engagement") for one in who]
    return tuple(
        _away(frame, random, subject, day, reason)
        for subject, chance, reason in subjects
        for day in frame.days
        if random.random() < chance
    )


def _away(frame: Frame, random: Random, subject: str, day: int, reason: str) -> Absence:
    start = random.randrange(OPENS + 30, frame.closes - 120, 15)
    end = start + random.choice((45, 60, 90, 120))
    return Absence(subject, frame.at(day, start), frame.at(day, end), reason, restricted=random.random() < 0.2)

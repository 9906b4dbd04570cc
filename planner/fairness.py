"""The fairness ledger: what each delegation and region asked for and got, and how evenly that is spread.

Counted are bilaterals that are requested or accepted. A meeting counts for both of its sides, with all its wishes; a
region is the sum of its delegations. What a delegation got is the share of the worth of its meetings that is placed,
so that a meeting of high priority counts for more.

How even the shares are is told in two ways. The Gini coefficient (C. Gini, *Variabilità e mutabilità*, 1912) is the
mean difference between two shares, taken over all pairs, in proportion to twice the mean share: 0 where all are alike,
towards 1 where one has everything. It says nothing of who is last; so the smallest share stands beside it, with those
who have it (the measure of J. Rawls, *A Theory of Justice*, 1971).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from fractions import Fraction
from functools import cached_property
from math import ceil

from planner.diff import diff
from planner.domain.event import Event
from planner.domain.meeting import Meeting
from planner.domain.parties import parties_of
from planner.domain.plan import Placement, Plan
from planner.rules.case import Case
from planner.rules.terms.comfort import idle_minutes
from planner.rules.terms.wishes import person_granted, room_granted, time_granted

PRIORITIES = (5, 4, 3, 2, 1)
"""From the most important down, as the ledger lists them."""


@dataclass(frozen=True, slots=True)
class Tally:
    """So many asked for, so many granted."""

    asked: int = 0
    granted: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(self.asked + other.asked, self.granted + other.granted)

    @property
    def share(self) -> float | None:
        """The part that is granted; None where nothing was asked for."""
        return self.granted / self.asked if self.asked else None

    @property
    def in_words(self) -> str:
        """`3 of 5`; a dash where nothing was asked for."""
        return f"{self.granted} of {self.asked}" if self.asked else "–"


NOTHING = Tally()


@dataclass(frozen=True, slots=True)
class Account:
    """What one delegation, or several together, asked for and got.

    `asked_by` are its own requests, `asked_of` those of others to it. `priorities` go with `PRIORITIES`. The wishes for
    a time, a room and for those listed first are of meetings that are placed. `waiting` is in minutes, as the term of
    that name counts them. `moves` are changes that it has to be told of.
    """

    asked_by: Tally = NOTHING
    asked_of: Tally = NOTHING
    worth: Tally = NOTHING
    priorities: tuple[Tally, ...] = (NOTHING,) * len(PRIORITIES)
    time: Tally = NOTHING
    room: Tally = NOTHING
    person: Tally = NOTHING
    waiting: int = 0
    moves: int = 0

    def __add__(self, other: "Account") -> "Account":
        return Account(
            self.asked_by + other.asked_by,
            self.asked_of + other.asked_of,
            self.worth + other.worth,
            tuple(mine + theirs for mine, theirs in zip(self.priorities, other.priorities, strict=True)),
            self.time + other.time,
            self.room + other.room,
            self.person + other.person,
            self.waiting + other.waiting,
            self.moves + other.moves,
        )

    @property
    def meetings(self) -> Tally:
        """What the delegation asked for and what it was asked for, together."""
        return self.asked_by + self.asked_of

    @property
    def wishes(self) -> Tally:
        """First wishes of all three kinds."""
        return self.time + self.room + self.person

    def as_dict(self) -> dict[str, object]:
        """The entry in the JSON of the command."""
        tallies = {name: asdict(getattr(self, name)) for name in ("meetings", "asked_by", "asked_of", "worth")}
        wishes = {name: asdict(getattr(self, name)) for name in ("time", "room", "person")}
        priorities = {str(one): asdict(tally) for one, tally in zip(PRIORITIES, self.priorities, strict=True)}
        counts = {"share": self.worth.share, "waiting": self.waiting, "moves": self.moves}
        return {**tallies, "priorities": priorities, "wishes": wishes, **counts}


@dataclass(frozen=True)  # not slotted: the sums below are computed once and kept
class Ledger:
    """Accounts by delegation code, in the order of the workbook; `regions` are those that have a delegation.

    `compared` says that `moves` are changes since an earlier plan; else they are those since the items were first told.
    """

    accounts: Mapping[str, Account]
    region_of: Mapping[str, str]
    compared: bool

    @cached_property
    def regions(self) -> Mapping[str, Account]:
        """By name of region in alphabetical order; the delegations without one are together under no name."""
        return {
            region: together(account for code, account in self.accounts.items() if self.region_of[code] == region)
            for region in sorted(set(self.region_of.values()))
        }

    @cached_property
    def total(self) -> Account:
        """The accounts of all delegations as one."""
        return together(self.accounts.values())

    @cached_property
    def shares(self) -> Mapping[str, float]:
        """The share of each delegation that has asked for something, or was asked."""
        shares = ((code, account.worth.share) for code, account in self.accounts.items())
        return {code: share for code, share in shares if share is not None}

    @property
    def gini(self) -> float:
        """Between delegations."""
        return gini([account.worth for account in self.accounts.values()])

    @property
    def gini_of_regions(self) -> float:
        """How unevenly the regions got of what they asked, from 0 for evenly to 1."""
        return gini([account.worth for account in self.regions.values()])

    @property
    def least(self) -> float | None:
        """The smallest share; None where nobody asked for anything."""
        return min(self.shares.values(), default=None)

    @property
    def worst_off(self) -> tuple[str, ...]:
        """The codes of all who have the smallest share."""
        return tuple(code for code, share in self.shares.items() if share == self.least)

    def as_dict(self) -> dict[str, object]:
        """The JSON object of the command `fairness`."""
        return {
            "gini": self.gini,
            "gini_of_regions": self.gini_of_regions,
            "least_share": self.least,
            "worst_off": list(self.worst_off),
            "total": self.total.as_dict(),
            "regions": {region: account.as_dict() for region, account in self.regions.items()},
            "delegations": {code: account.as_dict() for code, account in self.accounts.items()},
        }


def gini(tallies: Sequence[Tally]) -> float:
    """The Gini coefficient of their shares; 0 where nobody asked for anything or got anything."""
    shares = sorted(Fraction(one.granted, one.asked) for one in tallies if one.asked)
    if not any(shares):
        return 0.0
    # Of two shares in order the later is the larger: each counts once for every one before it, and against it after.
    differences = sum((2 * place - len(shares) + 1) * share for place, share in enumerate(shares))
    return float(differences / (len(shares) * sum(shares)))


def together(accounts: Iterable[Account]) -> Account:
    """The sum of several accounts."""
    return sum(accounts, Account())


def ledger(event: Event, plan: Plan, before: Plan | None = None) -> Ledger:
    """The accounts of all delegations; with the plan before, the moves that they suffered since then."""
    accounts = {one.code: Account() for one in event.delegations}
    for entries in (_requests(event, plan), _waiting(event, plan), _moves(event, plan, before)):
        for code, account in entries:
            accounts[code] += account
    return Ledger(accounts, {one.code: one.region for one in event.delegations}, before is not None)


def _requests(event: Event, plan: Plan) -> Iterable[tuple[str, Account]]:
    for bilateral in event.bilaterals:
        meeting = event.meeting.get(bilateral.id)
        if meeting is not None:
            row = plan.by_item.get(bilateral.id)
            account = _account(meeting, row if row is not None and row.stands else None)
            yield bilateral.requester, account + Account(asked_by=_tally(row is not None and row.stands))
            yield bilateral.counterpart, account + Account(asked_of=_tally(row is not None and row.stands))


def _account(meeting: Meeting, row: Placement | None) -> Account:
    """What either side books of a meeting; `row` is None where it has no place."""
    return Account(
        worth=Tally(meeting.worth, 0 if row is None else meeting.worth),
        priorities=tuple(_tally(row is not None) if one == meeting.priority else NOTHING for one in PRIORITIES),
        time=_tally(None if row is None else time_granted(meeting, row)),
        room=_tally(None if row is None else room_granted(meeting, row)),
        person=_tally(None if row is None else person_granted(meeting, row)),
    )


def _tally(granted: bool | None) -> Tally:
    """One wish; None is no wish."""
    return NOTHING if granted is None else Tally(1, int(granted))


def _waiting(event: Event, plan: Plan) -> Iterable[tuple[str, Account]]:
    minutes = dict[str, float]()
    for person, waited in idle_minutes(Case(event, plan)).items():
        if person in event.person:
            code = event.person[person].delegation
            minutes[code] = minutes.get(code, 0.0) + waited
    return ((code, Account(waiting=ceil(waited))) for code, waited in minutes.items())


def _moves(event: Event, plan: Plan, before: Plan | None) -> Iterable[tuple[str, Account]]:
    """Changes of items that stood before, what was dropped included; a meeting that is new is no move."""
    if before is not None:
        for code, changes in diff(before, plan, event).by_delegation.items():
            yield code, Account(moves=sum(one.change != "added" for one in changes))
        return
    for row in plan.rows:
        if row.revision:
            yield from ((code, Account(moves=row.revision)) for code in parties_of(event, row.item, row.people))

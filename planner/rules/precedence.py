"""The order that the rule of a line demands of its entries, and in words what puts one before another."""

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from planner.domain.event import Event
from planner.domain.records import Entry, Line, Settings
from planner.domain.vocabulary import PRECEDENCE_PRESETS, DelegationKind, HostPlace, LineOrder, Rank, TieBreak

Key = tuple[int, float, str]
"""What a criterion compares: whether the value is blank (blanks come last), the value as a number, or as a text."""

# Letters of names of States that Unicode does not take apart into a base letter and an accent.
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d"})


@dataclass(frozen=True, slots=True)
class Criterion:
    """One thing that entries are compared by; `phrase` says it in a sentence."""

    phrase: str
    key: Callable[[Entry], Key]


def line_order(event: Event, line: Line) -> tuple[Entry, ...]:
    """All entries of a line in the order its rule demands, the host in its place."""
    entries = [entry for entry in event.entries if entry.line == line.id]
    criteria = _criteria(event, line)
    entries.sort(key=lambda entry: [criterion.key(entry) for criterion in criteria])
    if line.order == LineOrder.REVERSE_PRECEDENCE:
        entries.reverse()
    if line.host == HostPlace.IN_ORDER:
        return tuple(entries)
    host_last = line.host == HostPlace.LAST
    return tuple(sorted(entries, key=lambda entry: (entry.delegation == event.settings.host) == host_last))


def reason_before(event: Event, first: Entry, second: Entry) -> str:
    """What puts one entry before another of the same line: `Brazil comes before Chile by date of taking office.`"""
    line = event.line[first.line]
    names = [event.delegation[entry.delegation].label for entry in (first, second)]
    return f"{names[0]} comes before {names[1]} by {_difference(event, line, first, second)}."


def _difference(event: Event, line: Line, first: Entry, second: Entry) -> str:
    if line.host != HostPlace.IN_ORDER and event.settings.host in (first.delegation, second.delegation):
        return f"the place of the host, {line.host}"
    differing = (one.phrase for one in _criteria(event, line) if one.key(first) != one.key(second))
    reverse = "reverse order of " if line.order == LineOrder.REVERSE_PRECEDENCE else ""
    return reverse + next(differing, "the order of the sheet")


def _criteria(event: Event, line: Line) -> tuple[Criterion, ...]:
    if line.order == LineOrder.LISTED:
        return ()
    if line.order == LineOrder.ALPHABETICAL:
        return (_alphabetical(event), _code())
    if line.order == LineOrder.INSCRIPTION:
        return (_inscribed_at(event), *_precedence(event))
    return _precedence(event)


def _precedence(event: Event) -> tuple[Criterion, ...]:
    ties = {
        TieBreak.OFFICE_SINCE: _office_since,
        TieBreak.INSCRIBED_AT: _inscribed_at,
        TieBreak.ALPHABETICAL: _alphabetical,
    }
    return (_number(event), _rank(event), *(ties[tie](event) for tie in event.settings.tie_break), _code())


def _number(event: Event) -> Criterion:
    def key(entry: Entry) -> Key:
        number = event.delegation[entry.delegation].precedence
        return (1, 0, "") if number is None else (0, number, "")

    return Criterion("the precedence number of the delegation", key)


def _rank(event: Event) -> Criterion:
    level = {rank: place for place, ranks in enumerate(rank_levels(event.settings)) for rank in ranks}
    return Criterion("rank", lambda entry: (0, level[event.entrant(entry).rank], ""))


def rank_levels(settings: Settings) -> tuple[frozenset[Rank], ...]:
    """The ranks from the highest level down; ranks that an explicit list leaves out follow in the default order."""
    default = PRECEDENCE_PRESETS["un_recent"]
    if len(settings.precedence) == 1 and settings.precedence[0] in PRECEDENCE_PRESETS:
        return PRECEDENCE_PRESETS[settings.precedence[0]]
    listed = tuple(Rank(rank) for rank in settings.precedence)
    return tuple(frozenset({rank}) for rank in listed) + tuple(level - set(listed) for level in default)


def _office_since(event: Event) -> Criterion:
    def key(entry: Entry) -> Key:
        since = event.entrant(entry).office_since
        return (1, 0, "") if since is None else (0, since.toordinal(), "")

    return Criterion("date of taking office", key)


def _inscribed_at(event: Event) -> Criterion:
    def key(entry: Entry) -> Key:
        own: datetime | None = entry.inscribed_at
        moment = event.delegation[entry.delegation].inscribed_at if own is None else own
        return (1, 0, "") if moment is None else (0, moment.timestamp(), "")

    return Criterion("time of inscription", key)


def _alphabetical(event: Event) -> Criterion:
    start = folded(event.settings.alphabet_from)

    def key(entry: Entry) -> Key:
        name = folded(event.delegation[entry.delegation].name)
        return (0 if name >= start else 1, 0, name)

    return Criterion(f"the alphabet from {event.settings.alphabet_from}", key)


def in_order_of_names(event: Event, codes: Iterable[str]) -> list[str]:
    """Delegations as their flags and plates stand: States before others, each in the alphabet that the lines go by.

    The letter drawn by lot begins it, and the official name counts, not the short one.
    """
    kinds, start = tuple(DelegationKind), folded(event.settings.alphabet_from)

    def key(code: str) -> tuple[int, bool, str, str]:
        delegation = event.delegation[code]
        name = folded(delegation.name)
        return kinds.index(delegation.kind), name < start, name, code

    return sorted(codes, key=key)


def folded(name: str) -> str:
    """A name as the alphabet sees it: without case, accents, apostrophes and hyphens (Côte d'Ivoire, Türkiye)."""
    apart = unicodedata.normalize("NFKD", name.casefold().translate(_LETTERS))
    plain = "".join(letter for letter in apart if not unicodedata.combining(letter))
    return re.sub(r"[\W_]+", " ", re.sub(r"['’]", "", plain)).strip()


def _code() -> Criterion:
    return Criterion("code", lambda entry: (0, 0, entry.delegation))

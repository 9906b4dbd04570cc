"""Whose calendar it is: names and addresses by which guests of a meeting are known to be that person."""

import re
import unicodedata
from dataclasses import dataclass

from planner.domain.event import Event
from planner.feeds.importing.calendar.entry import CalendarEntry, Guest

_WORD = re.compile(r"\w+")
_ADDRESS = re.compile(r"[\w.+-]+@[\w.-]+")


@dataclass(frozen=True, slots=True)
class Owner:
    """The words of each name, and the addresses."""

    names: frozenset[frozenset[str]]
    addresses: frozenset[str]

    def is_one_of(self, guests: tuple[Guest, ...]) -> bool:
        """Whether the owner of the calendar is among these guests."""
        return any(self._is(guest) for guest in guests)

    def _is(self, guest: Guest) -> bool:
        """By address; by name in any order; or by an address that is the name, `anne.martin@`."""
        box = guest.address.partition("@")[0]
        return guest.address in self.addresses or _words(guest.name) in self.names or _words(box) in self.names


def owner_of(event: Event, who: str) -> Owner:
    """Of a person, a room or an interpreter that one, of a delegation its head."""
    names, texts = [], []
    if who in event.delegation:
        delegation = event.delegation[who]
        names += [delegation.name]
        texts += [delegation.contact, delegation.notes]
        who = event.head(who).id
    if who in event.person:
        names.append(event.person[who].name)
        texts.append(event.person[who].notes)
    names += [known[who].name for known in (event.room, event.interpreter) if who in known]
    words = frozenset(filter(None, map(_words, names)))
    return Owner(words, frozenset(_ADDRESS.findall(" ".join(texts).casefold())))


def declined(entry: CalendarEntry, owner: Owner) -> bool:
    """Whether it is known that the owner will not come."""
    return owner.is_one_of(entry.declined_by)


def _words(name: str) -> frozenset[str]:
    parts = unicodedata.normalize("NFD", name.casefold().replace("_", " "))
    return frozenset(_WORD.findall("".join(part for part in parts if not unicodedata.combining(part))))

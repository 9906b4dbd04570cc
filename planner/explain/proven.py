"""What a proof says to people: which of the rules together forbid an item, in words and not by their keys."""

from collections.abc import Mapping, Sequence

WORDS: Mapping[str, str] = {
    "person-free": "what its people attend",
    "attendance": "who may attend it",
    "room-free": "what holds the rooms",
    "room-fits": "what it needs of a room",
    "room-open": "the hours of the rooms",
    "person-present": "the presence of its people",
    "event-hours": "the hours of the event",
    "start-grid": "the times at which it may start",
    "length": "its length",
    "programme-stands": "the programme",
    "line-turns": "the turns that the line has",
    "line-bounds": "its own bounds in the line",
    "inscribed": "that it is not inscribed",
    "full-powers": "the full powers",
    "line-reserve": "the reserve of the line",
    "turn-free": "what its people do around the turns",
    "time-window": "its window",
    "after-item": "its place in an order",
    "must-room": "the room where it must be",
    "daily-cap": "the bilaterals that a day may have",
    "live-only": "the answer to the request",
    "one-row-each": "the rows of the plan",
    "locked-kept": "rows that are locked or done",
    "crew-complete": "the interpreters that there are",
    "interpreter-free": "what the interpreters interpret",
    "interpreter-present": "the presence of the interpreters",
    "interpreter-day": "the minutes of the interpreters' day",
    "interpreter-run": "the breaks of the interpreters",
    "same-item": "delegations kept apart",
    "same-zone": "delegations kept apart in one zone",
    "same-room-next": "delegations kept apart in one room",
    "adjacent-in-line": "delegations that are no neighbours in a line",
}
"""What each rule looks at, by its key, to follow `because of`."""

ALONE: Mapping[str, str] = {
    "inscribed": "It has no turn, whatever else is planned, as long as it is not inscribed.",
    "full-powers": "It has no turn, whatever else is planned, without full powers.",
    "live-only": "It is not to be planned, as the request does not stand.",
}
"""The proofs that have a plainer sentence."""


def proof_sentence(rules: Sequence[str]) -> str:
    """`No plan of this event has a place for it, because of its window and the programme together.`"""
    if len(rules) == 1 and rules[0] in ALONE:
        return ALONE[rules[0]]
    *most, last = [WORDS[rule] for rule in rules]
    causes = f"{', '.join(most)} and {last} together" if most else last
    return f"No plan of this event has a place for it, because of {causes}."

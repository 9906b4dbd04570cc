"""Small matchmaking days for tests, in Python and as files."""

from itertools import product

from planner.bench.b2b.check import breaks_of, broken_rules
from planner.bench.b2b.instance import Instance, InstanceMeeting, InstanceSession
from planner.solver.breaks.day import Encounter, MatchmakingDay


def day(
    *encounters: InstanceMeeting | tuple[int, int],
    slots: int = 3,
    morning: int | None = None,
    tables: int = 9,
    forbidden: dict[int, set[int]] | None = None,
    fairness: int = 2,
) -> Instance:
    """A day with these meetings; pairs of numbers are meetings that nothing binds."""
    meetings = tuple(one if isinstance(one, InstanceMeeting) else InstanceMeeting(*one) for one in encounters)
    participants = 1 + max(max(one.first, one.second) for one in meetings)
    barred = tuple(frozenset((forbidden or {}).get(who, ())) for who in range(participants))
    return Instance(
        "day", participants, tables, slots, slots if morning is None else morning, meetings, barred, fairness
    )


def as_day(of: Instance) -> MatchmakingDay:
    """What the solver makes of an instance: the slots that nothing closes to a meeting."""
    return MatchmakingDay(
        tables=(of.tables,) * of.slots,
        encounters=tuple(
            Encounter(
                one.first,
                one.second,
                tuple(sorted({*of.window(number)} - of.forbidden[one.first] - of.forbidden[one.second])),
                one.follows,
            )
            for number, one in enumerate(of.encounters)
        ),
        own=(tuple(range(of.slots)),) * of.participants,
        fairness=of.fairness,
    )


def fewest_by_trying(of: Instance) -> int | None:
    """The fewest breaks of any answer that the check lets pass, found by looking at all of them."""
    answers = product(range(of.slots), repeat=len(of.encounters))
    return min((sum(breaks_of(of, slots)) for slots in answers if not broken_rules(of, slots)), default=None)


SESSION_NUMBERS = {InstanceSession.MORNING: 1, InstanceSession.AFTERNOON: 2, InstanceSession.ANY: 3}


def entries(of: Instance) -> dict[str, str]:
    """The day as the entries of a .dzn file, in the layout of the published ones."""
    asked = "".join(f"|{one.first + 1}, {one.second + 1},{SESSION_NUMBERS[one.session]}, \n" for one in of.encounters)
    barred = ",\n".join(
        "{" + ",".join(map(str, [0, *(slot + 1 for slot in sorted(each))])) + "}" for each in of.forbidden
    )
    order = ",\n".join("{" + ",".join(str(before + 1) for before in one.follows) + "}" for one in of.encounters)
    return {
        "nBusiness": str(of.participants),
        "nMeetings": str(len(of.encounters)),
        "nTables": str(of.tables),
        "nTotalSlots": str(of.slots),
        "nMorningSlots": str(of.morning_slots),
        "requested": f"[{asked}|]",
        "forbidden": f"[{barred}]",
        "fixed": "[" + ",".join("0" if one.fixed is None else str(one.fixed + 1) for one in of.encounters) + "]",
        "precedences": f"[{order}]",
    }


def dzn(of: Instance, **changes: str | None) -> str:
    """The text of the file; entries can be changed, added, or left out with None."""
    told = {**entries(of), **changes}
    return "".join(f"{name} = {value};\n\n" for name, value in told.items() if value is not None)

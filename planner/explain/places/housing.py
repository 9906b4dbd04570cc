"""Why no room takes a meeting: none fits, or those that fit are taken, closed or out of reach."""

from dataclasses import dataclass

from planner.domain.wording import lasting, room_name
from planner.explain.places.block import NAMED, Block, listed, starts_of, union
from planner.explain.places.candidates import Candidates
from planner.explain.places.ways import Mask


def no_fitting_room(candidates: Candidates) -> str:
    """What is wrong with the rooms in which the meeting may be; empty where one of them fits."""
    if _fitting(candidates):
        return ""
    faults = " ".join(one.sentence() for one in _nearly_fitting(candidates)[: NAMED - 1])
    return faults if candidates.ways.meeting.must_room else f"no room fits. {faults}"


def none_is_free(candidates: Candidates, left: Mask) -> str:
    """What each of the rooms that fit holds, needs or lacks at what is left of the starts x rooms."""
    houses = [_House.of(candidates, room, left) for room in _fitting(candidates)]
    taken = all(one.taken for one in houses)
    if len(houses) == 1:
        (only,) = houses
        which = "where it must be" if candidates.ways.meeting.must_room else "the only room that fits"
        return (
            f"{only.name}, {which}, is {f'taken: {only.by(NAMED)}' if taken else f'not free: it {only.does(NAMED)}'}."
        )
    named = 1 if len(houses) > NAMED else 2
    clauses = [f"{one.name} by {one.by(named)}" if taken else f"{one.name} {one.does(named)}" for one in houses]
    return f"{_heading(len(houses), taken=taken)}: {listed(clauses, of='room')}."


def _heading(count: int, *, taken: bool) -> str:
    if taken:
        return f"{'both' if count == 2 else f'all {count}'} rooms that fit are taken"
    return f"{'neither of the two' if count == 2 else f'none of the {count}'} rooms that fit is free"


# --- one room --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _House:
    """What a room holds at the starts that are left, what else is the matter with it, and whether the former is all."""

    name: str
    items: tuple[str, ...]
    matters: tuple[str, ...]
    taken: bool

    @classmethod
    def of(cls, candidates: Candidates, room: str, left: Mask) -> "_House":
        among, index = starts_of(left), candidates.ways.rooms.index(room)
        blocks = [one for one in candidates.against("room") if one.subject == room]
        acting = [one for block in blocks for one in block.acting(among) if (one.mask & among[:, None]).any()]
        holds = union(among, (one.mask[:, 0] for one in acting if not one.says))
        needs = [one.clause for one in acting if one.says and one.items]
        if needs and any(not one.says for one in acting):
            needs = [f"needs {lasting(candidates.ways.event.turnover(candidates.ways.event.room[room]))} between items"]
        far = among & ~left[:, index] & candidates.openness.housed[:, index]
        return cls(
            name=room_name(candidates.ways.event, room),
            items=tuple(dict.fromkeys(one.clause for one in acting if not one.says)),
            matters=(
                *needs,
                *(one.clause for one in acting if one.says and not one.items),
                *(["cannot be reached in time"] if far.any() else []),
            ),
            taken=bool(holds[among].all()),
        )

    def by(self, named: int) -> str:
        """What takes it."""
        return listed([*self.items[:named], *(["and others"] if len(self.items) > named else [])], named + 1)

    def does(self, named: int) -> str:
        """What it holds, needs or lacks."""
        has = [f"has {self.by(named)}"] if self.items else []
        return " and ".join([*has, *self.matters[: max(2, named)]])


def _allowed(candidates: Candidates) -> list[str]:
    """The rooms in which the meeting itself may be."""
    times = candidates.openness.times
    return [room for index, room in enumerate(candidates.ways.rooms) if times[:, index].any()]


def _fitting(candidates: Candidates) -> list[str]:
    misfits = {one.subject for one in candidates.blocks if one.rule == "room-fits"}
    return [room for room in _allowed(candidates) if room not in misfits]


def _nearly_fitting(candidates: Candidates) -> list[Block]:
    """What is wrong with the rooms that it may be in, those of the right use first, then the largest."""
    rooms, use, allowed = candidates.ways.event.room, candidates.ways.meeting.use, _allowed(candidates)
    misfits = [one for one in candidates.blocks if one.rule == "room-fits" and one.subject in allowed]
    return sorted(misfits, key=lambda one: (use not in rooms[one.subject].uses, -rooms[one.subject].capacity))

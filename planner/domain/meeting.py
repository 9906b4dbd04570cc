"""A bilateral or side event as the rules see it, with every default filled in."""

from dataclasses import dataclass
from datetime import datetime, time
from math import lcm

from planner.domain.records import Bilateral, Policy, SideEvent
from planner.domain.vocabulary import BilateralKind, BilateralStatus, ItemKind, RoomUse

PROVISIONAL = "Provisional: the request is not accepted yet."


@dataclass(frozen=True, slots=True)
class Meeting:
    """What the planner may place.

    `roles` has one entry for each person who must attend: the ids of those who may fill it, the preferred one first.
    `parties` are the delegation codes that keep-apart pairs look at. `use` is None where no room is needed.
    `pairs` are the language pairs for which an interpreter is needed. `starts` are the times of day at which the
    meeting may start (empty = any on the grid); `grid` is in minutes from midnight.
    """

    id: str
    kind: ItemKind
    title: str
    minutes: int
    priority: int
    worth: int
    roles: tuple[tuple[str, ...], ...]
    parties: tuple[str, ...]
    grid: int
    use: RoomUse | None
    capacity: int
    starts: tuple[time, ...] = ()
    booths: int = 0
    features: tuple[str, ...] = ()
    pairs: tuple[tuple[str, str], ...] = ()
    room: str = ""
    must_room: bool = False
    not_before: datetime | None = None
    not_after: datetime | None = None
    prefer_from: datetime | None = None
    prefer_to: datetime | None = None
    after: str = ""
    theme: str = ""
    ceremony: BilateralKind = BilateralKind.FORMAL
    provisional: bool = False
    restricted: bool = False

    @property
    def is_bilateral(self) -> bool:
        """Whether it is a bilateral, and no side event."""
        return self.kind == ItemKind.BILATERAL

    @property
    def withheld(self) -> bool:
        """Whether others than its parties and the organiser may not know of it: it is restricted, or only asked for."""
        return self.restricted or self.provisional

    @property
    def remark(self) -> str:
        """What its row says where it is placed."""
        return PROVISIONAL if self.provisional else ""


def language_pairs(languages: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """`vi; fr; en` is bridged by vi-fr and vi-en: the first language is the pivot."""
    return tuple((languages[0], other) for other in languages[1:])


def bilateral_meeting(
    bilateral: Bilateral,
    policy: Policy,
    *,
    title: str,
    roles: tuple[tuple[str, ...], ...],
    parties: tuple[str, ...],
    interpreted: bool,
    time_step: int,
) -> Meeting:
    """The meeting that a bilateral asks for; `interpreted` says whether interpreters are scheduled at all."""
    return Meeting(
        id=bilateral.id,
        kind=ItemKind.BILATERAL,
        title=title,
        minutes=policy.bilateral_minutes if bilateral.minutes is None else bilateral.minutes,
        priority=bilateral.priority,
        worth=policy.value_of_priority[bilateral.priority - 1] * policy.bilateral,
        roles=roles,
        parties=parties,
        grid=lcm(policy.bilateral_start_grid, time_step),
        use=None if bilateral.kind == BilateralKind.PULL_ASIDE else RoomUse.BILATERAL,
        capacity=bilateral.seats,
        features=bilateral.features,
        pairs=language_pairs(bilateral.languages) if interpreted else (),
        room=bilateral.room,
        must_room=bilateral.must_room,
        not_before=bilateral.not_before,
        not_after=bilateral.not_after,
        prefer_from=bilateral.prefer_from,
        prefer_to=bilateral.prefer_to,
        after=bilateral.after,
        ceremony=bilateral.kind,
        provisional=bilateral.status == BilateralStatus.REQUESTED,
        restricted=bilateral.restricted,
    )


def side_event_meeting(side_event: SideEvent, policy: Policy, *, parties: tuple[str, ...], time_step: int) -> Meeting:
    """The meeting that a side event asks for; it binds its speakers only."""
    return Meeting(
        id=side_event.id,
        kind=ItemKind.SIDE_EVENT,
        title=side_event.title,
        minutes=side_event.minutes,
        priority=side_event.priority,
        worth=policy.value_of_priority[side_event.priority - 1] * policy.side_event,
        roles=tuple((speaker,) for speaker in side_event.speakers),
        parties=parties,
        grid=time_step,
        starts=policy.side_event_starts,
        use=RoomUse.SIDE_EVENT,
        capacity=side_event.attendance,
        booths=max(0, len(side_event.languages) - 1),
        features=side_event.features,
        room=side_event.room,
        must_room=side_event.must_room,
        not_before=side_event.not_before,
        not_after=side_event.not_after,
        theme=side_event.theme,
    )

"""What a simulation found, in the shape that the command prints."""

from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum

ON_TIME = 5.0
"""Minutes after its planned start within which an item counts as on time."""

BUFFER = 10.0
"""Minutes of the buffers that are tried."""


class Through(StrEnum):
    """What one item hands on its delay by to the next."""

    PERSON = "person"
    INTERPRETER = "interpreter"
    ROOM = "room"
    LINE = "line"


@dataclass(frozen=True, slots=True)
class ItemChance:
    """How one item fares. `on_time` and `held` are shares of runs; an item that is given up counts with its wait."""

    item: str
    title: str
    start: datetime
    on_time: float
    held: float
    mean_delay: float
    p95_delay: float


@dataclass(frozen=True, slots=True)
class WeakLink:
    """A person, interpreter, room or desk that came late to an item from another, in such a share of runs."""

    source: str
    target: str
    kind: Through
    through: str
    share: float
    sentence: str

    def as_dict(self) -> dict[str, object]:
        """The link by the names of the JSON output."""
        rest = {"kind": self.kind.value, "through": self.through, "share": self.share, "sentence": self.sentence}
        return {"from": self.source, "to": self.target, **rest}


@dataclass(frozen=True, slots=True)
class Buffer:
    """What so many minutes more between an item and what follows it would save, over all items, in the mean."""

    item: str
    minutes: float
    saved: float
    score: float
    sentence: str


@dataclass(frozen=True, slots=True)
class Robustness:
    """`score` is the mean chance of an item to take place and start on time; items are in order of planned start."""

    runs: int
    seed: int
    score: float
    items: tuple[ItemChance, ...]
    links: tuple[WeakLink, ...]
    buffers: tuple[Buffer, ...]

    def as_dict(self) -> dict[str, object]:
        """The JSON object of the `simulate` command."""
        promised = ("item", "on_time", "mean_delay", "p95_delay")
        return {
            "runs": self.runs,
            "seed": self.seed,
            "score": self.score,
            "items": [{name: getattr(one, name) for name in promised} for one in self.items],
            "links": [one.as_dict() for one in self.links],
            "buffers": [asdict(one) for one in self.buffers],
        }

    @property
    def weakest(self) -> tuple[ItemChance, ...]:
        """The items from the one that is least likely on time to the surest; of equal ones the earlier first."""
        return tuple(sorted(self.items, key=lambda one: (one.on_time, -one.mean_delay)))

"""What a simulation has found as JSON: all that `simulate --json` says, and the rest that a page shows of each item."""

import json
from dataclasses import asdict
from datetime import datetime
from typing import Any

from planner.domain.event import Event
from planner.simulate import Robustness
from planner.simulate.records import Buffer, ItemChance, Through, WeakLink


def robustness_written(found: Robustness) -> bytes:
    """What was found, to be kept with its job."""
    items = [asdict(one) | {"start": one.start.isoformat()} for one in found.items]
    return json.dumps(found.as_dict() | {"items": items}, ensure_ascii=False).encode()


def robustness_read(result: bytes, event: Event) -> Robustness:
    """What was written so; its moments are on the event's clock again."""
    written: dict[str, Any] = json.loads(result)
    return Robustness(
        written["runs"],
        written["seed"],
        written["score"],
        tuple(
            ItemChance(**{**one, "start": event.local(datetime.fromisoformat(one["start"]))})
            for one in written["items"]
        ),
        tuple(
            WeakLink(one["from"], one["to"], Through(one["kind"]), one["through"], one["share"], one["sentence"])
            for one in written["links"]
        ),
        tuple(Buffer(**one) for one in written["buffers"]),
    )

"""Every verdict on random plans is read back from its words and reasoned through by plain date-times: none is false.

A few plans in the suite; 200 with VERDICTS=200, which takes some minutes.
"""

import os

import pytest

from planner.explain import why
from tests.scenes.claims import Claims
from tests.scenes.plain_days import PlainDay
from tests.scenes.random_days import random_day

PLANS = int(os.environ.get("VERDICTS", "4"))


@pytest.mark.parametrize("seed", range(PLANS))
def test_nothing_that_a_verdict_says_is_false(seed: int) -> None:
    of, beside = random_day(seed)
    waiting = [row.item for row in beside.rows if row.item in of.meeting and not row.stands]

    for item in waiting:
        said = why(of, beside, item, cured=False)

        assert list(Claims(PlainDay(of, beside, of.meeting[item]), said).false()) == [], item

"""What a plan costs in spare time that is missing: minutes that a planner can check by hand."""

from planner.domain.records import Policy
from planner.rules.terms import ranking
from planner.rules.terms.comfort import Slack
from tests.rules.test_terms import PAIR, ROOMS, cost, meetings, standing
from tests.scenes.builders import bilateral, event, placed
from tests.scenes.examples import example_rows


@example_rows("""
    slack  starts               expected   # 20 minutes each, for two people
    20     09:00; 09:40         0          # 20 minutes between
    20     09:00; 09:39         2          # one short, for each of the two
    20     09:00; 09:30         20
    30     09:00; 09:30         40
    0      09:00; 09:20         0
    20     09:00; 09:10         40         # they overlap: nothing to spare
    20     09:00; 09:30; 10:00  40
    20     09:00; 26 09:10      0          # days count apart
    20     09:00; 09:39:30      1          # half a minute each, rounded up in all
""")
def test_slack(slack, starts, expected):
    of = event(*PAIR, *ROOMS, *(bilateral(f"M{k}") for k in range(3)), policy=Policy(slack=int(slack)))

    assert cost(Slack(), of, *standing(of, starts)) == int(expected)


def test_slack_counts_what_is_left_beside_the_walk():
    of = meetings(2)
    rows = (placed(of, "M0", "09:00", room="A1"), placed(of, "M1", "09:35", room="B1"))

    assert cost(Slack(), of, *rows) == 2 * (20 - (15 - 7))


def test_slack_is_off_unless_it_is_given_a_weight():
    assert dict(ranking(Policy()))["slack"] == 0

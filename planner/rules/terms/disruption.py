"""How much a plan made anew moves of the one before: a row of the Policy sheet, but no cost of one plan alone."""


class Disruption:
    """What changes for delegations from one plan to the next. A re-plan counts it first and in full, without weighing
    it against the other terms; see `planner/solver/repairing/disruption.py`.
    """

    name = "disruption"
    purpose = "A new plan moves little of the old one."
    weight = 1

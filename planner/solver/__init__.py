"""The solver: everything that needs OR-tools. `solve` is the way in, `Job` runs it in a process of its own."""

from planner.solver.job import Job
from planner.solver.progress import Progress
from planner.solver.searching.compiled import is_compiled
from planner.solver.solve import CannotKeep, NoPlan, SolverDisagrees, solve

__all__ = ["CannotKeep", "Job", "NoPlan", "Progress", "SolverDisagrees", "is_compiled", "solve"]

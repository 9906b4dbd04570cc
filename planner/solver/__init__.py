"""The solver: everything that needs OR-tools. `solve` is the way in."""

# isort: off
from planner.solver.solve import CannotKeep, NoPlan, SolverDisagrees, solve  # it brings the others in
from planner.solver.progress import Progress
from planner.solver.searching.compiled import is_compiled

# isort: on

__all__ = ["CannotKeep", "NoPlan", "Progress", "SolverDisagrees", "is_compiled", "solve"]

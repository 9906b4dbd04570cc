"""The solver: everything that needs OR-tools. `solve` is the way in."""

# isort: off
from planner.solver.refusing import CannotKeep, NoPlan, SolverDisagrees
from planner.solver.solve import solve  # it brings the others in
from planner.solver.progress import Progress
from planner.solver.compiled import is_compiled

# isort: on

__all__ = ["CannotKeep", "NoPlan", "Progress", "SolverDisagrees", "is_compiled", "solve"]

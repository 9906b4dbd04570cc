"""Lines, planned before anything else: who has a turn, on which, in which order, and why not otherwise."""

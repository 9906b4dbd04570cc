"""The commands of `planner bench`, a file for each."""

"""The language of the planner: frozen records on the standard library alone, shared by every other part."""

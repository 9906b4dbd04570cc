"""Published instances of B2B meeting scheduling, and what the planner makes of them."""

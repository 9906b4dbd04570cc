"""Full events, drawn from a seed: every sheet and every kind of rule in use."""

"""The cheapest changes that would place a meeting, each tried and then checked."""

"""Meetings put in their places: a plan under construction, the first plan, its rooms, rows and reasons."""

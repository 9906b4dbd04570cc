"""The one table of the format: which sheets there are, and what their columns mean."""

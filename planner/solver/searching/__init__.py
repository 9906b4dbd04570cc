"""The search for worth and, with the worth settled, for the secondary terms."""

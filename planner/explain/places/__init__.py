"""What closes the places of a meeting, and the verdict drawn from it."""

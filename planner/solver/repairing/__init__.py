"""From a plan that no longer holds to the one that does and disturbs least."""

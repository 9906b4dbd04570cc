"""Other places that a meeting could have, and what each costs the others."""

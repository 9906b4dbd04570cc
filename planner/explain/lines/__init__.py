"""What closes the turns of a line entry, other turns that it could have, and what would give it one."""

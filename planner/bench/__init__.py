"""The benchmark: seeded events in four sizes, the bilateral core alone and with everything around it."""

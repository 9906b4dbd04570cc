"""The steps by which the tables became what they are; `planner.store.migrating` takes those that a database lacks."""

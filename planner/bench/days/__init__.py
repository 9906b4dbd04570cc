"""Random days on which things happen, and the promises of docs/replan.md held against plain common sense."""

"""What the records of one event must agree on with each other, beyond what a single cell can say."""

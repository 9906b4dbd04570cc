"""From grids to records, with every problem found on the way."""

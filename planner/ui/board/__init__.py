"""The board: a day of the plan on which items are moved by hand, drawn in the browser by our own script."""

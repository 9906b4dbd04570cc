"""How a cell is understood and written, by the kind of its column."""

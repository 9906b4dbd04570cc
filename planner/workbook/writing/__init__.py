"""From records to sheets, and from sheets to files that are pleasant to read."""

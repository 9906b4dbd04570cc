"""What the pages consist of, a file for each page."""

"""What several pages draw: parts, charts, tables and words."""

"""Bytes and sheets: what lies in a file as grids of cells, behind the guard, and files written whole."""

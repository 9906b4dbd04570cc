"""Tests of what is impossible from the outset."""

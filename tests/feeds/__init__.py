"""Tests of files for others and from others."""

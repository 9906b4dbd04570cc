"""Tests of the day itself."""

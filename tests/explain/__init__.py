"""Tests of why and where."""

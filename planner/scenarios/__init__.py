"""Scenarios: variants of one event, planned beside each other and compared; and sweeps of one resource."""

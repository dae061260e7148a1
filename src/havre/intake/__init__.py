"""Arrival: postal code, what to know before writing."""

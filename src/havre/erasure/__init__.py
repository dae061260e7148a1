"""Leaving, freezing, deciding, destroying."""

"""Sealed messages between two sides, and who may carry them."""

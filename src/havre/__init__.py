"""Havre: a first contact, live and sealed, with a specialised officer."""

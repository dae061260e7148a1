"""Postal code to force and desk; stations and support bodies. Public data, dated."""

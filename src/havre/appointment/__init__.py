"""Slots that stations publish, and the appointments that take them."""

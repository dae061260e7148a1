"""How a visitor gets her conversation, and comes back to it."""

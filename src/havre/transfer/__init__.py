"""Passing a conversation on: announced to her, refused by her if she wishes."""

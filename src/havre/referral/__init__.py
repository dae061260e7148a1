"""Whom to go to without a complaint: associations and centres, by need."""

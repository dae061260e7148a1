"""The line in front of a desk."""

"""The key that each officer and each desk answers with, and who granted it."""

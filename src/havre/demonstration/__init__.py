"""A whole house with invented people, for whoever wants to see it live."""

"""Officers, supervisors, administrators: accounts, sessions, who is present."""

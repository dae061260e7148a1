"""The room at a glance: who waits, who answers, what is wrong, and what to do."""

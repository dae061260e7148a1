"""What a supervisor must hear of at once, and who looks after it."""

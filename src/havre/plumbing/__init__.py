"""What would be the same in a chess club's chat: stores, bell, doors, limits, logs."""

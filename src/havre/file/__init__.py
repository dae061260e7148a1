"""What goes to a station: her accord, her identity, the file, the opening code."""

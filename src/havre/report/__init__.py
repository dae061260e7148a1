"""The report as it is written, and to whom it was transmitted."""

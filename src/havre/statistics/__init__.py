"""Public numbers: counters, what may be published of them, the page."""

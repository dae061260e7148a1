"""Official files made into the operator's own edition, or refused with the reason."""

"""Who read or changed what: references only, never a word that was said."""

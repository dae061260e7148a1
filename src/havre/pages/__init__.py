"""Everything a visitor may read, without script: pages, law, numbers, safety words."""

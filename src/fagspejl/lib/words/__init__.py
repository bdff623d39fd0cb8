"""How each language writes figures, dates and lists."""

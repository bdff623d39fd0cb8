"""Writing agreements: drafts, what becomes of them, carrying them along, and forgetting them."""

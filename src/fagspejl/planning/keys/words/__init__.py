"""Sentences of the pages about the second copy of a round's key."""

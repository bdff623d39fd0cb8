"""The sentences of questions."""

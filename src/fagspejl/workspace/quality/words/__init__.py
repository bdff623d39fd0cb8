"""The sentences of quality pictures."""

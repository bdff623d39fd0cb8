"""The sentences of courses."""

"""Writing, giving out and deleting notes."""

"""The conversation path: from a released report over two talks and a plan to a look back."""

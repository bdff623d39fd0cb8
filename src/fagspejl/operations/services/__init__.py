"""Acts that cross rooms: the front of operations."""

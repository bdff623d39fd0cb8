"""The import desk: a roster from a file, its columns, its faults, what is decided, the difference, taking it in."""

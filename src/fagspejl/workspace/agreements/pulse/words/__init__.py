"""The sentences of the pulse: its pages, its posters."""

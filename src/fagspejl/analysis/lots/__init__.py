"""A half of the units drawn by lot to begin first, and what can be said of it afterwards. Pure."""

"""Lib: the clock, ids, environment readers and the base error. Knows nothing of the domain."""

"""Reliability, factors and invariance of a set of items."""

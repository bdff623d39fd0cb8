"""Sentences of a leader's own reflection."""

"""Sessions: the engine that every tool of the room stands on, from the last open outcomes to close.

Knows tokens, groups, answers until close, and outcomes; never a user or a name behind an answer.
"""

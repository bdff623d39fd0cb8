"""A map of responsibility: who holds which part of professional leadership, and where the leader stays out.

Knows tasks and roles of a unit. Never knows who holds a role, nor who answered what.
"""

"""A leader's own reflection: the eight questions, the reading of a report, and before hard meetings.

Knows sealed notes of an owner. Never opens them for anybody but the owner who is logged in.
"""

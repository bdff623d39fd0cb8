"""Workspace: what happens between two evaluations; sessions, tools, agreements, and whether they hold.

Knows what people chose to share in a room about a case; never a raw answer of the survey, nor whose an answer is.
"""

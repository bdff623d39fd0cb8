"""Safeguards: who may be drawn apart from whom, and what no free text may hold. Pure.

Knows counts, limits and text; never an answer, a person or the database.
"""

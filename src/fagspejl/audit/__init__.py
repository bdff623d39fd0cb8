"""Audit: an append-only record of what staff did.

Knows staff, their acts and the objects they touched; never a respondent's step.
"""

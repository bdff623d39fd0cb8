"""Intake: answer files, leaders files, mappings.

Knows rows, columns and their faults; never rules of disclosure or the database.
"""

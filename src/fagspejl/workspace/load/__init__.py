"""Levels of load: what yields when it is busy, agreed beforehand, and what yielded, shift by shift.

Knows tasks, placements and shifts of a unit. Never knows a patient, an employee or a time of day.
"""

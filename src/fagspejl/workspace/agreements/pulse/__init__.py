"""The pulse of an agreement: those who do it and those who receive the work press once, and weeks are counted.

Holds counts of weeks and nothing of a press. What may be shown of them is decided in rules.py alone.
"""

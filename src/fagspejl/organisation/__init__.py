"""Organisation: units, people, positions and who is to rate whom, as the roster says.

Knows the roster; never rounds or answers.
"""

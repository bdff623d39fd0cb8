"""Instrument: themes, statements, perspectives, wording, scale and coverage rules.

Knows what is asked; never what was answered.
"""

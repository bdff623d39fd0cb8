"""The relief round: half an hour together about what stayed with people, and no trace but that it was held.

Knows a unit, a day, how many were there, and how many found it worth the time. Never knows who, nor what was said.
"""

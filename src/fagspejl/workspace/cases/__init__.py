"""Sparring on cases: cards written as patterns, the rhythm and its roles, the line, and what the unit learned.

It knows sessions by their selectors and nothing of the other tools. It never knows who answered or who was in which
role when: initials of the rota lead to no case.
"""

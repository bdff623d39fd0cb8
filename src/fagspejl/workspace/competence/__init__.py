"""The competence overview: who can what is each person's own; a unit sees what it can do together, and what is thin.

Knows tasks, rows that their owners keep, learning and sources of a unit. Never shows a row that its owner has not
opened.
"""

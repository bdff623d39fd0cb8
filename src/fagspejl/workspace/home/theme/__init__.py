"""The one theme a unit works with, and what has happened on it in order of days."""

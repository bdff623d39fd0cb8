"""A session in which each places the unit's tasks alone: its start, its picture, and what it fills in afterwards."""

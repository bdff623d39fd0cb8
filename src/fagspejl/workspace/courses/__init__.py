"""Courses for leaders, held on the engine: an agenda of blocks, a room of phones, and nothing left after 30 days."""

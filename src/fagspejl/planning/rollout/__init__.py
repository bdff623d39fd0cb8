"""Beginning the follow-up in a half of the units, drawn by lot, so that the next round can tell something honest."""

"""The pages of a course while it is held, and the one that stays: wall, control and phones, opened by a key alone."""

"""The version for employees of a leader's report, and the meeting at which she shows it."""

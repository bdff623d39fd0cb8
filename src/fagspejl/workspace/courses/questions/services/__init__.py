"""What changes the questions of a course."""

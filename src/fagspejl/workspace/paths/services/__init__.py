"""What is done to paths."""

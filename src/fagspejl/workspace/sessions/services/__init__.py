"""What is done with a session: check, change, record."""

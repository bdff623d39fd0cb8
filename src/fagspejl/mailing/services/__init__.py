"""What may be done with mail: queue it, send it, stop it, and make letters of it."""

"""What changes levels and shifts."""

"""What changes courses."""

"""What changes relief rounds."""

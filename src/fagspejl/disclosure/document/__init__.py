"""A Release as a file and in parts: written, and read back as it was written. Pure."""

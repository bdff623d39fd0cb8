"""The sentences about letters and links."""

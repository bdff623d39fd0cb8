"""What the pages of a running round say."""

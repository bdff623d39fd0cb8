"""Evidence that tools offer for a note upward, so that none of them is imported by another."""

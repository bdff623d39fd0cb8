"""In place of those again, where the one answer of a leader's leader is the reader's own."""

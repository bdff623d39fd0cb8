"""The sentences of notes upward."""

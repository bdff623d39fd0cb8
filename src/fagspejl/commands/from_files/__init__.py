"""Commands that read files of answers: what they share, and `fagspejl answers`."""

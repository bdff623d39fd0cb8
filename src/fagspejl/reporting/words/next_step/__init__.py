"""The sentences of next steps and their sheets, one file per language with the same keys."""

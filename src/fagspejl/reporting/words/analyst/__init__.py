"""The sentences of the analyst's page, one file per language with the same keys."""

"""Words: the sentences of reports as data, one file per language, and how a language writes numbers and dates."""

"""The analyst's report: a study's coefficients and verdicts as a page and as tidy CSV. It sees no answers."""

"""One picture of several installations: signed extracts of printed totals, and their sum. Pure."""

"""The forecast of a draft: its page, and the paper for the union committee (MED)."""

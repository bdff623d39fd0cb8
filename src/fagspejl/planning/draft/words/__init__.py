"""The sentences of the draft's pages."""

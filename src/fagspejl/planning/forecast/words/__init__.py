"""The sentences of the forecast."""
